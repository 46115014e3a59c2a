/** Keeps the latest report of each workstation and tells all connections when one changes. */
import type { PlacedReport } from '#model/link/messages.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { RelayStorage, StoredReport } from '../storage/storage.ts';
import type { ReportBoard } from './house.ts';

export async function createReportBoard(
  storage: RelayStorage,
  rooms: Pick<Rooms, 'settled'>,
  nowMs: () => number,
  changed: (report: PlacedReport) => void,
): Promise<ReportBoard> {
  const reports = new Map<string, StoredReport>((await storage.reports()).map((report) => [report.workstation, report]));
  /** Connections of each workstation. */
  const connections = new Map<string, number>();
  const placed = (report: StoredReport): PlacedReport => ({ ...report, connected: (connections.get(report.workstation) ?? 0) > 0 });

  return {
    all: () => [...reports.values()].map(placed),
    async place(report) {
      const held = reports.get(report.workstation);
      // Repeated or late: what is known already says more.
      if (held !== undefined && held.completeUpTo > report.completeUpTo) return;
      // All that it speaks of was pushed on this connection before it, so it is in the log when this returns.
      await rooms.settled();
      const stored = { ...report, sequence: await storage.head(), atMs: nowMs() };
      await storage.saveReport(stored);
      reports.set(report.workstation, stored);
      changed(placed(stored));
    },
    connected(workstation, connected) {
      const before = connections.get(workstation) ?? 0;
      const after = Math.max(0, before + (connected ? 1 : -1));
      if (after === 0) connections.delete(workstation);
      else connections.set(workstation, after);
      const report = reports.get(workstation);
      const wasThere = before > 0;
      const isThere = after > 0;
      if (report !== undefined && wasThere !== isThere) changed(placed(report));
    },
  };
}
