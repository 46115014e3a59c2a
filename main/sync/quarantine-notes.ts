/** What the link itself notes in the store's quarantine, beside what `apply` sets aside there. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { DocumentProblem } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { StoreTransaction } from '../store/store.ts';

/** Both sides hold the same updates of a document and show different content: no exchange of updates mends that. */
export const DIVERGED_RULE = 'SYNC-11';

/** The relay lost content of a document and does not take it from this workstation. */
export const LOST_RULE = 'SYNC-19';

export function noteDiverged(tx: StoreTransaction, name: DocumentName, atMs: number): void {
  note(tx, name, { rule: DIVERGED_RULE, detail: 'equal state vectors, different content' }, atMs);
}

/** @param problem why the relay does not take it. */
export function noteLost(tx: StoreTransaction, name: DocumentName, problem: DocumentProblem, atMs: number): void {
  note(tx, name, { rule: LOST_RULE, detail: `${problem.rule} ${problem.detail}` }, atMs);
}

/** What was refused of a document is set aside: if the relay still lacks something of it, the next comparison says so again. */
export function clearLost(tx: StoreTransaction, name: DocumentName): void {
  tx.write.run('DELETE FROM quarantine WHERE name = ? AND rule = ?', name, LOST_RULE);
}

/** A document has one note of each rule. */
function note(tx: StoreTransaction, name: DocumentName, { rule, detail }: DocumentProblem, atMs: number): void {
  tx.write.run(
    `INSERT OR IGNORE INTO quarantine (name, rule, detail, origin, at_ms, digest, bytes) VALUES (?, ?, ?, 'relay', ?, ?, ?)`,
    name,
    rule,
    detail,
    atMs,
    sha256(utf8ToBytes(rule)),
    new Uint8Array(0),
  );
}

/** The document was compared with the relay and is equal: what it could not take earlier has come another way. */
export function clearHealed(tx: StoreTransaction, name: DocumentName): void {
  tx.write.run(`DELETE FROM quarantine WHERE name = ? AND origin = 'relay'`, name);
}
