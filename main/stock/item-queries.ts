/** Queries on items: lists, one with all that is known of it, and what a scan stands for. */
import { isRefusal } from '#model/contract/refusal.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { CatalogueEdit } from '#model/stock/catalogue-edits.ts';
import { itemList, itemRead, itemScan } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../area.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { catalogueState } from './catalogue-state.ts';
import { customConditions } from './custom-filter.ts';
import { findItem, itemRowOf, SELECT_ITEM, type ItemRecord } from './item-lookup.ts';
import { matchingItems } from './item-search.ts';
import { paged, pagedAsFound, splitCursor } from '../paging.ts';

interface BarcodeRecord {
  readonly code: string;
  readonly unit: string | null;
  readonly quantity: number;
}

const UNDER = `item.category IN (WITH RECURSIVE under(id) AS (SELECT ? UNION SELECT category.id FROM category JOIN under ON category.parent = under.id) SELECT id FROM under)`;
const BELOW = 'coalesce((SELECT quantity FROM stock_level WHERE stock_level.item = item_level.item AND stock_level.office = item_level.office), 0) < item_level.point';

export const itemQueries: readonly Handler[] = [
  query(itemList, ({ read }, input) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const where = (condition: string, ...given: SqlValue[]): void => {
      conditions.push(condition);
      values.push(...given);
    };
    if (input.discontinued !== undefined) where(`item.discontinued = ${input.discontinued ? '1' : '0'}`);
    if (input.category !== undefined) where(UNDER, input.category);
    if (input.tracking !== undefined) where('item.tracking = ?', input.tracking);
    if (input.proposed !== undefined) where(`item.proposed IS ${input.proposed ? 'NOT ' : ''}NULL`);
    if (input.belowReorder === true) {
      where('item.discontinued = 0');
      const office = input.office === undefined ? '' : 'item_level.office = ? AND ';
      where(`item.id IN (SELECT item_level.item FROM item_level WHERE ${office}${BELOW})`, ...(input.office === undefined ? [] : [input.office]));
    }
    const custom = customConditions(read, input.custom ?? {});
    if (isRefusal(custom)) return custom;
    for (const condition of custom) where(condition.sql, ...condition.values);
    const rowOf = input.withCustom === true ? rowWithCustom(read) : itemRowOf;
    if (input.text !== undefined && input.text !== '') {
      const found = matchingItems(read, input.text);
      where('item.id IN (SELECT value FROM json_each(?))', JSON.stringify(found));
      return pagedAsFound(read.all<ItemRecord>(`${SELECT_ITEM} WHERE ${conditions.join(' AND ')}`, ...values), found, input, rowOf);
    }
    where('(item.code, item.id) > (?, ?)', ...splitCursor(input.cursor));
    const rows = read.all<ItemRecord>(`${SELECT_ITEM} WHERE ${conditions.join(' AND ')} ORDER BY item.code, item.id LIMIT ?`, ...values, input.limit + 1);
    return paged(rows, input.limit, rowOf, (row) => `${row.code}\n${row.id}`);
  }),

  query(itemRead, ({ read }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const levels = read.all<{ office: string; quantity: number; in_transit_in: number; in_transit_out: number }>(
      'SELECT office, quantity, in_transit_in, in_transit_out FROM stock_level WHERE item = ? ORDER BY office',
      item.id,
    );
    return {
      ...itemRowOf(item),
      balances: levels.map((level) => ({
        office: level.office,
        quantity: formatQuantity(level.quantity),
        inTransitIn: formatQuantity(level.in_transit_in),
        inTransitOut: formatQuantity(level.in_transit_out),
      })),
      categoryPath: pathOf(read, item.category),
      barcodes: read
        .all<BarcodeRecord>('SELECT code, unit, quantity FROM item_barcode WHERE item = ? ORDER BY quantity, code, owner', item.id)
        .map(({ code, unit, quantity }) => ({ code, unit: unit ?? item.unit, quantity: formatQuantity(quantity) })),
      levels: read
        .all<{ office: string; point: number | null; target: number | null }>('SELECT office, point, target FROM item_level WHERE item = ? ORDER BY office', item.id)
        .map(({ office, point, target }) => ({ office, point: quantityOrNull(point), target: quantityOrNull(target) })),
      supplier: item.supplier === null ? null : (read.get<{ id: string; code: string; name: string }>('SELECT id, code, name FROM partner WHERE id = ?', item.supplier) ?? null),
      custom: customOf(read, item),
      collisions: collisionsOf(read, item),
      merged: read.all<{ id: string; code: string | null; name: string | null }>('SELECT id, code, name FROM item_alias WHERE item = ? ORDER BY id', item.id),
    };
  }),

  query(itemScan, ({ read }, input) => {
    const item = findItem(read, input.code);
    if (isRefusal(item)) return item;
    // A code or an id is one base unit; a barcode says what it stands for.
    const barcode = item.code.toUpperCase() === input.code.toUpperCase() ? undefined : read.get<BarcodeRecord>('SELECT code, unit, quantity FROM item_barcode WHERE code = ? AND item = ? ORDER BY owner LIMIT 1', input.code, item.id);
    return { item: itemRowOf(item), unit: barcode?.unit ?? item.unit, quantity: formatQuantity(barcode?.quantity ?? 1000) };
  }),
];

function quantityOrNull(thousandths: number | null): string | null {
  return thousandths === null ? null : formatQuantity(thousandths);
}

/** Categories from the root down to one. */
function pathOf(read: Reader, category: string | null) {
  if (category === null) return [];
  return read.all<{ id: string; name: string }>(
    `WITH RECURSIVE up(id, name, parent, depth) AS (SELECT id, name, parent, 0 FROM category WHERE id = ?
     UNION ALL SELECT category.id, category.name, category.parent, depth + 1 FROM category JOIN up ON category.id = up.parent WHERE depth < 50)
     SELECT id, name FROM up ORDER BY depth DESC`,
    category,
  );
}

/** Rows with the values of the fields that are defined and in use, by their ids. */
function rowWithCustom(read: Reader) {
  const used = new Set(read.all<{ id: string }>('SELECT id FROM item_field WHERE retired = 0').map(({ id }) => id));
  return (item: ItemRecord) => {
    const values = Object.entries(JSON.parse(item.custom) as Record<string, string | number>).filter(([field]) => used.has(field));
    return { ...itemRowOf(item), custom: Object.fromEntries(values.map(([field, value]) => [field, String(value)])) };
  };
}

/** Values of the fields that are defined and in use; those of unknown fields are kept, not shown. */
function customOf(read: Reader, item: ItemRecord) {
  const values = JSON.parse(item.custom) as Record<string, string | number>;
  return read
    .all<{ id: string; name: string; name_en: string | null }>('SELECT id, name, name_en FROM item_field WHERE retired = 0 ORDER BY name, id')
    .filter(({ id }) => values[id] !== undefined)
    .map(({ id, name, name_en }) => ({ field: id, name, nameEn: name_en, value: String(values[id]) }));
}

function collisionsOf(read: Reader, item: ItemRecord) {
  if (item.collided === '[]') return [];
  const heads = catalogueState(read, 'items', item.id)?.heads ?? new Map<string, readonly CatalogueEdit[]>();
  const nameOf = (person: string): string => read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', person)?.name ?? person;
  return (JSON.parse(item.collided) as string[]).map((field) => ({
    field,
    values: (heads.get(field) ?? []).map((head) => ({ value: head.value as never, byName: nameOf(head.by), atMs: stampMs(head.at as Stamp) })),
  }));
}
