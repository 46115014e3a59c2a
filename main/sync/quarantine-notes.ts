/** What the link itself notes in the store's quarantine, beside what `apply` sets aside there. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { DocumentName } from '#model/identity/ids.ts';
import type { StoreTransaction } from '../store/store.ts';

/** Both sides hold the same updates of a document and show different content: no exchange of updates mends that. */
export const DIVERGED_RULE = 'SYNC-11';

export function noteDiverged(tx: StoreTransaction, name: DocumentName, atMs: number): void {
  tx.write.run(
    `INSERT OR IGNORE INTO quarantine (name, rule, detail, origin, at_ms, digest, bytes) VALUES (?, ?, ?, 'relay', ?, ?, ?)`,
    name,
    DIVERGED_RULE,
    'equal state vectors, different content',
    atMs,
    sha256(utf8ToBytes(DIVERGED_RULE)),
    new Uint8Array(0),
  );
}

/** The document was compared with the relay and is equal: what it could not take earlier has come another way. */
export function clearHealed(tx: StoreTransaction, name: DocumentName): void {
  tx.write.run(`DELETE FROM quarantine WHERE name = ? AND origin = 'relay'`, name);
}
