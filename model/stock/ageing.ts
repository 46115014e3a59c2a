/**
 * How long what is on hand has been there, first in, first out: the newest arrivals make up what is left (STOCK-71).
 * Pure, quantities in thousandths.
 *
 * 1. The layers of an office sum to what it has on hand; below zero there are none.
 * 2. A movement that was reversed and its reversal, and moves within an office, are no arrivals.
 * 3. What a transfer brings is as old as its arrival at the office.
 */
import type { Stamp } from '../identity/hybrid-clock.ts';
import type { Movement } from './movement.ts';
import { compareMovements } from './movement.ts';

export type AgedMovement = Pick<Movement, 'id' | 'kind' | 'office' | 'quantity' | 'at' | 'reverses'>;

export interface Layer {
  readonly at: Stamp;
  readonly quantity: number;
}

/** @param movements one item's movements in one office, in any order. @returns the newest layer first. */
export function layersOf(movements: readonly AgedMovement[]): readonly Layer[] {
  const sorted = movements.toSorted(compareMovements);
  const paired = reversedPairs(sorted);
  let left = sorted.reduce((sum, { quantity }) => sum + quantity, 0);
  const layers: Layer[] = [];
  for (const { id, kind, quantity, at } of sorted.toReversed()) {
    if (left <= 0) break;
    if (quantity <= 0 || kind === 'move' || paired.has(id)) continue;
    const taken = Math.min(left, quantity);
    layers.push({ at, quantity: taken });
    left -= taken;
  }
  const [oldest] = sorted;
  // Half of a move may be all that is held.
  if (left > 0 && oldest !== undefined) layers.push({ at: oldest.at, quantity: left });
  return layers;
}

/** Ids of movements that were reversed, and of their reversals. */
export function reversedPairs(movements: readonly Pick<AgedMovement, 'id' | 'reverses'>[]): ReadonlySet<string> {
  const held = new Set(movements.map(({ id }) => id));
  return new Set(movements.flatMap(({ id, reverses }) => (reverses !== undefined && held.has(reverses) ? [id, reverses] : [])));
}
