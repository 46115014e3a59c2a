/** Now and then: writes snapshots of documents whose rows gathered, and deletes rows that no cursor needs any longer. */
import type { Timers } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { RelayStorage } from './storage.ts';

export interface MaintenanceParts {
  readonly storage: RelayStorage;
  readonly rooms: Pick<Rooms, 'fold'>;
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly limits: Pick<Limits, 'maintenanceMs' | 'foldAfterUpdates' | 'keepRowsMs'>;
  readonly log: Log;
}

/** One document that fails is named in the log and stops no other. */
export async function maintain({ storage, rooms, nowMs, limits, log }: Omit<MaintenanceParts, 'timers'>): Promise<void> {
  for (const entry of await storage.documents()) {
    if (entry.rows < limits.foldAfterUpdates) continue;
    try {
      await rooms.fold(entry.name);
    } catch (error) {
      log.write('error', 'foldFailed', { document: entry.name, cause: error instanceof Error ? error.message : 'unknown' });
    }
  }
  const pruned = await storage.prune(nowMs() - limits.keepRowsMs);
  if (pruned > 0) log.write('info', 'pruned', { rows: pruned });
}

export function createMaintenance(parts: MaintenanceParts): { close(): void } {
  const { timers, limits, log } = parts;
  let closed = false;
  let stop = timers.after(limits.maintenanceMs, run);
  function run(): void {
    void maintain(parts)
      .catch((error: unknown) => {
        log.write('error', 'maintenanceFailed', { cause: error instanceof Error ? error.message : 'unknown' });
      })
      .then(() => {
        if (!closed) stop = timers.after(limits.maintenanceMs, run);
      });
  }
  return {
    close() {
      closed = true;
      stop();
    },
  };
}
