/**
 * What a workstation that was away is sent, as messages one after another (the outlet paces them).
 *
 * 1. Slices of the log in order; each batch names the sequence up to which the workstation then holds everything.
 * 2. Where old rows are folded, the states of those documents come first, without moving the cursor: a line that
 *    drops in between finds the same question again.
 */
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Batch, DocumentUpdate } from '#model/link/messages.ts';
import type { Limits } from '../limits.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { DocumentEntry, RelayStorage } from '../storage/storage.ts';
import { mergeByDocument } from './merging.ts';

/** Rows read at once are larger than what they become when merged and compressed. */
const READ_FACTOR = 4;

export interface SlicesAsked {
  readonly after: number;
  readonly upTo: number;
  /** Its own updates are left out; undefined for a workstation that has lost or never had them. */
  readonly without: string | undefined;
  /** Documents whose states have been sent as of `upTo` or later. */
  readonly covered: ReadonlySet<DocumentName>;
  mayRead(name: DocumentName): boolean;
}

type Produce<Message> = () => Promise<Message | undefined>;

export function produceSlices(
  storage: Pick<RelayStorage, 'log'>,
  rooms: Pick<Rooms, 'use' | 'sizes'>,
  limits: Pick<Limits, 'batchBytes'>,
  asked: SlicesAsked,
  nowMs: number,
): Produce<Batch> {
  let reached = asked.after;
  let done = false;
  return async () => {
    if (done) return undefined;
    const rows = await storage.log(reached, asked.upTo, limits.batchBytes * READ_FACTOR);
    reached = rows.at(-1)?.sequence ?? asked.upTo;
    done = reached >= asked.upTo;
    const wanted = rows.filter((row) => row.origin !== asked.without && !asked.covered.has(row.name) && asked.mayRead(row.name));
    return { type: 'batch', upTo: reached, last: done, updates: await mergeByDocument(wanted, nowMs, rooms) };
  };
}

export interface Difference {
  readonly name: DocumentName;
  /** State vector of the workstation; undefined where it holds nothing. */
  readonly stateVector: Uint8Array | undefined;
}

/** Batches of what brings the given states to what the relay holds. @param last marks the end of the catch-up in the final one. */
export function produceDifferences(
  rooms: Pick<Rooms, 'use'>,
  limits: Pick<Limits, 'batchBytes'>,
  differences: readonly Difference[],
  upTo: (isLast: boolean) => number,
  last: boolean,
): Produce<Batch> {
  let next = 0;
  let done = false;
  return async () => {
    if (done) return undefined;
    const updates: DocumentUpdate[] = [];
    let bytes = 0;
    while (next < differences.length && bytes < limits.batchBytes) {
      const difference = differences[next];
      next += 1;
      const update = difference === undefined ? undefined : await differenceOf(rooms, difference);
      if (difference === undefined || update === undefined) continue;
      updates.push({ name: difference.name, update });
      bytes += update.byteLength;
    }
    done = next >= differences.length;
    return { type: 'batch', upTo: upTo(done), last: last && done, updates };
  };
}

/** Undefined where there is nothing to send, or the document cannot be loaded (its cause is in the log; others go on). */
async function differenceOf(rooms: Pick<Rooms, 'use'>, { name, stateVector }: Difference): Promise<Uint8Array | undefined> {
  const lease = rooms.use(name);
  try {
    return await lease.read((doc) => Y.encodeStateAsUpdate(doc, stateVector));
  } catch {
    return undefined;
  } finally {
    lease.release();
  }
}

/** Documents whose rows after the cursor are no longer all there; everything that has a snapshot for who has nothing yet. */
export function documentsToAskFor(documents: readonly DocumentEntry[], after: number): readonly DocumentName[] {
  return documents
    .filter((entry) => (after === 0 ? entry.snapshotUpTo > 0 : entry.prunedUpTo > after))
    .map((entry) => entry.name);
}
