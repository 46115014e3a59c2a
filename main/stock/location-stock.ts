/**
 * What stands at a location (STOCK-34), a page at a time. By the index on places, which is named: by its own choice
 * the database reads the balances of the whole office.
 */
import { refuse } from '#model/contract/refusal.ts';
import { stockAtLocation } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../area.ts';
import { localDay } from '../local-day.ts';
import { paged, splitCursor } from '../paging.ts';

interface StandingRecord {
  readonly item: string;
  readonly lot: string;
  readonly quantity: number;
  readonly code: string | null;
  readonly name: string | null;
  readonly unit: string | null;
  readonly expiry: string | null;
}

export const locationStockHandlers: readonly Handler[] = [
  query(stockAtLocation, ({ read, actor, nowMs }, input) => {
    const office = input.office ?? actor?.office;
    if (office === undefined) return refuse('setup.required');
    const today = localDay(nowMs());
    const rows = read.all<StandingRecord>(
      `SELECT balance.item, balance.lot, balance.quantity, item.code, item.name, item.unit, lot.expiry FROM balance INDEXED BY balance_location
       LEFT JOIN item ON item.id = balance.item LEFT JOIN lot ON lot.item = balance.item AND lot.lot = balance.lot
       WHERE balance.office = ? AND balance.location = ? AND balance.quantity <> 0 AND (balance.item, balance.lot) > (?, ?)
       ORDER BY balance.item, balance.lot LIMIT ?`,
      office,
      input.location,
      ...splitCursor(input.cursor),
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => ({
        // An item that has not reached this replica is shown by its id.
        item: row.code ?? row.item,
        itemId: row.item,
        itemName: row.name ?? row.item,
        unit: row.unit ?? '',
        lot: row.lot,
        expiry: row.expiry,
        expired: row.expiry !== null && row.expiry < today,
        quantity: formatQuantity(row.quantity),
      }),
      (row) => `${row.item}\n${row.lot}`,
    );
  }),
];
