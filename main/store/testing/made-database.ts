/** Databases in memory for tests, which open very many. */
import Sqlite from 'better-sqlite3';
import { isRefusal } from '#model/contract/refusal.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import type { Database } from '../database.ts';
import { openStore } from '../open-store.ts';
import type { Projection } from '../store.ts';
import { noRules } from './notebook.ts';

const made = new Map<string, Buffer>();

/**
 * A new database in which a store's tables stand already. They are made once and copied after that: making them is most
 * of what opening a store costs.
 */
export function openMadeDatabase(projections: readonly Projection[]): Database {
  const key = projections.map(({ name, version, schema }) => `${name} ${version}\n${schema}`).join('\n');
  let copy = made.get(key);
  if (copy === undefined) {
    const first = new Sqlite(':memory:');
    const store = openStore({ file: '', database: first, kinds: createKindRegistry([]), projections, rules: noRules, nowMs: () => 0 });
    if (isRefusal(store)) throw new Error(store.reason);
    store.close();
    copy = first.serialize();
    first.close();
    made.set(key, copy);
  }
  return new Sqlite(copy);
}
