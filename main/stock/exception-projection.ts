/** Rows of exceptions, derived anew for each key that a change touched. */
import type { DocumentChange } from '#model/document/kind.ts';
import {
  belowZeroException,
  codeException,
  numberException,
  reversalException,
  serialException,
  type SerialPlace,
  type StockException,
  type WitnessedMovement,
} from '#model/stock/exceptions.ts';
import type { Movement } from '#model/stock/movement.ts';
import type { Settlement } from '#model/stock/review-kind.ts';
import type { Reader, Writer } from '../store/store.ts';
import type { MovementRecord } from './tables.ts';

/** The fields of a movement that the rules read, from its row. */
export function movementOf(row: MovementRecord): Movement {
  const fields = {
    ...row,
    seen: row.seen === null ? undefined : (JSON.parse(row.seen) as Record<string, number>),
    unitCost: row.unit_cost ?? undefined,
    transfer: row.transfer ?? undefined,
    from: row.from_office ?? undefined,
    to: row.to_office ?? undefined,
    reverses: row.reverses ?? undefined,
  };
  return fields as unknown as Movement;
}

/** Puts an exception in the place of what stood under its key; undefined removes it. */
export function replaceException(write: Writer, key: string, exception: StockException | undefined): void {
  if (exception === undefined) {
    write.run('DELETE FROM stock_exception WHERE subject_key = ?', key);
    return;
  }
  write.run(
    `INSERT OR REPLACE INTO stock_exception (subject_key, id, kind, offices, item, quantity, subject, movements, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key,
    exception.id,
    exception.kind,
    JSON.stringify(exception.offices),
    exception.item ?? null,
    exception.quantity ?? null,
    exception.subject,
    JSON.stringify(exception.movements),
    exception.at,
  );
}

export function deriveBelowZero(write: Writer, office: string, item: string): void {
  const level = write.get<{ quantity: number }>('SELECT quantity FROM stock_level WHERE item = ? AND office = ?', item, office);
  const balance = level?.quantity ?? 0;
  const exception = balance < 0 ? belowZeroException(office, item, balance, newestFirst(write, office, item)) : undefined;
  replaceException(write, `below-zero/${office}/${item}`, exception);
}

const PAGE = 100;

/** Movements of an item at an office, newest first, read page by page as far as they are wanted. */
function* newestFirst(read: Reader, office: string, item: string): Generator<WitnessedMovement> {
  let at = '~';
  let id = '';
  for (;;) {
    const rows = read.all<MovementRecord>(
      `SELECT * FROM movement WHERE item = ? AND office = ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ${String(PAGE)}`,
      item,
      office,
      at,
      id,
    );
    for (const row of rows) yield movementOf(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    ({ at, id } = last);
  }
}

export function deriveNumber(write: Writer, number: string): void {
  const rows = write.all<MovementRecord>('SELECT * FROM movement WHERE number = ? ORDER BY at, id', number);
  replaceException(write, `number/${number}`, numberException(number, rows.map(movementOf)));
}

export function deriveSerial(write: Writer, item: string, serial: string): void {
  const places = write.all<SerialPlace>(
    'SELECT office, location, quantity FROM balance WHERE item = ? AND lot = ? AND quantity > 0 ORDER BY office, location',
    item,
    serial,
  );
  const incoming = write.all<MovementRecord>(
    'SELECT * FROM movement WHERE item = ? AND lot = ? AND quantity > 0 ORDER BY at, id',
    item,
    serial,
  );
  replaceException(write, `serial/${item}/${serial}`, serialException(item, serial, places, incoming.map(movementOf)));
}

export function deriveReversal(write: Writer, reversed: string, office: string): void {
  const rows = write.all<MovementRecord>('SELECT * FROM movement WHERE reverses = ? AND +office = ? ORDER BY at, id', reversed, office);
  replaceException(write, `reversed/${office}/${reversed}`, reversalException(reversed, rows.map(movementOf)));
}

export function deriveCode(write: Writer, code: string): void {
  const items = write.all<{ id: string; at: string }>('SELECT id, at FROM item WHERE code = ? ORDER BY id', code);
  const folded = foldCode(code);
  replaceException(write, `code/${folded}`, codeException(folded, items));
}

/** As SQLite's NOCASE compares: ASCII letters alone. */
function foldCode(code: string): string {
  return code.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** Rows of the document `review/stock`. */
export function projectReview(write: Writer, change: DocumentChange): void {
  for (const { after } of change.entries) {
    if (after === undefined) continue;
    const settlement = after as Settlement;
    write.run(
      'INSERT OR REPLACE INTO stock_settlement (id, exception, note, person, office, at) VALUES (?, ?, ?, ?, ?, ?)',
      settlement.id,
      settlement.exception,
      settlement.note,
      settlement.by,
      settlement.office,
      settlement.at,
    );
  }
}
