/** What stock is worth, by item and by office, and what late arrivals changed. */
import { refuse } from '#model/contract/refusal.ts';
import { stampMs } from '#model/identity/hybrid-clock.ts';
import { compareMovements } from '#model/stock/movement.ts';
import { stockLookAtValue, stockValuation, stockValuationOffices, stockValueChanges } from '#model/stock/operations.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import { valueItem, type OfficeValue } from '#model/stock/valuation.ts';
import { command, query, type Handler } from '../../area.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { matchingItems } from '../item-search.ts';
import { paged, splitCursor } from '../../paging.ts';
import { keepLook, lateItems, readLook, wasKnown, type Look } from './look.ts';
import { movementsOfItem, type ArrivedMovement } from './valued-movements.ts';

interface FigureRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category_name: string | null;
  readonly quantity: number;
  readonly value: number;
  readonly pending: number;
}

/** Bounds what one look at the changes costs. */
const MAX_CHANGED_ITEMS = 100;
const MAX_MOVEMENTS_NAMED = 10;
const NOTHING: OfficeValue = { quantity: 0, value: 0 };

export const valuationHandlers: readonly Handler[] = [
  query(stockValuation, ({ read }, input) => {
    const [code, id] = splitCursor(input.cursor);
    const values: SqlValue[] = [];
    const conditions = ['item.code >= ?', '(item.code, item.id) > (?, ?)'];
    if (input.office !== undefined) values.push(input.office);
    values.push(code, code, id);
    if (input.text !== undefined && input.text !== '') {
      conditions.push('item.id IN (SELECT value FROM json_each(?))');
      values.push(JSON.stringify(matchingItems(read, input.text)));
    }
    const rows = read.all<FigureRow>(
      `SELECT item.id, item.code, item.name, item.unit, category.name AS category_name, sum(figure.quantity) AS quantity,
         sum(figure.value) AS value, EXISTS (SELECT 1 FROM value_due WHERE value_due.item = item.id) AS pending
       FROM item CROSS JOIN value_figure AS figure ON figure.item = item.id ${input.office === undefined ? '' : 'AND figure.office = ?'}
       LEFT JOIN category ON category.id = item.category
       WHERE ${conditions.join(' AND ')} GROUP BY item.code, item.id ORDER BY item.code, item.id LIMIT ?`,
      ...values,
      input.limit + 1,
    );
    return paged(rows, input.limit, rowOf, (row) => `${row.code}\n${row.id}`);
  }),

  query(stockValuationOffices, ({ read }) => {
    const rows = read.all<{ office: string; items: number; value: number }>(
      'SELECT office, count(*) FILTER (WHERE quantity <> 0) AS items, sum(value) AS value FROM value_figure GROUP BY office ORDER BY office',
    );
    return {
      rows: rows.map(({ office, items, value }) => ({ office, items, value: formatMoney(value) })),
      total: formatMoney(rows.reduce((sum, { value }) => sum + value, 0)),
      pending: read.get<{ count: number }>('SELECT count(*) AS count FROM value_due')?.count ?? 0,
    };
  }),

  command(stockLookAtValue, ({ tx, actor, nowMs, stamp }) => {
    const atMs = nowMs();
    keepLook(tx, actor.person, stamp(), atMs);
    return { atMs };
  }),

  query(stockValueChanges, ({ read, actor }) => {
    if (actor === undefined) return refuse('setup.required');
    const look = readLook(read, actor.person);
    if (look === undefined) return { lookedAtMs: null, rows: [], more: false };
    const items = lateItems(read, look, MAX_CHANGED_ITEMS + 1);
    return {
      lookedAtMs: look.atMs,
      rows: items.slice(0, MAX_CHANGED_ITEMS).flatMap((item) => changesOf(read, look, item)),
      more: items.length > MAX_CHANGED_ITEMS,
    };
  }),
];

function rowOf(row: FigureRow) {
  return {
    item: row.code,
    itemId: row.id,
    itemName: row.name,
    unit: row.unit,
    category: row.category_name,
    quantity: formatQuantity(row.quantity),
    value: formatMoney(row.value),
    average: row.quantity > 0 ? formatMoney(Math.round((row.value * 1000) / row.quantity)) : null,
    pending: row.pending === 1,
  };
}

/** The offices in which an item's figures of the look's moment are now others. A late arrival may change several: a transfer carries value on. */
function changesOf(read: Reader, look: Look, item: string) {
  const dated = movementsOfItem(read, item).filter(({ at }) => at < look.at);
  const known = wasKnown(read, look);
  const before = valueItem(dated.filter(known));
  const after = valueItem(dated);
  const late = dated.filter((movement) => !known(movement)).toSorted(compareMovements);
  const row = read.get<{ code: string; name: string; unit: string }>('SELECT code, name, unit FROM item WHERE id = ?', item);
  return [...after.keys()].toSorted().flatMap((office) => {
    const then = before.get(office) ?? NOTHING;
    const now = after.get(office) ?? NOTHING;
    if (then.quantity === now.quantity && then.value === now.value) return [];
    return {
      office,
      item: row?.code ?? item,
      itemId: item,
      itemName: row?.name ?? item,
      unit: row?.unit ?? '',
      quantityBefore: formatQuantity(then.quantity),
      quantityAfter: formatQuantity(now.quantity),
      valueBefore: formatMoney(then.value),
      valueAfter: formatMoney(now.value),
      movements: late.slice(0, MAX_MOVEMENTS_NAMED).map(namedOf),
    };
  });
}

function namedOf({ id, number, office, at }: ArrivedMovement) {
  return { id, number, office, atMs: stampMs(at) };
}
