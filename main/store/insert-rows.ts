/**
 * Many rows into one table at once. They go to SQLite as one JSON text, which it takes apart itself: to hand over each
 * value by itself costs several times as much as the inserting.
 */
import type { Writer } from './store.ts';

/** What JSON carries as it is. Numbers are whole and safe. */
export type RowValue = string | number | null;

/** So many at a time, so that a text stays small. */
const ROWS_AT_ONCE = 500;
/** A set of columns is kept in a number. */
const MOST_COLUMNS = 53;

interface Shape {
  readonly sql: string;
  readonly rows: RowValue[][];
}

/**
 * Inserts rows, not in their order: those that have the same columns go together.
 * @param columns all without a default of their own. @param rows their values in the order of `columns`.
 */
export function insertRows(write: Writer, table: string, columns: readonly string[], rows: Iterable<readonly RowValue[]>): void {
  if (columns.length > MOST_COLUMNS) throw new RangeError(`${table} has too many columns`);
  const shapes = new Map<number, Shape>();
  for (const row of rows) {
    const present: RowValue[] = [];
    let set = 0;
    for (const value of row) {
      set = set * 2 + (value === null ? 0 : 1);
      if (value !== null) present.push(value);
    }
    let shape = shapes.get(set);
    if (shape === undefined) {
      shape = { sql: insertOf(table, columns.filter((_, index) => row[index] !== null)), rows: [] };
      shapes.set(set, shape);
    }
    if (shape.rows.push(present) === ROWS_AT_ONCE) flush(write, shape);
  }
  for (const shape of shapes.values()) flush(write, shape);
}

function flush(write: Writer, { sql, rows }: Shape): void {
  if (rows.length === 0) return;
  write.run(sql, JSON.stringify(rows));
  rows.length = 0;
}

function insertOf(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map((_, index) => `value ->> ${String(index)}`).join(', ')} FROM jsonb_each(?)`;
}
