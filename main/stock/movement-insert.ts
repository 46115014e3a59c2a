/** Writes movements as rows of `movement`: one that came, or those of a whole ledger. */
import type { Movement } from '#model/stock/movement.ts';
import { insertRows, type RowValue } from '../store/insert-rows.ts';
import type { Writer } from '../store/store.ts';
import { positionOf } from './count-effects.ts';

const COLUMNS: readonly string[] = [
  'id', 'office', 'part', 'number', 'line', 'kind', 'item', 'lot', 'location', 'quantity', 'unit_cost', 'reason', 'reference',
  'note', 'override', 'person', 'workstation', 'letter', 'at', 'sequence', 'seen', 'transfer', 'from_office', 'to_office',
  'reverses', 'expiry', 'serial', 'partner', 'order_id', 'order_line', 'unit_price', 'pack_unit', 'pack_quantity',
  'stated', 'counted', 'observed', 'dated',
];

const INSERT_MOVEMENT = `INSERT INTO movement (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;

export function insertMovement(write: Writer, movement: Movement, part: number): void {
  write.run(INSERT_MOVEMENT, ...valuesOf(movement, part));
}

/** @param part of the ledger that holds them. */
export function insertMovements(write: Writer, movements: readonly Movement[], part: number): void {
  insertRows(write, 'movement', COLUMNS, movements.values().map((movement) => valuesOf(movement, part)));
}

/** In the order of the columns. */
function valuesOf(movement: Movement, part: number): readonly RowValue[] {
  return [
    movement.id,
    movement.office,
    part,
    movement.number,
    movement.line,
    movement.kind,
    movement.item,
    movement.lot ?? null,
    movement.location,
    movement.quantity,
    movement.unitCost ?? null,
    movement.reason,
    movement.reference ?? null,
    movement.note ?? null,
    movement.override === true ? 1 : 0,
    movement.by,
    movement.workstation,
    movement.letter,
    movement.at,
    movement.sequence,
    movement.seen === undefined ? null : JSON.stringify(movement.seen),
    movement.transfer ?? null,
    movement.from ?? null,
    movement.to ?? null,
    movement.reverses ?? null,
    movement.expiry ?? null,
    movement.serial === true ? 1 : null,
    movement.partner ?? null,
    movement.order ?? null,
    movement.orderLine ?? null,
    movement.unitPrice ?? null,
    movement.pack?.unit ?? null,
    movement.pack?.quantity ?? null,
    movement.kind === 'count' || movement.kind === 'reversal' ? movement.quantity : null,
    movement.counted ?? null,
    movement.kind === 'count' ? positionOf(movement) : null,
    movement.dated ?? null,
  ];
}
