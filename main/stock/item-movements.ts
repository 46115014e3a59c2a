/** Moves what stands under an id when that id stands for another item from now on, or no longer does. */
import type { Writer } from '../store/store.ts';
import { moveToItem } from './ledger-projection.ts';
import type { MovementRecord } from './tables.ts';

/** Moves all movements that name an id to the item that it stands for now. */
export function moveMergedMovements(write: Writer, named: string, to: string): void {
  const rows = [
    ...write.all<MovementRecord>(
      `SELECT movement.* FROM movement_named CROSS JOIN movement ON movement.id = movement_named.movement AND movement.office = movement_named.office
       WHERE movement_named.item = ?`,
      named,
    ),
    ...write.all<MovementRecord>(
      `SELECT * FROM movement WHERE item = ? AND NOT EXISTS
       (SELECT 1 FROM movement_named WHERE movement_named.movement = movement.id AND movement_named.office = movement.office)`,
      named,
    ),
  ];
  for (const { id, office } of rows) {
    if (to === named) write.run('DELETE FROM movement_named WHERE movement = ? AND office = ?', id, office);
    else write.run('INSERT OR REPLACE INTO movement_named (movement, office, item) VALUES (?, ?, ?)', id, office, named);
  }
  moveToItem(write, rows, to);
}
