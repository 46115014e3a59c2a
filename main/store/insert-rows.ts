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

/** As JSON writes it; also a text in which it is spelt out, which is then looked at once more. */
const HALF_CHARACTER = /\\ud[89a-f]/;

interface Shape {
  readonly columns: readonly string[];
  readonly rows: (readonly RowValue[])[];
}

/**
 * Inserts rows, not in their order: those that have the same columns go together.
 * @param columns all without a default of their own. @param rows their values in the order of `columns`, not all of them null.
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
    if (shape === undefined) shapes.set(set, (shape = { columns: columns.filter((_, index) => row[index] !== null), rows: [] }));
    if (shape.rows.push(present) === ROWS_AT_ONCE) flush(write, table, shape);
  }
  for (const shape of shapes.values()) flush(write, table, shape);
}

/** Inserts rows that have the same columns. What is the same in all is handed over once. */
function flush(write: Writer, table: string, { columns, rows }: Shape): void {
  const [first, ...others] = rows.splice(0);
  if (first === undefined) return;
  const varying = columns.keys().filter((index) => others.some((row) => row[index] !== first[index])).toArray();
  const same = first.filter((_, index) => !varying.includes(index));
  const selected = columns.map((_, index) => (varying.includes(index) ? `value ->> ${String(varying.indexOf(index))}` : '?'));
  write.run(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${selected.join(', ')} FROM jsonb_each(?)`,
    ...same,
    jsonOf([first, ...others].map((row) => varying.map((index) => row[index] ?? null))),
  );
}

/** Rows as JSON. Halves of a character become U+FFFD, as they do where a value is bound: SQLite would keep them as bytes of no text. */
function jsonOf(rows: readonly (readonly RowValue[])[]): string {
  const json = JSON.stringify(rows);
  return HALF_CHARACTER.test(json) ? JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)) : json;
}
