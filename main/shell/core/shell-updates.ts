/** The update as the shell carries it out, told to the office: the shell says how it stands, a person's wish goes back. */
import type { UpdateStatus } from '#model/maintenance/update-status.ts';
import type { Updates } from '../../office/index.ts';

export interface ShellUpdates extends Updates {
  told(status: UpdateStatus): void;
}

export function createShellUpdates(askToInstall: () => void): ShellUpdates {
  const listeners = new Set<() => void>();
  let status: UpdateStatus = { state: 'unsupported' };
  return {
    status: () => status,
    onChange: (listener) => void listeners.add(listener),
    install: askToInstall,
    told(told) {
      status = told;
      for (const listener of listeners) listener();
    },
  };
}
