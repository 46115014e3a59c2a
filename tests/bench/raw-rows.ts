/** What SQLite alone needs for the rows of movements: the same columns inserted into the same table, its indexes made after. */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import type { Reader } from '../../main/store/store.ts';

/** More say nothing else, and would have to be held in memory. */
const MOST_ROWS = 200_000;

interface Made {
  readonly type: string;
  readonly sql: string;
}

/** Movements per second. @param folder where a file may be made. */
export function rawRowsPerSecond(read: Reader, folder: string): number {
  const made = read.all<Made>(`SELECT type, sql FROM sqlite_schema WHERE tbl_name = 'movement' AND sql IS NOT NULL`);
  const rows = read.all<Record<string, unknown>>('SELECT * FROM movement LIMIT ?', MOST_ROWS);
  const columns = Object.keys(rows[0] ?? {});
  const database = new Sqlite(join(folder, 'raw-rows.db'));
  try {
    database.pragma('journal_mode = WAL');
    for (const { type, sql } of made) if (type === 'table') database.exec(sql);
    const insert = database.prepare(`INSERT INTO movement (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
    const values = rows.map((row) => columns.map((column) => row[column]));
    const began = performance.now();
    database.transaction(() => {
      for (const row of values) insert.run(row);
      for (const { type, sql } of made) if (type === 'index') database.exec(sql);
    })();
    return (rows.length * 1000) / (performance.now() - began);
  } finally {
    database.close();
  }
}
