/** On hand by place and lot, and on hand at a past moment. */
import { makeStamp } from '#model/identity/hybrid-clock.ts';
import { stockAsOf, stockPlaces } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import type { SqlValue } from '../../store/store.ts';
import { paged } from '../../paging.ts';
import { dayStartMs, monthStartMs } from './calendar.ts';
import { conditions, cursorParts, ITEM_COLUMNS, itemFieldsOf, narrowItems, WITH_CATEGORY, type ItemColumns } from './narrowing.ts';

const stampAt = (ms: number): string => makeStamp(Math.max(0, ms), 0, '00000000');

export const placeQueries: readonly Handler[] = [
  query(stockPlaces, ({ read }, input) => {
    type Row = ItemColumns & { office: string; lot: string; location: string; quantity: number; expiry: string | null } & Record<string, SqlValue>;
    const asked = conditions();
    const [code = '', id = '', office = '', location = '', lot = ''] = cursorParts(input.cursor, 5);
    asked.where('item.code >= ?', code);
    asked.where('(item.code, item.id, balance.office, balance.location, balance.lot) > (?, ?, ?, ?, ?)', code, id, office, location, lot);
    asked.where('balance.quantity <> 0');
    if (input.office !== undefined) asked.where('balance.office = ?', input.office);
    if (input.location !== undefined && input.location !== '') asked.where('balance.location = ?', input.location);
    if (input.lot !== undefined && input.lot !== '') asked.where('balance.lot >= ? AND balance.lot < ?', input.lot, `${input.lot}\u{10FFFF}`);
    narrowItems(read, asked, input);
    const rows = read.all<Row>(
      `SELECT ${ITEM_COLUMNS}, balance.office, balance.lot, balance.location, balance.quantity, lot.expiry
       FROM item CROSS JOIN balance INDEXED BY balance_item ON balance.item = item.id ${WITH_CATEGORY}
       LEFT JOIN lot ON lot.item = balance.item AND lot.lot = balance.lot
       ${asked.sql} ORDER BY item.code, item.id, balance.office, balance.location, balance.lot LIMIT ?`,
      ...asked.values,
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => ({ office: row.office, ...itemFieldsOf(row), location: row.location, lot: row.lot, expiry: row.expiry, quantity: formatQuantity(row.quantity) }),
      (row) => `${row.code}\n${row.item}\n${row.office}\n${row.location}\n${row.lot}`,
    );
  }),

  query(stockAsOf, ({ read }, input) => {
    type Row = ItemColumns & { quantity: number; now: number } & Record<string, SqlValue>;
    const asked = conditions();
    const [code = '', id = ''] = cursorParts(input.cursor, 2);
    const month = input.day.slice(0, 7);
    asked.where('item.code >= ?', code);
    asked.where('(item.code, item.id) > (?, ?)', code, id);
    asked.where(`EXISTS (SELECT 1 FROM stock_month WHERE stock_month.item = item.id AND stock_month.office = ? AND stock_month.month <= ?)`, input.office ?? '', month);
    narrowItems(read, asked, input);
    // What stood at the end of the month before, and what moved since.
    const rows = read.all<Row>(
      `SELECT ${ITEM_COLUMNS},
         coalesce((SELECT closing FROM stock_month WHERE stock_month.item = item.id AND stock_month.office = ? AND month < ? ORDER BY month DESC LIMIT 1), 0)
         + coalesce((SELECT sum(quantity) FROM movement INDEXED BY movement_item WHERE movement.item = item.id AND movement.at >= ? AND movement.at < ?
             ${input.office === undefined ? '' : 'AND movement.office = ?'}), 0) AS quantity,
         coalesce((SELECT sum(quantity) FROM stock_level WHERE stock_level.item = item.id ${input.office === undefined ? '' : 'AND stock_level.office = ?'}), 0) AS now
       FROM item ${WITH_CATEGORY} ${asked.sql} ORDER BY item.code, item.id LIMIT ?`,
      input.office ?? '',
      month,
      stampAt(monthStartMs(month)),
      stampAt(dayStartMs(input.day, 1)),
      ...(input.office === undefined ? [] : [input.office, input.office]),
      ...asked.values,
      input.limit + 1,
    );
    return paged(rows, input.limit, (row) => ({ ...itemFieldsOf(row), quantity: formatQuantity(row.quantity), now: formatQuantity(row.now) }), (row) => `${row.code}\n${row.item}`);
  }),
];
