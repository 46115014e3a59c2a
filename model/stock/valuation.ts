/**
 * Value of stock by moving average per office, computed from the canonical order of movements and never stored
 * in a document, so that late arrivals cannot corrupt it (STOCK-9). Pure; integers only, halves away from zero.
 *
 * 1. A receipt without a cost comes in at the office's average; a transfer carries the value it was sent with.
 * 2. At zero the value is zero. Below zero the stock owed stands at the last average; a receipt that crosses zero
 *    sets the average to its own cost, so that a negative phase does not colour what follows.
 * 3. A return to a supplier leaves at the cost given, else at the average; one from a customer comes in at the average.
 * 4. A move within an office touches quantity and value of no office, nor does its reversal.
 * 5. What a transfer lost stays lost: its value left the sender and did not arrive.
 */
import { compareMovements, type Movement } from './movement.ts';

export type ValuedMovement = Pick<Movement, 'id' | 'kind' | 'office' | 'quantity' | 'unitCost' | 'transfer' | 'from' | 'at' | 'reverses'>;

export interface OfficeValue {
  /** Thousandths. */
  readonly quantity: number;
  /** Minor units; negative where stock is below zero. */
  readonly value: number;
}

interface Holding {
  quantity: bigint;
  value: bigint;
  /** Sum of moves between locations: zero once both lines of each are held. */
  moved: bigint;
  /** Average kept for when nothing is left: value per quantity of the last known. */
  lastValue: bigint;
  lastQuantity: bigint;
}

interface Parcel {
  quantity: bigint;
  value: bigint;
}

/** Value of one item in each office. @param movements all of that item, in any order. */
export function valueItem(movements: readonly ValuedMovement[]): ReadonlyMap<string, OfficeValue> {
  const holdings = new Map<string, Holding>();
  const parcels = new Map<string, Parcel>();
  /** What each movement added, for its reversal. */
  const worth = new Map<string, bigint>();
  const moves = new Set<string>();
  for (const movement of movements.toSorted(compareMovements)) {
    const holding = holdings.get(movement.office) ?? { quantity: 0n, value: 0n, moved: 0n, lastValue: 0n, lastQuantity: 0n };
    holdings.set(movement.office, holding);
    const quantity = BigInt(movement.quantity);
    if (movement.kind === 'move' || (movement.reverses !== undefined && moves.has(movement.reverses))) {
      moves.add(movement.id);
      holding.moved += quantity;
      continue;
    }
    const added = valueAdded(movement, quantity, holding, parcels, worth);
    worth.set(movement.id, added);
    add(holding, quantity, added);
    if (movement.transfer !== undefined && movement.office === movement.from) {
      const parcel = parcels.get(movement.transfer) ?? { quantity: 0n, value: 0n };
      parcels.set(movement.transfer, { quantity: parcel.quantity - quantity, value: parcel.value - added });
    }
  }
  return new Map(
    [...holdings].map(([office, { quantity, moved, value }]) => [office, { quantity: Number(quantity + moved), value: Number(value) }]),
  );
}

function valueAdded(
  movement: ValuedMovement,
  quantity: bigint,
  holding: Holding,
  parcels: ReadonlyMap<string, Parcel>,
  worth: ReadonlyMap<string, bigint>,
): bigint {
  const reversed = movement.reverses === undefined ? undefined : worth.get(movement.reverses);
  if (reversed !== undefined) return -reversed;
  if ((movement.kind === 'receipt' || movement.kind === 'return-out') && movement.unitCost !== undefined) {
    return divide(quantity * BigInt(movement.unitCost), 1000n);
  }
  const parcel = movement.kind === 'transfer-in' ? parcels.get(movement.transfer ?? '') : undefined;
  if (parcel !== undefined && parcel.quantity > 0n) return divide(parcel.value * quantity, parcel.quantity);
  return atAverage(holding, quantity);
}

/** Value of a quantity at the office's average; taking everything takes the whole value. */
function atAverage(holding: Holding, quantity: bigint): bigint {
  if (holding.quantity > 0n) {
    return quantity === -holding.quantity ? -holding.value : divide(holding.value * quantity, holding.quantity);
  }
  return holding.lastQuantity === 0n ? 0n : divide(holding.lastValue * quantity, holding.lastQuantity);
}

function add(holding: Holding, quantity: bigint, value: bigint): void {
  if (holding.quantity > 0n) {
    holding.lastValue = holding.value;
    holding.lastQuantity = holding.quantity;
  }
  const before = holding.quantity;
  holding.quantity += quantity;
  if (holding.quantity === 0n) holding.value = 0n;
  else if (before < 0n && holding.quantity > 0n) holding.value = divide(value * holding.quantity, quantity);
  else holding.value += value;
}

/** Quotient rounded to the nearest integer, halves away from zero. */
function divide(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const top = dividend < 0n ? -dividend : dividend;
  const bottom = divisor < 0n ? -divisor : divisor;
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -rounded : rounded;
}
