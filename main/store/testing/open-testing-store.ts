/** Stores for tests: in memory, with everything that is scheduled run by hand. */
import Sqlite from 'better-sqlite3';
import { isRefusal } from '#model/contract/refusal.ts';
import type { Database } from '../database.ts';
import { openStore, type StoreOptions } from '../open-store.ts';
import type { Store } from '../store.ts';
import { kinds, noRules, noteProjection } from './notebook.ts';

export interface TestingStore {
  readonly store: Store;
  readonly database: Database;
  /** Runs what is scheduled, and what that schedules, until nothing is left. */
  settle(): void;
  readonly faults: unknown[];
}

export function openTestingStore(database: Database = new Sqlite(':memory:'), options: Partial<StoreOptions> = {}): TestingStore {
  const scheduled: (() => void)[] = [];
  const faults: unknown[] = [];
  const store = openStore({
    file: ':memory:',
    database,
    kinds,
    projections: [noteProjection],
    rules: noRules,
    nowMs: () => 1_000,
    scheduleCommit: (act) => scheduled.push(act),
    onFault: (error) => faults.push(error),
    ...options,
  });
  if (isRefusal(store)) throw new Error(store.reason);
  return {
    store,
    database,
    faults,
    settle() {
      for (let act = scheduled.shift(); act !== undefined; act = scheduled.shift()) act();
    },
  };
}

/** All rows that derive from documents, in an order of their own. */
export function derivedRows(store: Store): unknown {
  return {
    notes: store.read.all('SELECT * FROM note ORDER BY document, id'),
    bodies: store.read.all('SELECT * FROM note_body ORDER BY document'),
    search: store.read.all('SELECT kind, entry, document, title FROM search_entry ORDER BY kind, entry'),
  };
}
