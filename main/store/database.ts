/**
 * Opens the office's SQLite file.
 *
 * 1. One process has it at a time (exclusive locking); the lock dies with the process, however it ends.
 * 2. A file is looked at read-only before anything may change it: one that is damaged, empty, foreign or of a
 *    newer version is refused with its cause and left byte for byte as it is.
 * 3. A new file gets its first tables under another name and its own name only then, so an empty file
 *    always means a loss and never an interrupted start.
 * 4. The file is never opened but through SQLite: closing any other descriptor would drop its POSIX locks
 *    (sqlite.org/howtocorrupt.html, 2.2).
 */
import { existsSync, linkSync, mkdirSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { APPLICATION_ID, migrate, NEWEST_VERSION } from './migrations/index.ts';
import type { StoreOpenFailure } from './open-failure.ts';

export type Database = Sqlite.Database;

/** Earlier versions can corrupt a WAL with several connections (the backup copy's check opens one). */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** Files up to this size are checked whole at every opening; larger ones where SQLite reads them. */
const WHOLE_CHECK_BYTES = 16 * 1024 * 1024;

/** @throws Error where the bundled SQLite is too old: a mistake in the build, not of the person. */
export function assertSqliteVersion(database: Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of OLDEST_SQLITE.entries()) {
    const found = parts[index] ?? 0;
    if (found > wanted) return;
    if (found < wanted) throw new Error(`SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`);
  }
}

/** What the write-ahead log keeps of the disk once its content has moved into the file. */
const KEPT_LOG_BYTES = 64 * 1024 * 1024;

/** Opens or makes the file with all migrations done, alone and with confirmed commits surviving a power cut. */
export function openDatabase(file: string): Database | StoreOpenFailure {
  try {
    const size = fileSize(file);
    if (size === undefined) {
      if ((fileSize(`${file}-wal`) ?? 0) > 0) return refuse('store.empty', { file });
      createFile(file);
    } else {
      const failure = size === 0 ? refuse('store.empty' as const, { file }) : inspect(file, size);
      if (isRefusal(failure)) return failure;
    }
    return openAlone(file);
  } catch (error) {
    return failureOf(file, error);
  }
}

/** Settings of a database that is only in memory, or that the caller opened (simulations). */
export function prepareGivenDatabase(database: Database): void {
  if (database.inTransaction) database.exec('ROLLBACK');
  assertSqliteVersion(database);
  migrate(database);
}

/** Opens another office's file, a backup, to be read and left as it is. */
export function openToRead(file: string): Database | StoreOpenFailure {
  try {
    const size = fileSize(file);
    if (size === undefined) return refuse('store.unreadable', { file, detail: 'ENOENT' });
    const failure = size === 0 ? refuse('store.empty' as const, { file }) : inspect(file, size);
    return failure ?? new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 0 });
  } catch (error) {
    return failureOf(file, error);
  }
}

function fileSize(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

function openAlone(file: string): Database {
  const database = new Sqlite(file, { timeout: 0 });
  try {
    assertSqliteVersion(database);
    // Before the first access, so that the WAL's index lives in this process's memory and no other can come in.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // A rebuild of all rows needs a log of a gigabyte; it need not stay.
    database.pragma(`journal_size_limit = ${String(KEPT_LOG_BYTES)}`);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.new`;
  openAlone(draft).close();
  try {
    // Unlike a rename, a link never replaces a file that another process made meanwhile.
    linkSync(draft, file);
    unlinkSync(draft);
  } catch (error) {
    if (existsSync(file)) return;
    // A disk without hard links (exFAT).
    if (existsSync(draft)) renameSync(draft, file);
    else throw error;
  }
}

function inspect(file: string, size: number): StoreOpenFailure | undefined {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 0 });
  try {
    const tables = Number(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
    const applicationId = Number(database.pragma('application_id', { simple: true }));
    const found = Number(database.pragma('user_version', { simple: true }));
    if (applicationId !== APPLICATION_ID || tables === 0) return refuse('store.foreign', { file });
    if (found > NEWEST_VERSION) return refuse('store.newer', { file, found, supported: NEWEST_VERSION });
    if (size <= WHOLE_CHECK_BYTES) {
      const detail = String(database.pragma('quick_check(1)', { simple: true }));
      if (detail !== 'ok') return refuse('store.damaged', { file, detail });
    }
    return undefined;
  } finally {
    database.close();
  }
}

function failureOf(file: string, error: unknown): StoreOpenFailure {
  if (!(error instanceof Sqlite.SqliteError)) {
    if (error instanceof Error && 'code' in error) return refuse('store.unreadable', { file, detail: error.message });
    throw error;
  }
  const { code, message } = error;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return refuse('store.in-use', { file });
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return refuse('store.damaged', { file, detail: message });
  return refuse('store.unreadable', { file, detail: `${code}: ${message}` });
}
