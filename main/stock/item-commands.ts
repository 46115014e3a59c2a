/** Commands and queries on the catalogue's items. */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { CATALOGUE_DOCUMENT, itemsOf, type Item } from '#model/stock/catalogue-kind.ts';
import { itemCreate, itemList, itemRead, itemUpdate } from '#model/stock/operations.ts';
import { formatMoney, formatQuantity, parseMoney } from '#model/stock/quantity.ts';
import { command, query, type CommandContext, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { categoryId } from './item-category.ts';
import { findItem, type ItemRecord } from './item-lookup.ts';
import { matchingItems } from './item-search.ts';
import { paged, splitCursor } from './paging.ts';

function rowOf(item: ItemRecord) {
  return {
    id: item.id,
    code: item.code,
    name: item.name,
    nameEn: item.name_en,
    unit: item.unit,
    category: item.category_name,
    barcode: item.barcode,
    price: item.price === null ? null : formatMoney(item.price),
    discontinued: item.discontinued === 1,
  };
}

type Taken = 'item.code-taken' | 'item.barcode-taken';

/** Refuses a code or barcode that another item has. */
function takenRefusal(read: Reader, id: string, code: string | undefined, barcode: string | undefined): Refusal<Taken> | undefined {
  const other = (column: 'code' | 'barcode', value: string): { name: string } | undefined =>
    read.get<{ name: string }>(`SELECT name FROM item WHERE ${column} = ? AND id <> ?`, value, id);
  const byCode = code === undefined ? undefined : other('code', code);
  if (code !== undefined && byCode !== undefined) return refuse('item.code-taken', { code, name: byCode.name }, 'code');
  const byBarcode = barcode === undefined ? undefined : other('barcode', barcode);
  if (barcode !== undefined && byBarcode !== undefined) return refuse('item.barcode-taken', { barcode, name: byBarcode.name }, 'barcode');
  return undefined;
}

interface ItemFields {
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  readonly barcode?: string | undefined;
  readonly price?: string | undefined;
}

/** Writes an item: what was there, with the fields given. */
function putItem(context: CommandContext, base: Pick<Item, 'id' | 'code' | 'name' | 'unit'>, fields: ItemFields, discontinued?: boolean): void {
  const price = fields.price === undefined ? undefined : parseMoney(fields.price);
  const given = {
    code: fields.code,
    name: fields.name,
    nameEn: fields.nameEn,
    unit: fields.unit,
    barcode: fields.barcode,
    category: fields.category === undefined ? undefined : categoryId(context, fields.category),
    price,
  };
  const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const item: Item = { ...base, ...changed, by: context.actor.person, at: context.stamp() };
  if (discontinued === true) item.discontinued = true;
  if (discontinued === false) delete item.discontinued;
  context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
    itemsOf(doc).set(item.id, item);
  });
}

function written(context: CommandContext, id: string) {
  const item = findItem(context.tx.read, id);
  return isRefusal(item) ? item : rowOf(item);
}

export const itemHandlers: readonly Handler[] = [
  command(itemCreate, (context, input) => {
    const id = context.newId();
    const taken = takenRefusal(context.tx.read, id, input.code, input.barcode);
    if (taken !== undefined) return taken;
    putItem(context, { id, code: input.code, name: input.name, unit: input.unit }, input);
    return written(context, id);
  }),

  command(itemUpdate, (context, input) => {
    const found = findItem(context.tx.read, input.item);
    if (isRefusal(found)) return found;
    const taken = takenRefusal(context.tx.read, found.id, input.code, input.barcode);
    if (taken !== undefined) return taken;
    const document = context.tx.document(CATALOGUE_DOCUMENT);
    const base = document === undefined ? undefined : itemsOf(document).get(found.id);
    if (base === undefined) return refuse('item.unknown', { item: input.item }, 'item');
    putItem(context, base, input, input.discontinued);
    return written(context, found.id);
  }),

  query(itemList, ({ read }, input) => {
    const [code, id] = splitCursor(input.cursor);
    const conditions = ['(item.code, item.id) > (?, ?)'];
    if (input.discontinued !== undefined) conditions.push(`item.discontinued = ${input.discontinued ? '1' : '0'}`);
    if (input.text !== undefined && input.text !== '') {
      conditions.push('item.id IN (SELECT value FROM json_each(?))');
    }
    const matches = input.text === undefined || input.text === '' ? [] : [JSON.stringify(matchingItems(read, input.text))];
    const rows = read.all<ItemRecord>(
      `SELECT item.*, category.name AS category_name FROM item LEFT JOIN category ON category.id = item.category
       WHERE ${conditions.join(' AND ')} ORDER BY item.code, item.id LIMIT ?`,
      code,
      id,
      ...matches,
      input.limit + 1,
    );
    return paged(rows, input.limit, rowOf, (row) => `${row.code}\n${row.id}`);
  }),

  query(itemRead, ({ read }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const levels = read.all<{ office: string; quantity: number; in_transit_in: number; in_transit_out: number }>(
      'SELECT office, quantity, in_transit_in, in_transit_out FROM stock_level WHERE item = ? ORDER BY office',
      item.id,
    );
    const balances = levels.map((level) => ({
      office: level.office,
      quantity: formatQuantity(level.quantity),
      inTransitIn: formatQuantity(level.in_transit_in),
      inTransitOut: formatQuantity(level.in_transit_out),
    }));
    return { ...rowOf(item), balances };
  }),
];
