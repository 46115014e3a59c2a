/** Sums of all movements that a filter finds, unit by unit, bounded so that they are quick whatever is asked (STOCK-79). */
import { formatQuantity } from '#model/stock/quantity.ts';
import type { Reader } from '../store/store.ts';
import type { MovementCondition } from './movement-filter.ts';

/** Beyond it, sums of a list that people look at would make them wait. */
const MOST_SUMMED = 100_000;

interface UnitSum {
  readonly unit: string | null;
  readonly rows: number;
  readonly came: number;
  readonly left: number;
}

/** @param most how many movements are summed at once. */
export function readMovementSums(read: Reader, { sql, values }: MovementCondition, most = MOST_SUMMED) {
  const condition = sql === '' ? '' : `WHERE ${sql}`;
  const found = read.get<{ count: number }>(`SELECT count(*) AS count FROM (SELECT 1 FROM movement ${condition} LIMIT ${most + 1})`, ...values)?.count ?? 0;
  if (found > most) return { complete: false, rows: most, units: [] };
  const sums = read.all<UnitSum & Record<string, string | number | null>>(
    // By item first: an item's unit is looked up once, not for each of its movements.
    `SELECT item.unit AS unit, sum(each.rows) AS rows, sum(each.came) AS came, sum(each."left") AS "left"
     FROM (SELECT movement.item AS item, count(*) AS rows, sum(max(movement.quantity, 0)) AS came, sum(max(-movement.quantity, 0)) AS "left"
       FROM movement ${condition} GROUP BY +movement.item) AS each
     LEFT JOIN item ON item.id = each.item GROUP BY item.unit ORDER BY rows DESC, item.unit`,
    ...values,
  );
  return {
    complete: true,
    rows: found,
    units: sums.map(({ unit, rows, came, left }) => ({ unit: unit ?? '', rows, in: formatQuantity(came), out: formatQuantity(left), net: formatQuantity(came - left) })),
  };
}
