/** Backups of the store, the program's own update and the templates that it prints by (model/maintenance/operations.ts). */
import { existsSync, mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { OutputOf } from '#model/contract/operation.ts';
import { keysProtect, keysStatus, printTemplate, storeBackup, updateInstall, updateStatus } from '#model/maintenance/operations.ts';
import { UPDATE_CAUSES } from '#model/maintenance/update-status.ts';
import { action, query, type Area } from '../../area.ts';
import { dateMark } from '../../store/kept-backups.ts';
import type { Store } from '../../store/store.ts';
import { readPrintTemplate } from './print-templates.ts';
import type { KeyProtection } from './key-protection.ts';
import type { Updates } from './updates.ts';

export interface MaintenanceOptions {
  readonly store: Store;
  readonly updates: Updates;
  readonly keys: KeyProtection;
  /** How the keys are kept has changed. */
  readonly keysChanged: () => void;
  /** Where copies go that are given no place; made when first needed. */
  readonly backupsDir: string;
  readonly nowMs: () => number;
  /** Where templates are looked for, the first that has one wins: IT's own, then those that ship with the program. */
  readonly printDirs: readonly string[];
}

export function createMaintenanceArea({ store, updates, keys, keysChanged, backupsDir, nowMs, printDirs }: MaintenanceOptions): Area {
  return {
    name: 'maintenance',
    projections: [],
    handlers: [
      action(storeBackup, ({ to }) => (to === undefined ? backUp(() => ownPlace(backupsDir, nowMs())) : backUp(() => to))),
      query(printTemplate, (_context, { name }) => readPrintTemplate(printDirs, name)),
      query(keysStatus, () => keys.status()),
      action(keysProtect, ({ by }) => {
        try {
          keys.choose(by);
        } catch (error) {
          if (!(error instanceof Error) || !('code' in error)) throw error;
          return Promise.resolve(refuse('keys.not-writable', { detail: error.message }));
        }
        keysChanged();
        return Promise.resolve(keys.status());
      }),
      query(updateStatus, () => statusOf(updates)),
      action(updateInstall, () => {
        const { state, available } = updates.status();
        if (state === 'unsupported') return Promise.resolve(refuse('update.unsupported'));
        if (state !== 'ready' || available === undefined) return Promise.resolve(refuse('update.not-ready'));
        updates.install();
        return Promise.resolve({ version: available });
      }),
    ],
  };

  async function backUp(place: () => string): Promise<OutputOf<typeof storeBackup> | Refusal> {
    let path = backupsDir;
    try {
      path = place();
      if (!isAbsolute(path)) return refuse('backup.relative', { path }, 'to');
      if (existsSync(path)) return refuse('backup.exists', { path }, 'to');
      return { path, ...(await store.backup(path)) };
    } catch (error) {
      // The disk and SQLite's backup fail in many ways; to the person all of them are a place that cannot be written.
      return refuse('backup.not-writable', { path, detail: error instanceof Error ? error.message : String(error) }, 'to');
    }
  }
}

function ownPlace(folder: string, atMs: number): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, `office-${dateMark(atMs)}.db`);
}

function statusOf(updates: Updates): OutputOf<typeof updateStatus> {
  const { cause, ...status } = updates.status();
  return cause === undefined ? status : { ...status, cause: { key: cause, text: UPDATE_CAUSES[cause].cause, advice: UPDATE_CAUSES[cause].advice } };
}
