/** An item's movements as the valuation reads them. */
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { MovementKind } from '#model/stock/movement.ts';
import type { ValuedMovement } from '#model/stock/valuation.ts';
import type { Reader } from '../../store/store.ts';

/** What the valuation needs, and what tells one workstation's movements that were known from those that came later. */
export interface ArrivedMovement extends ValuedMovement {
  readonly number: string;
  readonly workstation: string;
  readonly sequence: number;
  /** Order of arrival in this store, since it was last rebuilt. */
  readonly arrival: number;
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly office: string;
  readonly quantity: number;
  readonly unit_cost: number | null;
  readonly transfer: string | null;
  readonly from_office: string | null;
  readonly at: string;
  readonly reverses: string | null;
  readonly number: string;
  readonly workstation: string;
  readonly sequence: number;
  readonly arrival: number;
}

export function movementsOfItem(read: Reader, item: string): readonly ArrivedMovement[] {
  return read
    .all<Row>(
      `SELECT id, kind, office, quantity, unit_cost, transfer, from_office, at, reverses, number, workstation, sequence, rowid AS arrival
       FROM movement WHERE item = ?`,
      item,
    )
    .map(({ unit_cost: unitCost, transfer, from_office: from, reverses, ...row }) => ({
      ...row,
      kind: row.kind as MovementKind,
      at: row.at as Stamp,
      unitCost: unitCost ?? undefined,
      transfer: transfer ?? undefined,
      from: from ?? undefined,
      reverses: reverses ?? undefined,
    }));
}
