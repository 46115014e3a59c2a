/** A movement keeps the id that it names, and counts under the item that the id stands for (STOCK-31). */
import type { Movement } from '#model/stock/movement.ts';
import type { Writer } from '../store/store.ts';
import { itemFor } from './item-alias.ts';

/**
 * A movement as its row counts it.
 * @param replaces true where a movement of the same id stood here before.
 */
export function countedMovement(write: Writer, movement: Movement, replaces: boolean): Movement {
  const { id, office, item } = movement;
  if (replaces) write.run('DELETE FROM movement_named WHERE movement = ? AND office = ?', id, office);
  const counted = itemFor(write, item);
  if (counted === item) return movement;
  write.run('INSERT INTO movement_named (movement, office, item) VALUES (?, ?, ?)', id, office, item);
  return { ...movement, item: counted };
}
