/**
 * Updates that a document could not take, kept with their cause, so that one bad document never stops the
 * others and nothing is thrown away unseen. The same update is kept once.
 */
import { createHash } from 'node:crypto';
import type { DocumentProblem } from '#model/document/kind.ts';
import type { Database } from './database.ts';
import type { Origin, QuarantineEntry } from './store.ts';

/** Names from outside may be anything; this much of one says enough. */
const MAX_NAME_LENGTH = 200;
const MAX_DETAIL_LENGTH = 2000;

export interface Quarantine {
  setAside(name: string, update: Uint8Array, origin: Origin, problem: DocumentProblem): void;
  entries(): readonly QuarantineEntry[];
}

export function createQuarantine(database: Database, nowMs: () => number): Quarantine {
  const insert = database.prepare<[string, string, string, string, number, Uint8Array, Uint8Array]>(
    `INSERT INTO quarantine (name, rule, detail, origin, at_ms, digest, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (name, digest) DO UPDATE SET rule = excluded.rule, detail = excluded.detail`,
  );
  const select = database.prepare<[], QuarantineEntry>(
    'SELECT id, name, rule, detail, origin, at_ms AS atMs, length(bytes) AS bytes FROM quarantine ORDER BY id',
  );
  return {
    setAside(name, update, origin, { rule, detail }) {
      const digest = createHash('sha256').update(update).digest();
      insert.run(name.slice(0, MAX_NAME_LENGTH), rule, detail.slice(0, MAX_DETAIL_LENGTH), origin, nowMs(), digest, update);
    },
    entries: () => select.all(),
  };
}
