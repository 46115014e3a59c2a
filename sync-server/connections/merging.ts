/** Slices of the log as one update per document, most wanted documents first. */
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import type { DocumentUpdate } from '#model/link/messages.ts';
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

export function mergeByDocument(rows: readonly StoredUpdate[], nowMs: number): readonly DocumentUpdate[] {
  const byName = Map.groupBy(rows, (row) => row.name);
  return [...byName]
    .map(([name, of]) => ({ name, update: mergeInGroups(of.map((row) => row.update)), urgency: urgencyOf(name, nowMs) }))
    .toSorted((left, right) => left.urgency - right.urgency)
    .map(({ name, update }) => ({ name, update }));
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
