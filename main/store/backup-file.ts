/**
 * A backup as a source of documents. It is read and never changed, whatever version of the store wrote it; what is
 * taken from it goes through the store's door like anything from outside.
 */
import * as Y from 'yjs';
import { isRefusal } from '#model/contract/refusal.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { openToRead } from './database.ts';
import type { StoreOpenFailure } from './open-failure.ts';
import { createUpdateLog } from './update-log.ts';

export interface BackupFile {
  readonly names: readonly DocumentName[];
  /** The whole document; undefined where the backup has none of this name, or none that can be read. */
  update(name: DocumentName): Uint8Array | undefined;
  setting(key: string): string | undefined;
  close(): void;
}

export function openBackupFile(file: string): BackupFile | StoreOpenFailure {
  const database = openToRead(file);
  if (isRefusal(database)) return database;
  const log = createUpdateLog(database);
  const setting = database.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  return {
    names: log.summaries().map(({ name }) => name),
    update(name) {
      const row = log.row(name);
      if (row === undefined) return undefined;
      // Types do not matter to an update that is passed on whole.
      const doc = new Y.Doc();
      try {
        for (const stored of log.stored(row.id)) Y.applyUpdate(doc, stored);
      } catch {
        // Yjs throws errors of all kinds at bytes that are no update. One bad document stops no other.
        return undefined;
      }
      return Y.encodeStateAsUpdate(doc);
    },
    setting: (key) => setting.get(key),
    close: () => database.close(),
  };
}
