/**
 * Brings a database to the newest version, each step in its own transaction together with its number
 * (`user_version`), so that a crash leaves it before or after a step, never in between.
 */
import type { Database } from 'better-sqlite3';
import { firstTables } from './0001-first-tables.ts';
import { searchBehindCommits } from './0002-search-behind-commits.ts';
import { entryDrafts } from './0003-entry-drafts.ts';
import { searchByCode } from './0004-search-by-code.ts';
import type { Migration } from './migration.ts';

const migrations: readonly Migration[] = [firstTables, searchBehindCommits, entryDrafts, searchByCode];

/** Marks a SQLite file as ours ("Brln"). */
export const APPLICATION_ID = 0x42726c6e;
export const NEWEST_VERSION = migrations.length;

export function migrate(database: Database): void {
  const current = Number(database.pragma('user_version', { simple: true }));
  for (const { version, sql } of migrations) {
    if (version <= current) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${version}`);
    })();
  }
}
