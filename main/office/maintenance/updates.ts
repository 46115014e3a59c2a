/** The program's own update, as the office sees it: carried out by the shell, where the shell can. */
import type { UpdateStatus } from '#model/maintenance/update-status.ts';

export interface Updates {
  status(): UpdateStatus;
  onChange(listener: () => void): void;
  /** Asks the shell to back up, install and open again. Only where the status is `ready`. */
  install(): void;
}

/** Of shells that do not update themselves. */
export const noUpdates: Updates = { status: () => ({ state: 'unsupported' }), onChange: () => undefined, install: () => undefined };
