/** Lots that expire, those that do first at the head: read lot after lot, since what one page shows needs few of them. */
import { stockExpiring } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import { localDay } from '../../local-day.ts';
import { paged } from '../../paging.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { conditions, cursorParts, DAY_MS, daysBetween, FIGURE, ITEM_COLUMNS, itemFieldsOf, narrowItems, partValue, seesValue, shownMoney, WITH_CATEGORY, type Figure, type ItemColumns, type Narrowing } from './narrowing.ts';

interface Lot {
  readonly expiry: string;
  readonly item: string;
  readonly lot: string;
}

type Row = ItemColumns & Figure & Lot & { readonly office: string; readonly quantity: number };

export const expiringQuery: Handler = query(stockExpiring, ({ read, actor, nowMs }, input) => {
  const [expiry = '', item = '', lot = '', office = ''] = cursorParts(input.cursor, 4);
  const today = localDay(nowMs());
  const until = localDay(nowMs() + input.days * DAY_MS);
  const rows: Row[] = [];
  for (let after: Lot = { expiry, item, lot }; rows.length <= input.limit; ) {
    const lots = nextLots(read, input, after, until, input.limit + 1);
    const last = lots.at(-1);
    if (last === undefined) break;
    rows.push(...officesWith(read, lots, input.office).filter((row) => row.expiry !== expiry || row.item !== item || row.lot !== lot || row.office > office));
    after = pastLot(last);
  }
  const sees = seesValue(actor);
  return paged(
    rows,
    input.limit,
    (row) => ({
      office: row.office,
      ...itemFieldsOf(row),
      lot: row.lot,
      expiry: row.expiry,
      daysLeft: daysBetween(today, row.expiry),
      quantity: formatQuantity(row.quantity),
      value: shownMoney(sees, partValue(row, row.quantity)),
    }),
    (row) => `${row.expiry}\n${row.item}\n${row.lot}\n${row.office}`,
  );
});

/** The least that sorts behind a lot. */
function pastLot({ expiry, item, lot }: Lot): Lot {
  return { expiry, item, lot: `${lot}\0` };
}

/** Lots of which there is something, from one on. The page before may have shown some offices of the first. */
function nextLots(read: Reader, narrowing: Narrowing, from: Lot, until: string, limit: number): readonly Lot[] {
  const asked = conditions();
  asked.where('lot.expiry BETWEEN ? AND ?', from.expiry, until);
  asked.where('(lot.expiry, lot.item, lot.lot) >= (?, ?, ?)', from.expiry, from.item, from.lot);
  const here: SqlValue[] = narrowing.office === undefined ? [] : [narrowing.office];
  asked.where(
    `EXISTS (SELECT 1 FROM balance INDEXED BY balance_lot WHERE balance.item = lot.item AND balance.lot = lot.lot AND balance.lot <> ''
     AND balance.quantity > 0 ${here.length === 0 ? '' : 'AND balance.office = ?'})`,
    ...here,
  );
  narrowItems(read, asked, narrowing);
  return read.all<Lot & Record<string, SqlValue>>(
    `SELECT lot.expiry, lot.item, lot.lot FROM lot CROSS JOIN item ON item.id = lot.item ${asked.sql} ORDER BY lot.expiry, lot.item, lot.lot LIMIT ?`,
    ...asked.values,
    limit,
  );
}

/** The offices that have something of lots, in the lots' order. */
function officesWith(read: Reader, lots: readonly Lot[], office: string | undefined): readonly Row[] {
  return read.all<Row & Record<string, SqlValue>>(
    `SELECT ${ITEM_COLUMNS}, balance.office, asked.value ->> 'lot' AS lot, asked.value ->> 'expiry' AS expiry, sum(balance.quantity) AS quantity, ${FIGURE}
     FROM json_each(?) AS asked
     CROSS JOIN balance INDEXED BY balance_lot ON balance.item = asked.value ->> 'item' AND balance.lot = asked.value ->> 'lot' AND balance.lot <> ''
     CROSS JOIN item ON item.id = balance.item ${WITH_CATEGORY}
     LEFT JOIN value_figure AS figure ON figure.item = balance.item AND figure.office = balance.office
     ${office === undefined ? '' : 'WHERE balance.office = ?'}
     GROUP BY asked.key, balance.office HAVING sum(balance.quantity) > 0 ORDER BY asked.key, balance.office`,
    JSON.stringify(lots),
    ...(office === undefined ? [] : [office]),
  );
}
