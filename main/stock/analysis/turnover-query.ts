/** Issues of some months against the average stock, by item, category or office. Values stand at the present average cost. */
import { stockTurnover } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { DAY_MS, seesValue, shownMoney } from './narrowing.ts';
import { monthStartMs } from './calendar.ts';

interface MonthSums {
  readonly item: string;
  readonly office: string;
  readonly opening: number;
  readonly received: number;
  readonly issued: number;
  readonly closing: number;
}

interface ItemNames {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string | null;
  readonly category_name: string | null;
}

interface Sum {
  readonly key: string;
  readonly name: string;
  readonly item: ItemNames | undefined;
  opening: number;
  received: number;
  issued: number;
  closing: number;
  issuedValue: number;
  averageValue: number;
}

/** @param office '' for the sums of all, undefined for each office. */
function readSums(read: Reader, office: string | undefined, from: string, to: string): readonly MonthSums[] {
  // The last row before the period is its opening, the last one within it its closing; a bare column beside max() is of that row.
  const bounded = `SELECT item, office, closing, max(month) AS month FROM stock_month WHERE ${office === undefined ? `office <> ''` : 'office = ?'} AND month`;
  const here: SqlValue[] = office === undefined ? [] : [office];
  const openings = read.all<{ item: string; office: string; closing: number }>(`${bounded} < ? GROUP BY office, item`, ...here, from);
  const sums = read.all<{ item: string; office: string; closing: number; received: number; issued: number }>(
    `SELECT item, office, closing, max(month) AS month, sum(received) AS received, sum(issued) AS issued FROM stock_month
     WHERE ${office === undefined ? `office <> ''` : 'office = ?'} AND month BETWEEN ? AND ? GROUP BY office, item`,
    ...here,
    from,
    to,
  );
  const moved = new Map(sums.map((row) => [`${row.office}\n${row.item}`, row]));
  const opened = new Map(openings.map((row) => [`${row.office}\n${row.item}`, row]));
  return [...new Set([...opened.keys(), ...moved.keys()])].map((key) => {
    const [of = '', item = ''] = key.split('\n');
    const opening = opened.get(key)?.closing ?? 0;
    const own = moved.get(key);
    return { item, office: of, opening, received: own?.received ?? 0, issued: own?.issued ?? 0, closing: own?.closing ?? opening };
  });
}

/** What one of an item costs on average at present, in minor units for a thousandth. */
export function readAverages(read: Reader, office: string | undefined): ReadonlyMap<string, number> {
  const rows = read.all<{ item: string; average: number | null }>(
    `SELECT item, sum(value) * 1.0 / nullif(sum(quantity), 0) AS average FROM value_figure ${office === undefined ? '' : 'WHERE office = ?'} GROUP BY item`,
    ...(office === undefined ? [] : [office]),
  );
  return new Map(rows.map(({ item, average }) => [item, Math.max(0, average ?? 0)]));
}

export const turnoverQueries: readonly Handler[] = [
  query(stockTurnover, ({ read, actor, nowMs }, { office, from, until: to, by }) => {
    const sums = readSums(read, by === 'office' && office === undefined ? undefined : (office ?? ''), from, to);
    const items = new Map(
      read
        .all<ItemNames & Record<string, SqlValue>>('SELECT item.id, item.code, item.name, item.unit, item.category, category.name AS category_name FROM item LEFT JOIN category ON category.id = item.category')
        .map((item) => [item.id, item]),
    );
    const averages = readAverages(read, office);
    const rows = new Map<string, Sum>();
    for (const each of sums) {
      const item = items.get(each.item);
      const row = rowOf(rows, each, item, by);
      const average = averages.get(each.item) ?? 0;
      row.opening += each.opening;
      row.received += each.received;
      row.issued += each.issued;
      row.closing += each.closing;
      row.issuedValue += each.issued * average;
      row.averageValue += (Math.max(0, each.opening + each.closing) / 2) * average;
    }
    const periodDays = Math.max(1, (Math.min(monthStartMs(to, 1), nowMs()) - monthStartMs(from)) / DAY_MS);
    const sees = seesValue(actor);
    const shown = [...rows.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)).map((row) => shownRow(row, periodDays, sees));
    return { rows: by === 'item' ? shown.toSorted((left, right) => (left.key < right.key ? -1 : 1)) : shown };
  }),
];

function rowOf(rows: Map<string, Sum>, { item: id, office }: MonthSums, item: ItemNames | undefined, by: 'item' | 'category' | 'office'): Sum {
  const key = by === 'item' ? id : by === 'office' ? office : (item?.category ?? '');
  const known = rows.get(key);
  if (known !== undefined) return known;
  const named = by === 'item' ? { key: item?.code ?? id, name: item?.name ?? id, item } : by === 'office' ? { key: office, name: office, item: undefined } : { key: item?.category_name ?? '', name: item?.category_name ?? '', item: undefined };
  const row: Sum = { ...named, opening: 0, received: 0, issued: 0, closing: 0, issuedValue: 0, averageValue: 0 };
  rows.set(key, row);
  return row;
}

function shownRow(row: Sum, periodDays: number, sees: boolean) {
  const { item } = row;
  const quantity = (thousandths: number): string | null => (item === undefined ? null : formatQuantity(thousandths));
  const averageStock = Math.max(0, row.opening + row.closing) / 2;
  const turns = item === undefined ? ratio(row.issuedValue, row.averageValue) : ratio(row.issued, averageStock);
  return {
    key: row.key,
    itemId: item?.id ?? null,
    name: row.name,
    unit: item?.unit ?? null,
    opening: quantity(row.opening),
    received: quantity(row.received),
    issued: quantity(row.issued),
    closing: quantity(row.closing),
    issuedValue: shownMoney(sees, Math.round(row.issuedValue)),
    averageValue: shownMoney(sees, Math.round(row.averageValue)),
    turns: turns === null ? null : turns.toFixed(2),
    daysOfStock: turns === null || turns <= 0 ? null : Math.round(periodDays / turns),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
