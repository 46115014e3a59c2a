/** Queries on balances, movements, transfers, value and the day's summary. Each reads by index, a page at a time. */
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { makeStamp, stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { TransferState } from '#model/stock/balance.ts';
import { stockBalance, stockMovements, stockMovementSums, stockSummary, stockTransfers, stockValue } from '#model/stock/operations.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import { valueItem } from '#model/stock/valuation.ts';
import { query, type Handler } from '../area.ts';
import type { SqlValue } from '../store/store.ts';
import { movementOf } from './exception-projection.ts';
import { findItem } from './item-lookup.ts';
import { matchingItems } from './item-search.ts';
import { movementCondition } from './movement-filter.ts';
import { movementRowOf, readFilteredMovements } from './movement-rows.ts';
import { readMovementSums } from './movement-sums.ts';
import { paged, splitCursor } from '../paging.ts';
import type { MovementRecord } from './tables.ts';
import { ARRIVED_COLUMNS } from './transfer-lines.ts';

interface BalanceRecord {
  readonly office: string;
  readonly item: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category_name: string | null;
  readonly quantity: number;
  readonly in_transit_in: number;
  readonly in_transit_out: number;
}

interface TransferRecord {
  readonly id: string;
  readonly item: string;
  readonly number: string;
  readonly from_office: string;
  readonly to_office: string;
  readonly sent: number;
  readonly received: number;
  readonly unwell: number | null;
  readonly refused: number | null;
  readonly in_transit: number;
  readonly difference: number;
  readonly state: TransferState;
  readonly sent_at: string | null;
  readonly received_at: string | null;
  readonly at: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly unit: string | null;
}

const DAY_MS = 24 * 3600 * 1000;

function msOf(stamp: string | null): number | null {
  return stamp === null ? null : stampMs(stamp as Stamp);
}

export const stockQueries: readonly Handler[] = [
  query(stockBalance, ({ read }, input) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    if (input.item !== undefined) {
      const item = findItem(read, input.item);
      if (isRefusal(item)) return item;
      conditions.push('item.id = ?');
      values.push(item.id);
    }
    if (input.text !== undefined && input.text !== '') {
      conditions.push('item.id IN (SELECT value FROM json_each(?))');
      values.push(JSON.stringify(matchingItems(read, input.text)));
    }
    if (input.office !== undefined) {
      conditions.push('stock_level.office = ?');
      values.push(input.office);
    }
    if (input.belowZero === true) conditions.push('stock_level.quantity < 0');
    // A position is code, item and office: items apart may share a code.
    const [code = '', id = '', office = ''] = (input.cursor ?? '').split('\n');
    conditions.push('item.code >= ?', '(item.code, item.id, stock_level.office) > (?, ?, ?)');
    values.push(code, code, id, office);
    const rows = read.all<BalanceRecord>(
      `SELECT stock_level.*, item.code, item.name, item.unit, category.name AS category_name
       FROM item CROSS JOIN stock_level ON stock_level.item = item.id LEFT JOIN category ON category.id = item.category
       WHERE ${conditions.join(' AND ')} ORDER BY item.code, item.id, stock_level.office LIMIT ?`,
      ...values,
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => ({
        office: row.office,
        item: row.code,
        itemId: row.item,
        itemName: row.name,
        unit: row.unit,
        category: row.category_name,
        quantity: formatQuantity(row.quantity),
        inTransitIn: formatQuantity(row.in_transit_in),
        inTransitOut: formatQuantity(row.in_transit_out),
      }),
      (row) => `${row.code}\n${row.item}\n${row.office}`,
    );
  }),

  query(stockMovements, ({ read }, input) => {
    const item = input.item === undefined ? undefined : findItem(read, input.item);
    if (isRefusal(item)) return item;
    const condition = movementCondition(read, { ...input, item: item?.id });
    const rows = readFilteredMovements(read, condition, splitCursor(input.cursor), input.limit + 1);
    return paged(rows, input.limit, movementRowOf, (row) => `${row.at}\n${row.id}`);
  }),

  query(stockMovementSums, ({ read }, input) => {
    const item = input.item === undefined ? undefined : findItem(read, input.item);
    if (isRefusal(item)) return item;
    return readMovementSums(read, movementCondition(read, { ...input, item: item?.id }));
  }),

  query(stockTransfers, ({ read, actor }, input) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const office = input.office ?? (input.direction === undefined ? undefined : actor?.office);
    if (input.state !== undefined) {
      conditions.push('transfer.state = ?');
      values.push(input.state);
    }
    if (office !== undefined) {
      if (input.direction !== 'out') values.push(office);
      if (input.direction !== 'in') values.push(office);
      conditions.push(
        input.direction === 'in'
          ? 'transfer.to_office = ?'
          : input.direction === 'out'
            ? 'transfer.from_office = ?'
            : '(transfer.to_office = ? OR transfer.from_office = ?)',
      );
    }
    // A transfer is a row for each of its items.
    const [at = '', id = '', item = ''] = (input.cursor ?? '').split('\n');
    if (at !== '') {
      conditions.push('(transfer.at, transfer.id, transfer.item) < (?, ?, ?)');
      values.push(at, id, item);
    }
    const condition = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = read.all<TransferRecord>(
      `SELECT transfer.*, ${ARRIVED_COLUMNS}, item.code, item.name, item.unit FROM transfer LEFT JOIN item ON item.id = transfer.item
       ${condition} ORDER BY transfer.at DESC, transfer.id DESC, transfer.item DESC LIMIT ?`,
      ...values,
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => ({
        id: row.id,
        number: row.number,
        item: row.code ?? row.item,
        itemId: row.item,
        itemName: row.name ?? row.item,
        unit: row.unit ?? '',
        from: row.from_office,
        to: row.to_office,
        sent: formatQuantity(row.sent),
        received: formatQuantity(row.received),
        damaged: formatQuantity((row.unwell ?? 0) - (row.refused ?? 0)),
        refused: formatQuantity(row.refused ?? 0),
        inTransit: formatQuantity(row.in_transit),
        difference: formatQuantity(row.difference),
        state: row.state,
        sentAtMs: msOf(row.sent_at),
        receivedAtMs: msOf(row.received_at),
      }),
      (row) => `${row.at}\n${row.id}\n${row.item}`,
    );
  }),

  query(stockValue, ({ read }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const movements = read.all<MovementRecord>('SELECT * FROM movement WHERE item = ?', item.id).map(movementOf);
    const offices = [...valueItem(movements)].toSorted(([left], [right]) => (left < right ? -1 : 1));
    const rows = offices.map(([office, { quantity, value }]) => ({
      office,
      quantity: formatQuantity(quantity),
      value: formatMoney(value),
      average: quantity > 0 ? formatMoney(Math.round((value * 1000) / quantity)) : null,
    }));
    return { rows };
  }),

  query(stockSummary, (context, input) => {
    const { read, actor } = context;
    const office = input.office ?? actor?.office;
    if (office === undefined) return refuse('setup.required');
    const count = (sql: string, ...values: SqlValue[]): number => read.get<{ count: number }>(sql, ...values)?.count ?? 0;
    return {
      office,
      items: count('SELECT count(*) AS count FROM item WHERE discontinued = 0'),
      itemsBelowZero: count('SELECT count(*) AS count FROM stock_level WHERE office = ? AND quantity < 0', office),
      toReceive: count(`SELECT count(*) AS count FROM transfer WHERE state = 'in-transit' AND to_office = ?`, office),
      onTheWay: count(`SELECT count(*) AS count FROM transfer WHERE state = 'in-transit' AND from_office = ?`, office),
      movementsLastDay: count(
        'SELECT count(*) AS count FROM movement WHERE office = ? AND at >= ?',
        office,
        makeStamp(Math.max(0, context.nowMs() - DAY_MS), 0, '00000000'),
      ),
      openExceptions: count(
        `SELECT count(*) AS count FROM stock_exception WHERE NOT EXISTS
         (SELECT 1 FROM stock_settlement WHERE stock_settlement.exception = stock_exception.id)`,
      ),
    };
  }),
];
