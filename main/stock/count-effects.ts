/**
 * What counts do to a balance (STOCK-42). A count is an observation: at the moment it was made there was so much, so its
 * quantity is what is missing between the movements before that moment and what was found. When an older movement
 * arrives late, the count's quantity changes with it and the balance after the count stays what was found.
 *
 * 1. A count takes its place by the moment of counting, every other movement by its own stamp.
 * 2. A count that was reversed, and its reversal, have no quantity: it is as if it had not been made.
 * 3. Quantities of a place are derived anew from all its movements, but only where a count comes after what was
 *    touched: nothing else can change one.
 */
import type { Movement } from '#model/stock/movement.ts';
import type { Writer } from '../store/store.ts';

/** Where a balance stands: one lot of an item at a location of an office. */
export interface Place {
  readonly office: string;
  readonly item: string;
  /** Empty without one. */
  readonly lot: string;
  readonly location: string;
}

interface CountedRow {
  readonly rowid: number;
  readonly id: string;
  readonly kind: string;
  readonly quantity: number;
  readonly counted: number | null;
  readonly reverses: string | null;
}

/** The stamp by which a movement takes its place among counts. */
export function positionOf(movement: Pick<Movement, 'at'> & { readonly observed?: string | undefined }): string {
  return movement.observed ?? movement.at;
}

/** True where a count may change with a movement at this position. @param reversal of a count, perhaps. */
export function touchesCount(write: Writer, place: Place, position: string, reversal: boolean): boolean {
  return (
    write.get(
      `SELECT 1 FROM movement WHERE kind = 'count' AND item = ? AND office = ? AND observed >= ? AND location = ? AND coalesce(lot, '') = ? LIMIT 1`,
      place.item,
      place.office,
      reversal ? '' : position,
      place.location,
      place.lot,
    ) !== undefined
  );
}

/** Derives the quantities of a place's counts. @returns what that added to its balance, thousandths. */
export function deriveCounts(write: Writer, place: Place): number {
  const rows = write.all<CountedRow>(
    `SELECT rowid, id, kind, quantity, counted, reverses FROM movement
     WHERE item = ? AND office = ? AND location = ? AND coalesce(lot, '') = ? ORDER BY coalesce(observed, at), id`,
    place.item,
    place.office,
    place.location,
    place.lot,
  );
  const reversed = new Set(rows.flatMap(({ reverses }) => (reverses === null ? [] : [reverses])));
  const counts = new Set(rows.flatMap(({ id, kind }) => (kind === 'count' ? [id] : [])));
  let balance = 0;
  let added = 0;
  for (const row of rows) {
    const quantity = effect(row, balance, reversed, counts);
    balance += quantity;
    if (quantity === row.quantity) continue;
    added += quantity - row.quantity;
    write.run('UPDATE movement SET quantity = ? WHERE rowid = ?', quantity, row.rowid);
  }
  return added;
}

function effect(row: CountedRow, balance: number, reversed: ReadonlySet<string>, counts: ReadonlySet<string>): number {
  if (row.counted !== null) return reversed.has(row.id) ? 0 : row.counted - balance;
  return row.reverses !== null && counts.has(row.reverses) ? 0 : row.quantity;
}
