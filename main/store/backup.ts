/**
 * A consistent copy of the store while it is in use, by SQLite's backup interface, never by copying files.
 * The copy is checked before it gets its name, so a file of that name is always a whole one.
 */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from './database.ts';

export interface BackupSize {
  readonly bytes: number;
  /** Pages of SQLite's file. */
  readonly pages: number;
}

/** @throws Error where the copy cannot be written or is not intact; what stood at `path` is then still there. */
export async function backupTo(database: Database, path: string): Promise<BackupSize> {
  const draft = `${path}.partial`;
  let pages: number;
  removeDraft(draft);
  try {
    await database.backup(draft);
    const copy = new Sqlite(draft, { fileMustExist: true });
    try {
      // One file, without a WAL beside it, is what can be carried on a stick.
      copy.pragma('journal_mode = DELETE');
      const found = String(copy.pragma('integrity_check(1)', { simple: true }));
      pages = Number(copy.pragma('page_count', { simple: true }));
      if (found !== 'ok') throw new Error(`the copy is not intact: ${found}`);
    } finally {
      copy.close();
    }
    renameSync(draft, path);
  } finally {
    removeDraft(draft);
  }
  return { bytes: statSync(path).size, pages };
}

function removeDraft(draft: string): void {
  for (const file of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`]) if (existsSync(file)) rmSync(file);
}
