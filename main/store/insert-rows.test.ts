import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertRows, type RowValue } from './insert-rows.ts';
import { createStatements } from './statements.ts';

const COLUMNS = ['a', 'b', 'c', 'd'];

function stored(insert: (database: Sqlite.Database) => void): unknown[] {
  const database = new Sqlite(':memory:');
  try {
    database.exec('CREATE TABLE given (a TEXT, b INTEGER, c TEXT, d INTEGER)');
    insert(database);
    return database.prepare(`SELECT hex(a) AS a, typeof(a) AS "of a", b, typeof(b) AS "of b", hex(c) AS c, typeof(c) AS "of c", d, typeof(d) AS "of d" FROM given ORDER BY 1, 3, 5, 7`).all();
  } finally {
    database.close();
  }
}

const atOnce = (rows: readonly (readonly RowValue[])[]): unknown[] =>
  stored((database) => {
    const { write } = createStatements(database, []).writer(new Set());
    insertRows(write, 'given', COLUMNS, rows);
  });

const oneByOne = (rows: readonly (readonly RowValue[])[]): unknown[] =>
  stored((database) => {
    const insert = database.prepare('INSERT INTO given VALUES (?, ?, ?, ?)');
    for (const row of rows) insert.run(...row);
  });

const text = fc.oneof(fc.constantFrom('SH', 'issue', ''), fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('\ud800', '半\udc00', '\\ud800', '\u0000', 'a\u0000b', '"\\/', '\n\r\t', '\u2028', '六角😀', '5', 'null', '\\u0041'));
const whole = fc.oneof(fc.constantFrom(0, 1000), fc.maxSafeInteger());
const absent = fc.constant(null);
const row = fc.tuple(fc.oneof(text, absent), fc.oneof(whole, absent), fc.oneof(text, absent), whole);

describe('rows inserted at once', () => {
  it('are those inserted one by one', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        expect(atOnce(rows)).toEqual(oneByOne(rows));
      }),
      { numRuns: 300 },
    );
  });

  it('are so however many, with what is the same in all of them', () => {
    const rows = Array.from({ length: 1203 }, (_, index) => ['SH', index % 7 === 0 ? null : index, `号 ${String(index)}`, 5]);
    expect(atOnce(rows)).toEqual(oneByOne(rows));
    expect(atOnce([])).toEqual([]);
  });
});
