/** Rows of transfers, derived from the movements of both ends, and what of them is on its way in `stock_level`. */
import { transferFigures } from '#model/stock/balance.ts';
import { transferException } from '#model/stock/exceptions.ts';
import type { Movement } from '#model/stock/movement.ts';
import type { Writer } from '../store/store.ts';
import { movementOf, replaceException } from './exception-projection.ts';
import type { MovementRecord } from './tables.ts';

export interface LevelChange {
  readonly item: string;
  readonly office: string;
  readonly quantity?: number;
  readonly inTransitIn?: number;
  readonly inTransitOut?: number;
  /** What keeps the row: movements, and transfers on their way. */
  readonly entries: number;
}

/** Adds to an item's level at an office; a row that nothing keeps is removed. */
export function addToLevel(write: Writer, change: LevelChange): void {
  write.run(
    `INSERT INTO stock_level (item, office, quantity, in_transit_in, in_transit_out, entries) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity, in_transit_in = in_transit_in + excluded.in_transit_in,
     in_transit_out = in_transit_out + excluded.in_transit_out, entries = entries + excluded.entries`,
    change.item,
    change.office,
    change.quantity ?? 0,
    change.inTransitIn ?? 0,
    change.inTransitOut ?? 0,
    change.entries,
  );
  if (change.entries < 1) {
    write.run('DELETE FROM stock_level WHERE item = ? AND office = ? AND entries = 0', change.item, change.office);
  }
}

interface OnTheWay {
  readonly from_office: string;
  readonly to_office: string;
  readonly in_transit: number;
}

/** Derives one transfer of one item anew. */
export function deriveTransfer(write: Writer, transfer: string, item: string): void {
  const before = write.get<OnTheWay>('SELECT from_office, to_office, in_transit FROM transfer WHERE id = ? AND item = ?', transfer, item);
  if (before !== undefined) moveLevels(write, item, before, -1);
  write.run('DELETE FROM transfer WHERE id = ? AND item = ?', transfer, item);
  const movements = write
    .all<MovementRecord>('SELECT * FROM movement WHERE transfer = ? AND item = ? ORDER BY at, id', transfer, item)
    .map(movementOf);
  const key = `transfer/${transfer}/${item}`;
  const [first] = movements;
  if (first === undefined) return replaceException(write, key, undefined);
  const figures = transferFigures(movements);
  const sending = movements.find(({ kind }) => kind === 'transfer-out');
  const receiving = movements.find(({ kind }) => kind === 'transfer-in');
  const named = sending ?? first;
  const after: OnTheWay = { from_office: named.from ?? '', to_office: named.to ?? '', in_transit: figures.inTransit };
  write.run(
    `INSERT INTO transfer (id, item, number, from_office, to_office, sent, received, in_transit, difference, state, sent_at, received_at, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    transfer,
    item,
    named.number,
    after.from_office,
    after.to_office,
    figures.sent,
    figures.received,
    figures.inTransit,
    figures.difference,
    figures.state,
    stampOf(sending),
    stampOf(receiving),
    named.at,
  );
  moveLevels(write, item, after, 1);
  replaceException(write, key, transferException(transfer, item, figures, movements));
}

function stampOf(movement: Movement | undefined): string | null {
  return movement?.at ?? null;
}

function moveLevels(write: Writer, item: string, way: OnTheWay, sign: 1 | -1): void {
  if (way.in_transit === 0) return;
  const amount = way.in_transit * sign;
  addToLevel(write, { item, office: way.to_office, inTransitIn: amount, entries: sign });
  addToLevel(write, { item, office: way.from_office, inTransitOut: amount, entries: sign });
}
