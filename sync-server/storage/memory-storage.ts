/** RelayStorage in memory, for simulations: the object itself is the disk and outlives a relay that crashes. */
import type { DocumentName } from '#model/identity/ids.ts';
import type { NewUpdate, Redemption, RelayStorage, StoredReport, StoredUpdate } from './storage.ts';

interface HeldDocument {
  snapshot: Uint8Array | undefined;
  snapshotUpTo: number;
  prunedUpTo: number;
}

/** `close` does nothing, so that the next relay may open it again. */
export function createMemoryStorage(identity: { readonly relay: string; readonly epoch: string; readonly setupCode: string }): RelayStorage {
  let organisation: string | undefined;
  let head = 0;
  let log: StoredUpdate[] = [];
  const documents = new Map<DocumentName, HeldDocument>();
  const redemptions: Redemption[] = [];
  const reports = new Map<string, StoredReport>();

  const append = (update: NewUpdate): number => {
    head += 1;
    if (!documents.has(update.name)) documents.set(update.name, { snapshot: undefined, snapshotUpTo: 0, prunedUpTo: 0 });
    log.push({ ...update, update: update.update.slice(), sequence: head });
    return head;
  };
  const rowsAfter = (name: DocumentName, after: number): StoredUpdate[] =>
    log.filter((row) => row.name === name && row.sequence > after);

  return {
    identity: async () => ({ ...identity, organisation }),
    claim: async (root, directory) => {
      if (organisation !== undefined) throw new Error('the relay is claimed already');
      organisation = root;
      return append(directory);
    },
    append: async (updates) => {
      const first = head + 1;
      for (const update of updates) append(update);
      return first;
    },
    head: async () => head,
    log: async (after, upTo, maxBytes) => {
      const rows: StoredUpdate[] = [];
      let bytes = 0;
      for (const row of log) {
        if (row.sequence <= after || row.sequence > upTo) continue;
        rows.push(row);
        bytes += row.update.byteLength;
        if (bytes >= maxBytes) break;
      }
      return rows;
    },
    extent: async (after, upTo) => {
      const rows = log.filter((row) => row.sequence > after && row.sequence <= upTo);
      return { documents: new Set(rows.map((row) => row.name)).size, updates: rows.length };
    },
    documents: async () =>
      [...documents].map(([name, { snapshot, snapshotUpTo, prunedUpTo }]) => {
        const rows = rowsAfter(name, snapshotUpTo);
        const bytes = rows.reduce((sum, row) => sum + row.update.byteLength, snapshot?.byteLength ?? 0);
        const lastSequence = rowsAfter(name, 0).at(-1)?.sequence ?? prunedUpTo;
        return { name, bytes, rows: rows.length, lastSequence, snapshotUpTo, prunedUpTo };
      }),
    load: async (name) => {
      const held = documents.get(name);
      return { snapshot: held?.snapshot, updates: rowsAfter(name, held?.snapshotUpTo ?? 0), head };
    },
    saveSnapshot: async (name, snapshot, upTo) => {
      const held = documents.get(name);
      if (held === undefined || held.snapshotUpTo > upTo) return;
      held.snapshot = snapshot.slice();
      held.snapshotUpTo = upTo;
    },
    prune: async (beforeMs) => {
      const kept: StoredUpdate[] = [];
      for (const row of log) {
        const held = documents.get(row.name);
        if (held !== undefined && row.atMs < beforeMs && row.sequence <= held.snapshotUpTo) held.prunedUpTo = row.sequence;
        else kept.push(row);
      }
      const pruned = log.length - kept.length;
      log = kept;
      return pruned;
    },
    redemptions: async () => [...redemptions],
    redeem: async (redemption) => {
      const taken = redemptions.some(
        (other) =>
          other.enrolmentKey === redemption.enrolmentKey || (other.office === redemption.office && other.letter === redemption.letter),
      );
      if (taken) throw new Error('the enrolment key or the letter is taken');
      redemptions.push(redemption);
    },
    reports: async () => [...reports.values()].toSorted((left, right) => (left.workstation < right.workstation ? -1 : 1)),
    saveReport: async (report) => {
      reports.set(report.workstation, report);
    },
    close: async () => {},
  };
}
