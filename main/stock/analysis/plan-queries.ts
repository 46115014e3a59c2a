/** What a person plans by: lots that expire, items below their reorder point, idle stock, its age. A page at a time. */
import { makeStamp, stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { stockAgeing, stockAttention, stockIdle, stockReorder } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import { localDay } from '../../local-day.ts';
import type { SqlValue } from '../../store/store.ts';
import { paged } from '../../paging.ts';
import { expiringQuery } from './expiring-query.ts';
import { conditions, cursorParts, DAY_MS, FIGURE, ITEM_COLUMNS, itemFieldsOf, narrowItems, partValue, seesValue, shownMoney, WITH_CATEGORY, type Figure, type ItemColumns } from './narrowing.ts';

const ATTENTION_DAYS = 30;
/** Days up to which each layer of age reaches; what is older comes last. */
const AGES = [30, 90, 180, 365] as const;

/** Below its point with what is on its way counted in. */
const MISSING_SQL = `FROM item CROSS JOIN item_level ON item_level.item = item.id
  LEFT JOIN stock_level ON stock_level.item = item_level.item AND stock_level.office = item_level.office`;
const IS_MISSING = 'item_level.point > coalesce(stock_level.quantity + stock_level.in_transit_in, 0)';

export const planQueries: readonly Handler[] = [
  expiringQuery,

  query(stockReorder, ({ read }, input) => {
    type Row = ItemColumns & { office: string; quantity: number; in_transit: number; point: number; target: number | null } & Record<string, SqlValue>;
    const asked = conditions();
    const [code = '', id = '', office = ''] = cursorParts(input.cursor, 3);
    asked.where('item.code >= ?', code);
    asked.where('(item.code, item.id, item_level.office) > (?, ?, ?)', code, id, office);
    asked.where(IS_MISSING);
    asked.where('item.discontinued = 0');
    if (input.office !== undefined) asked.where('item_level.office = ?', input.office);
    narrowItems(read, asked, input);
    const rows = read.all<Row>(
      `SELECT ${ITEM_COLUMNS}, item_level.office, item_level.point, item_level.target, coalesce(stock_level.quantity, 0) AS quantity,
         coalesce(stock_level.in_transit_in, 0) AS in_transit
       ${MISSING_SQL} ${WITH_CATEGORY} ${asked.sql} ORDER BY item.code, item.id, item_level.office LIMIT ?`,
      ...asked.values,
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => ({
        office: row.office,
        ...itemFieldsOf(row),
        onHand: formatQuantity(row.quantity),
        inTransit: formatQuantity(row.in_transit),
        point: formatQuantity(row.point),
        target: row.target === null ? null : formatQuantity(row.target),
        missing: formatQuantity(Math.max(row.point, row.target ?? 0) - row.quantity - row.in_transit),
      }),
      (row) => `${row.code}\n${row.item}\n${row.office}`,
    );
  }),

  query(stockIdle, ({ read, actor, nowMs }, input) => {
    type Row = ItemColumns & Figure & { office: string; quantity: number; last_issue: string | null; since: string } & Record<string, SqlValue>;
    const asked = conditions();
    const [since = '', id = '', office = ''] = cursorParts(input.cursor, 3);
    const before = makeStamp(Math.max(0, nowMs() - input.days * DAY_MS), 0, '00000000');
    asked.where('idle.since >= ? AND idle.since < ?', since, before);
    asked.where('(idle.since, idle.item, idle.office) > (?, ?, ?)', since, id, office);
    if (input.office !== undefined) asked.where('idle.office = ?', input.office);
    narrowItems(read, asked, input);
    const rows = read.all<Row>(
      `SELECT ${ITEM_COLUMNS}, idle.office, idle.quantity, idle.last_issue, idle.since, ${FIGURE}
       FROM stock_idle AS idle INDEXED BY ${input.office === undefined ? 'stock_idle_since' : 'stock_idle_office'}
       CROSS JOIN item ON item.id = idle.item ${WITH_CATEGORY}
       LEFT JOIN value_figure AS figure ON figure.item = idle.item AND figure.office = idle.office
       ${asked.sql} ORDER BY idle.since, idle.item, idle.office LIMIT ?`,
      ...asked.values,
      input.limit + 1,
    );
    const sees = seesValue(actor);
    return paged(
      rows,
      input.limit,
      (row) => {
        const sinceMs = stampMs(row.since as Stamp);
        return {
          office: row.office,
          ...itemFieldsOf(row),
          quantity: formatQuantity(row.quantity),
          lastIssueMs: row.last_issue === null ? null : stampMs(row.last_issue as Stamp),
          sinceMs,
          idleDays: Math.floor((nowMs() - sinceMs) / DAY_MS),
          value: shownMoney(sees, partValue(row, row.quantity)),
        };
      },
      (row) => `${row.since}\n${row.item}\n${row.office}`,
    );
  }),

  query(stockAgeing, ({ read, actor, nowMs }, input) => {
    type Row = ItemColumns & { quantity: number; value: number } & Record<string, SqlValue>;
    const asked = conditions();
    const [code = '', id = ''] = cursorParts(input.cursor, 2);
    asked.where('item.code >= ?', code);
    asked.where('(item.code, item.id) > (?, ?)', code, id);
    if (input.office !== undefined) asked.where('layer.office = ?', input.office);
    narrowItems(read, asked, input);
    const bounds = AGES.map((days) => makeStamp(Math.max(0, nowMs() - days * DAY_MS), 0, '00000000'));
    const [first = '', ...others] = bounds;
    const classes = [`layer.at >= '${first}'`, ...others.map((bound, index) => `layer.at >= '${bound}' AND layer.at < '${bounds[index] ?? ''}'`), `layer.at < '${bounds.at(-1) ?? ''}'`];
    const worth = 'CASE WHEN figure.quantity > 0 THEN 1.0 * figure.value * layer.quantity / figure.quantity ELSE 0 END';
    const rows = read.all<Row>(
      `SELECT ${ITEM_COLUMNS}, sum(layer.quantity) AS quantity, sum(${worth}) AS value,
         ${classes.map((each, index) => `sum(layer.quantity) FILTER (WHERE ${each}) AS q${index}, sum(${worth}) FILTER (WHERE ${each}) AS v${index}`).join(', ')}
       FROM item CROSS JOIN stock_layer AS layer ON layer.item = item.id ${WITH_CATEGORY}
       LEFT JOIN value_figure AS figure ON figure.item = layer.item AND figure.office = layer.office
       ${asked.sql} GROUP BY item.code, item.id ORDER BY item.code, item.id LIMIT ?`,
      ...asked.values,
      input.limit + 1,
    );
    const sees = seesValue(actor);
    const quantityOf = (row: Row, index: number): string => formatQuantity(Number(row[`q${index}`] ?? 0));
    const valueOf = (row: Row, index: number): string | null => shownMoney(sees, Math.round(Number(row[`v${index}`] ?? 0)));
    return paged(
      rows,
      input.limit,
      (row) => ({
        ...itemFieldsOf(row),
        quantity: formatQuantity(row.quantity),
        value: shownMoney(sees, Math.round(row.value)),
        quantity30: quantityOf(row, 0),
        quantity90: quantityOf(row, 1),
        quantity180: quantityOf(row, 2),
        quantity365: quantityOf(row, 3),
        quantityOlder: quantityOf(row, 4),
        value30: valueOf(row, 0),
        value90: valueOf(row, 1),
        value180: valueOf(row, 2),
        value365: valueOf(row, 3),
        valueOlder: valueOf(row, 4),
      }),
      (row) => `${row.code}\n${row.item}`,
    );
  }),

  query(stockAttention, ({ read, nowMs }, { office }) => {
    const here = office === undefined ? [] : [office];
    const count = (sql: string, ...values: SqlValue[]): number => read.get<{ count: number }>(sql, ...values)?.count ?? 0;
    return {
      expiring: count(
        `SELECT count(*) AS count FROM lot WHERE lot.expiry <= ? AND EXISTS (SELECT 1 FROM balance INDEXED BY balance_lot
         WHERE balance.item = lot.item AND balance.lot = lot.lot AND balance.lot <> '' AND balance.quantity > 0 ${office === undefined ? '' : 'AND balance.office = ?'})`,
        localDay(nowMs() + ATTENTION_DAYS * DAY_MS),
        ...here,
      ),
      below: count(
        `SELECT count(*) AS count ${MISSING_SQL} WHERE ${IS_MISSING} AND item.discontinued = 0 ${office === undefined ? '' : 'AND item_level.office = ?'}`,
        ...here,
      ),
    };
  }),
];
