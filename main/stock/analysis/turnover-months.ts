/** What was received, issued and on hand, month by month: of one item in its unit, of all in money at the present average cost. */
import { isRefusal } from '#model/contract/refusal.ts';
import { stockTurnoverMonths } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import { localDay } from '../../local-day.ts';
import { findItem } from '../item-lookup.ts';
import { monthStartMs } from './calendar.ts';
import { seesValue, shownMoney } from './narrowing.ts';
import { readAverages } from './turnover-query.ts';

interface MonthRow {
  readonly item: string;
  readonly month: string;
  readonly received: number;
  readonly issued: number;
  readonly closing: number;
}

interface MonthSum {
  received: number;
  issued: number;
  closing: number;
  receivedValue: number;
  issuedValue: number;
  closingValue: number;
}

export const turnoverMonthsQueries: readonly Handler[] = [
  query(stockTurnoverMonths, ({ read, actor }, input) => {
    const item = input.item === undefined ? undefined : findItem(read, input.item);
    if (isRefusal(item)) return item;
    const months = Array.from({ length: input.months }, (_, index) => localDay(monthStartMs(input.until, index + 1 - input.months)).slice(0, 7));
    const [first = input.until] = months;
    const office = input.office ?? '';
    const [own, ...narrowed] = item === undefined ? ['', office] : ['AND item = ?', office, item.id];
    // The last row before the first month says what it began with; a bare column beside max() is of that row.
    const before = read.all<MonthRow & Record<string, string | number>>(`SELECT item, max(month) AS month, 0 AS received, 0 AS issued, closing FROM stock_month WHERE office = ? ${own} AND month < ? GROUP BY item`, ...narrowed, first);
    const within = read.all<MonthRow & Record<string, string | number>>(
      `SELECT item, month, received, issued, closing FROM stock_month WHERE office = ? ${own} AND month BETWEEN ? AND ?`,
      ...narrowed,
      first,
      input.until,
    );
    const averages = readAverages(read, input.office);
    const rowsOf = Map.groupBy([...before, ...within], (row) => row.item);
    const sums = new Map(months.map((month): [string, MonthSum] => [month, { received: 0, issued: 0, closing: 0, receivedValue: 0, issuedValue: 0, closingValue: 0 }]));
    for (const [id, rows] of rowsOf) addItem(sums, rows, averages.get(id) ?? 0);
    const sees = seesValue(actor);
    const quantity = (thousandths: number): string | null => (item === undefined ? null : formatQuantity(thousandths));
    return {
      item: item === undefined ? null : { id: item.id, code: item.code, name: item.name, unit: item.unit },
      months: [...sums].map(([month, sum]) => ({
        month,
        received: quantity(sum.received),
        issued: quantity(sum.issued),
        closing: quantity(sum.closing),
        receivedValue: shownMoney(sees, Math.round(sum.receivedValue)),
        issuedValue: shownMoney(sees, Math.round(sum.issuedValue)),
        closingValue: shownMoney(sees, Math.round(sum.closingValue)),
      })),
    };
  }),
];

/** Adds an item to each month; in one without movements what there was stands. */
function addItem(sums: ReadonlyMap<string, MonthSum>, rows: readonly MonthRow[], average: number): void {
  const [firstMonth = ''] = sums.keys();
  let closing = rows.find(({ month }) => month < firstMonth)?.closing ?? 0;
  const moved = new Map(rows.map((row) => [row.month, row]));
  for (const [month, sum] of sums) {
    const row = moved.get(month);
    closing = row?.closing ?? closing;
    sum.received += row?.received ?? 0;
    sum.issued += row?.issued ?? 0;
    sum.closing += closing;
    sum.receivedValue += (row?.received ?? 0) * average;
    sum.issuedValue += (row?.issued ?? 0) * average;
    sum.closingValue += closing * average;
  }
}
