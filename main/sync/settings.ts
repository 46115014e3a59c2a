/** Settings of the link in the store. */
import type { Cursor } from '#model/link/messages.ts';
import type { Reader, StoreTransaction } from '../store/store.ts';

export const RELAY_URL = 'relay.url';
/** The workstation's cursor with its place in the chain of applied messages (see receive.ts). */
export const CURSOR = 'sync.cursor';
/** Names of documents whose kind this version does not know, as a JSON array. */
export const DEFERRED = 'sync.deferred';
/**
 * Set while all documents are to be compared with the relay once: after joining (before the relay has a workstation's
 * entry it leaves out all but the directory), and after a catch-up by digests (what the relay lacks must be
 * acknowledged before a cursor can be trusted).
 */
export const COMPARE_ALL = 'sync.compareAll';
/**
 * The last entry of the outbox that the relay may have stored, and passed on, before it lost it: it was restored from a
 * backup, which a catch-up by digests shows.
 */
export const MAYBE_STORED = 'sync.maybeStored';
/** Milliseconds since 1970 up to which changed documents were compared with the relay. */
export const VERIFIED_AT = 'sync.verifiedAt';
/** Milliseconds since 1970 at which the relay was last heard and understood. */
export const LAST_CONTACT = 'sync.lastContact';
/** The last stamp that a report of this workstation carried. */
export const COMPLETE_UP_TO = 'sync.completeUpTo';

/** Reads a setting outside of a transaction. */
export function readSetting(read: Reader, key: string): string | undefined {
  return read.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value;
}

export interface StoredCursor {
  readonly cursor: Cursor | null;
  /** `connection:number` of the message that was applied last. */
  readonly chain: string;
}

export function readCursor(read: Reader): StoredCursor {
  return parseCursor(readSetting(read, CURSOR));
}

export function cursorIn(tx: StoreTransaction): StoredCursor {
  return parseCursor(tx.setting(CURSOR));
}

export function setCursor(tx: StoreTransaction, stored: StoredCursor): void {
  tx.setSetting(CURSOR, JSON.stringify(stored));
}

function parseCursor(text: string | undefined): StoredCursor {
  return text === undefined ? { cursor: null, chain: '' } : (JSON.parse(text) as StoredCursor);
}

export function parseNames(text: string | undefined): readonly string[] {
  return text === undefined ? [] : (JSON.parse(text) as string[]);
}
