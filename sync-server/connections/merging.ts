/** Slices of the log as one update per document, most wanted documents first. */
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import type { DocumentUpdate } from '#model/link/messages.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { StoredUpdate } from '../storage/storage.ts';

/** `Y.mergeUpdates` takes the square of the number of updates: many are merged in groups of this size, then the groups. */
const MERGED_AT_ONCE = 32;

/**
 * One update with the effect of all of them. Needs nothing of what came before, unlike building the document,
 * so it holds for a slice from the middle of the log.
 */
export function mergeInGroups(updates: readonly Uint8Array[]): Uint8Array {
  const [first] = updates;
  if (first === undefined) return Y.mergeUpdates([]);
  if (updates.length === 1) return first;
  if (updates.length <= MERGED_AT_ONCE) return Y.mergeUpdates([...updates]);
  const groups: Uint8Array[] = [];
  for (let start = 0; start < updates.length; start += MERGED_AT_ONCE) {
    groups.push(Y.mergeUpdates(updates.slice(start, start + MERGED_AT_ONCE)));
  }
  return mergeInGroups(groups);
}

/** From this many rows on a document's present state may be smaller: it no longer holds what was overwritten meanwhile. */
const STATE_FROM_ROWS = 3;
/** Larger documents are not built for it. */
const STATE_UP_TO_BYTES = 256 * 1024;

/**
 * One update for each document, the smaller of its merged rows and the part of its present state that they touch.
 * @param rooms gives the present state; a document that it cannot load is merged.
 */
export async function mergeByDocument(
  rows: readonly StoredUpdate[],
  nowMs: number,
  rooms: Pick<Rooms, 'use' | 'sizes'>,
): Promise<readonly DocumentUpdate[]> {
  const byName = [...Map.groupBy(rows, (row) => row.name)].toSorted(([left], [right]) => urgencyOf(left, nowMs) - urgencyOf(right, nowMs));
  const merged: DocumentUpdate[] = [];
  for (const [name, of] of byName) {
    const updates = of.map((row) => row.update);
    const whole = mergeInGroups(updates);
    const isWorthIt = updates.length >= STATE_FROM_ROWS && (rooms.sizes.get(name) ?? 0) <= STATE_UP_TO_BYTES;
    const state = isWorthIt ? await stateTouchedBy(name, updates, rooms) : undefined;
    merged.push({ name, update: state !== undefined && state.byteLength < whole.byteLength ? state : whole });
  }
  return merged;
}

async function stateTouchedBy(name: DocumentName, updates: readonly Uint8Array[], rooms: Pick<Rooms, 'use'>): Promise<Uint8Array | undefined> {
  const lease = rooms.use(name);
  try {
    return await lease.read((doc) => stateSince(doc, updates));
  } catch {
    // Its cause is in the log; its rows are sent as they are.
    return undefined;
  } finally {
    lease.release();
  }
}

/** What the document holds of the clients that the updates are by, from their first clock on, with all that is deleted. */
export function stateSince(doc: Y.Doc, updates: readonly Uint8Array[]): Uint8Array {
  const since = Y.decodeStateVector(Y.encodeStateVector(doc));
  for (const update of updates) {
    for (const [client, clock] of Y.parseUpdateMeta(update).from) since.set(client, Math.min(clock, since.get(client) ?? clock));
  }
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(since));
}

/** Directory and catalogue first, then this month's ledgers, boards, articles, the rest. */
export function urgencyOf(name: DocumentName, nowMs: number): number {
  const [kind, , month] = name.split('/');
  switch (kind) {
    case 'directory':
      return 0;
    case 'catalogue':
      return 1;
    case 'ledger':
      return month !== undefined && month >= new Date(nowMs - 31 * 24 * 3600 * 1000).toISOString().slice(0, 7) ? 2 : 6;
    case 'board':
      return 3;
    case 'article':
      return 4;
    default:
      return 5;
  }
}
