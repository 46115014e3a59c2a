/**
 * Rows of all ledgers made from nothing: much faster than movement after movement, with the same rows in the end.
 *
 * 1. Movements are inserted without indexes, which are made once all stand there; but for those that hold few of them.
 * 2. Sums are made by SQLite once all movements stand there.
 * 3. What asks for other movements (an id twice, a number twice, counts, transfers) is asked once the indexes are there.
 */
import type { DocumentChange } from '#model/document/kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import { readLedgerName } from '#model/stock/ledger-kind.ts';
import type { Projection, Writer } from '../store/store.ts';
import { deriveCounts, type Place } from './count-effects.ts';
import { deriveBelowZero } from './exception-projection.ts';
import { moveMergedMovements } from './item-movements.ts';
import { emptyBatch, flush, noteChain, noteKeys, noteLedger, noteNumber, removeHeld } from './ledger-projection.ts';
import { insertMovements } from './movement-insert.ts';
import { projectQuotaUses } from './quotas/quota-projection.ts';
import type { MovementRecord } from './tables.ts';

/** Begins a rebuild of the rows of ledgers, whose tables are empty. */
export const rebuildLedgers: NonNullable<Projection['rebuild']> = (write) => {
  const batch = emptyBatch();
  return {
    kinds: ['ledger'],
    unindexed: ['movement'],
    rare: ['movement_rare', 'movement_transfer', 'movement_reverses', 'movement_count', 'movement_reference', 'movement_dated', 'movement_order'],
    project(change: DocumentChange) {
      const ledger = readLedgerName(change.name);
      if (ledger === undefined) return;
      const movements = change.entries.flatMap(({ after }) => (after === undefined ? [] : [after as Movement]));
      insertMovements(write, movements, ledger.part);
      noteLedger(write, ledger, movements.length);
      projectQuotaUses(write, change);
      // Nothing fails from here on: a document counts whole or not at all.
      for (const movement of movements) {
        noteNumber(batch, movement);
        noteChain(batch, movement, ledger.part);
        noteKeys(batch, movement);
      }
    },
    beforeIndexes() {
      for (const held of twice(write)) {
        batch.numbers.add(held.number);
        removeHeld(write, held);
      }
    },
    finish() {
      for (const { number } of write.all<{ number: string }>('SELECT DISTINCT number FROM movement GROUP BY number, line HAVING count(*) > 1')) batch.numbers.add(number);
      // Before the sums: what a count does to a balance is derived from the movements before it.
      for (const place of write.all<Place>(`SELECT DISTINCT office, item, coalesce(lot, '') AS lot, location FROM movement WHERE kind = 'count'`)) deriveCounts(write, place);
      sumAllMovements(write);
      flush(write, batch);
      // Until here each counts under the item that it names (STOCK-31).
      for (const { id, item } of write.all<{ id: string; item: string }>('SELECT id, item FROM item_alias WHERE id <> item')) moveMergedMovements(write, id, item);
    },
  };
};

/** Makes balances and levels, of which there are none, over all movements that stand there. `total` never overflows, where `sum` would fail. */
function sumAllMovements(write: Writer): void {
  write.run(
    `INSERT INTO balance (office, item, lot, location, quantity, movements)
     SELECT office, item, coalesce(lot, ''), location, total(quantity), count(*) FROM movement GROUP BY office, item, coalesce(lot, ''), location`,
  );
  write.run(
    `INSERT INTO stock_level (item, office, quantity, in_transit_in, in_transit_out, entries)
     SELECT item, office, total(quantity), 0, 0, sum(movements) FROM balance GROUP BY item, office`,
  );
  const below = write.all<{ item: string; office: string }>('SELECT item, office FROM stock_level WHERE quantity < 0');
  for (const { item, office } of below) deriveBelowZero(write, office, item);
}

/** Movements whose id stands in another document of their office which counts before theirs. */
function twice(write: Writer): readonly MovementRecord[] {
  const rows = write.all<MovementRecord>(
    'SELECT movement.* FROM (SELECT id, office FROM movement GROUP BY id, office HAVING count(*) > 1) JOIN movement USING (id, office) ORDER BY id, office, at, part',
  );
  return rows.filter(({ id, office }, index) => rows[index - 1]?.id === id && rows[index - 1]?.office === office);
}
