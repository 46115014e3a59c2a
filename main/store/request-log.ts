/**
 * Outcomes of commands by their request id, written in the command's own transaction: a command that is sent
 * again after a lost answer gives the first outcome and is not carried out twice.
 */
import type { Reader, StoreTransaction } from './store.ts';

/** Clients repeat a request within seconds to days; older outcomes are let go. */
const KEEP_MS = 30 * 24 * 3600 * 1000;

/** The outcome recorded for a request; undefined where it is new. */
export function readRequest(read: Reader, id: string): unknown {
  const row = read.get<{ result: string }>('SELECT result FROM request WHERE id = ?', id);
  return row === undefined ? undefined : (JSON.parse(row.result) as unknown);
}

/** Records an outcome (plain JSON). @throws SqliteError where the request has one already. */
export function recordRequest(tx: StoreTransaction, id: string, result: unknown, nowMs: number): void {
  tx.write.run('DELETE FROM request WHERE at_ms < ?', nowMs - KEEP_MS);
  tx.write.run('INSERT INTO request (id, result, at_ms) VALUES (?, ?, ?)', id, JSON.stringify(result ?? null), nowMs);
}
