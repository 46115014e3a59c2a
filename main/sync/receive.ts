/**
 * Stores what the relay sends over one connection.
 *
 * 1. Each message is applied in one transaction together with the cursor that it allows: a crash leaves both or
 *    neither, and the relay sends the rest again.
 * 2. A message is applied only upon the one before it. Each writes its place in the connection's chain beside the
 *    cursor; where the stored place is another (a commit failed in between), nothing is applied and the connection ends.
 * 3. Within a message the directory goes first: it vouches for the keys that the other rules check.
 * 4. A document that cannot take its update is set aside by the store and leaves the others alone; it is then a
 *    suspect, to be compared with the relay.
 * 5. A document whose kind this version does not know is noted by name in the same transaction. The relay holds it,
 *    and is asked for all of it once a newer version knows the kind.
 */
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Batch, Cursor, DocumentUpdate, Update } from '#model/link/messages.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { cursorIn, DEFERRED, parseNames, setCursor } from './settings.ts';

export interface ReceiverOptions {
  readonly store: Store;
  readonly kinds: KindRegistry;
  readonly isDirectory: (name: DocumentName) => boolean;
  /** Names this connection in the chain. */
  readonly connection: string;
  applied(event: { readonly updates: number; readonly last: boolean }): void;
  /** The relay was found to lack something of the document. */
  isLacking(name: DocumentName): boolean;
  /** A document did not take its update, waits for earlier ones, or may have been given back to the relay. */
  suspect(name: DocumentName): void;
  failed(error: unknown): void;
}

type Note = (tx: StoreTransaction, sequence: number) => void;

export interface Receiver {
  /** @param note is done in the same transaction. */
  batch(batch: Batch, cursor: Cursor | undefined, endsCatchUp: boolean, note?: Note): void;
  update(update: Update, cursor: Cursor | undefined): void;
  /** Work that belongs to a message of its own place in the chain. @param work gets the sequence that the cursor has reached. */
  note(cursor: Cursor | undefined, work: Note): void;
  /** Messages that are not durable yet. */
  readonly waiting: number;
  /** What arrives from now on is not applied. */
  close(): void;
}

const NEITHER = { last: false, endsCatchUp: false } as const;

class ChainBroken extends Error {}

export function createReceiver(options: ReceiverOptions): Receiver {
  const { store, kinds, connection } = options;
  let number = 0;
  let waiting = 0;
  let closed = false;

  function take(tx: StoreTransaction, { name, update }: DocumentUpdate): void {
    if (kinds.kindOf(name) === undefined) return defer(tx, name);
    const outcome = tx.apply(name, update, 'relay');
    if (!outcome.applied) options.suspect(name);
  }

  function apply(
    updates: readonly DocumentUpdate[],
    cursor: Cursor | undefined,
    { last, endsCatchUp }: { readonly last: boolean; readonly endsCatchUp: boolean },
    note?: Note,
  ): void {
    const place = number;
    number += 1;
    waiting += 1;
    const ordered = updates.length < 2 ? updates : [...updates].toSorted((left, right) => rank(right) - rank(left));
    const work = (tx: StoreTransaction): boolean => {
      if (closed) return false;
      const stored = cursorIn(tx);
      if (place > 0 && stored.chain !== `${connection}:${place - 1}`) throw new ChainBroken('a message before this one was not stored');
      for (const update of ordered) take(tx, update);
      const reached = furthest(stored.cursor, cursor, endsCatchUp);
      setCursor(tx, { cursor: reached, chain: `${connection}:${place}` });
      note?.(tx, reached?.sequence ?? 0);
      return true;
    };
    store.transact(work).then(
      (applied) => {
        waiting -= 1;
        if (!closed && applied) options.applied({ updates: updates.length, last });
      },
      (error: unknown) => {
        waiting -= 1;
        if (!closed) options.failed(error);
      },
    );
  }

  function rank(update: DocumentUpdate): number {
    return Number(options.isDirectory(update.name));
  }

  return {
    batch: (batch, cursor, endsCatchUp, note) => apply(batch.updates, cursor, { last: batch.last, endsCatchUp }, note),
    update(update, cursor) {
      apply([update], cursor, NEITHER);
      if (options.isLacking(update.name)) options.suspect(update.name);
    },
    note: (cursor, work) => apply([], cursor, NEITHER, work),
    get waiting() {
      return waiting;
    },
    close() {
      closed = true;
    },
  };
}

/** The cursor goes back, or to another epoch, only at the end of a catch-up: the relay was restored from a backup. */
function furthest(stored: Cursor | null, next: Cursor | undefined, endsCatchUp: boolean): Cursor | null {
  if (next === undefined) return stored;
  const backwards = stored !== null && stored.epoch === next.epoch && stored.sequence > next.sequence;
  return backwards && !endsCatchUp ? stored : next;
}

function defer(tx: StoreTransaction, name: DocumentName): void {
  const names = parseNames(tx.setting(DEFERRED));
  if (!names.includes(name)) tx.setSetting(DEFERRED, JSON.stringify([...names, name]));
}
