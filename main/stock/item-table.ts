/**
 * Items as a table to import and a list to export: the one place that says which columns an item has in a file.
 * A new field of an item is one entry in `FIELDS`, its value in `currentValues`, and its writing in `itemWith`.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { CATALOGUE_DOCUMENT, itemsOf, type Item } from '#model/stock/catalogue-kind.ts';
import { formatMoney, parseMoney } from '#model/stock/quantity.ts';
import { readAmount, readCode, readFlag, readText } from '../exchange-cells.ts';
import type {
  CellChange,
  CompareContext,
  Comparison,
  ImportTable,
  PlannedRow,
  RowValues,
  TableField,
  UndoCounts,
  WrittenRow,
} from '../exchange-table.ts';
import type { CommandContext } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { categoryId } from './item-category.ts';
import { findItem, type ItemRecord } from './item-lookup.ts';

const ITEM_FIELDS: readonly TableField[] = [
  {
    id: 'code',
    name: { zh: '物料编码', en: 'Code' },
    aliases: ['编码', '物料编号', '编号', '商品编码', '商品编号', '产品编码', '货号', '料号', '存货编码', 'item', 'item code', 'item no', 'sku', 'part number'],
    required: true,
    hint: { zh: '最多 50 个字符，每个物料各不相同', en: 'at most 50 characters, of one item only' },
    read: readCode(/^\S(?:.{0,48}\S)?$/u, { zh: '最多 50 个字符的编码', en: 'a code of at most 50 characters' }),
  },
  {
    id: 'name',
    name: { zh: '名称', en: 'Name' },
    aliases: ['物料名称', '商品名称', '品名', '产品名称', '存货名称', '中文名称', 'item name', 'description', 'product'],
    required: true,
    hint: { zh: '最多 200 个字符', en: 'at most 200 characters' },
    read: readText(200),
  },
  {
    id: 'nameEn',
    name: { zh: '英文名称', en: 'English name' },
    aliases: ['英文名', 'name en', 'name (en)'],
    required: false,
    hint: { zh: '最多 200 个字符', en: 'at most 200 characters' },
    read: readText(200),
  },
  {
    id: 'unit',
    name: { zh: '单位', en: 'Unit' },
    aliases: ['计量单位', '基本单位', '主单位', 'uom', 'base unit'],
    required: true,
    hint: { zh: '数量的基本单位，例如 个、箱，最多 20 个字符', en: 'what quantities count, such as pcs, at most 20 characters' },
    read: readText(20),
  },
  {
    id: 'category',
    name: { zh: '分类', en: 'Category' },
    aliases: ['类别', '物料分类', '商品分类', '大类', 'group'],
    required: false,
    hint: { zh: '分类名称；没有的会新建', en: 'name of a category; a new one is made' },
    read: readText(200),
  },
  {
    id: 'barcode',
    name: { zh: '条码', en: 'Barcode' },
    aliases: ['条形码', '商品条码', '国际条码', 'ean', 'ean13', 'upc', 'gtin'],
    required: false,
    hint: { zh: '3 到 64 位字母、数字或 - . / + _', en: '3 to 64 letters, digits or - . / + _' },
    read: readCode(/^[\w\-./+]{3,64}$/, {
      zh: '3 到 64 位字母、数字或 - . / + _，不能有空格',
      en: '3 to 64 letters, digits or - . / + _, without spaces',
    }),
  },
  {
    id: 'price',
    name: { zh: '价格', en: 'Price' },
    aliases: ['单价', '标价', '售价', '零售价', '销售价', 'list price', 'unit price'],
    required: false,
    hint: { zh: '每单位的标价，最多两位小数', en: 'list price per unit, at most two decimals' },
    read: readAmount,
  },
  {
    id: 'discontinued',
    name: { zh: '停用', en: 'Discontinued' },
    aliases: ['是否停用', '状态', '已停用', 'status', 'inactive'],
    required: false,
    hint: { zh: '“是”或“否”', en: '“yes” or “no”' },
    read: readFlag,
  },
];

/** Items in one edit; the update of each edit stays far below what a relay takes at once. */
const EDIT_ITEMS = 500;

type Values = Record<string, string | null>;

/** An item's values as the table's fields hold them. */
function currentValues(item: ItemRecord): Values {
  return {
    code: item.code,
    name: item.name.trim(),
    nameEn: item.name_en,
    unit: item.unit,
    category: item.category_name,
    barcode: item.barcode,
    price: item.price === null ? null : formatMoney(item.price),
    discontinued: item.discontinued === 1 ? 'true' : 'false',
  };
}

const RECORD = 'SELECT item.*, category.name AS category_name FROM item LEFT JOIN category ON category.id = item.category';

function recordOf(read: Reader, id: string): ItemRecord | undefined {
  return read.get<ItemRecord>(`${RECORD} WHERE item.id = ?`, id);
}

function compare({ read, withdrawn }: CompareContext, values: RowValues): Comparison {
  const code = values['code'] ?? '';
  const found = read.all<ItemRecord>(`${RECORD} WHERE item.code = ? LIMIT 2`, code);
  const [item] = found;
  if (found.length > 1) {
    return wrong('code', code, { zh: '只属于一个物料的编码；现有两个物料用它，请先处理重复编码', en: 'a code of one item; two items have it here, so resolve that first' });
  }
  const barcode = values['barcode'];
  const holder = barcode === undefined ? undefined : read.get<{ id: string; code: string }>('SELECT id, code FROM item WHERE barcode = ? AND id <> ?', barcode, item?.id ?? '');
  if (barcode !== undefined && holder !== undefined) {
    return wrong('barcode', barcode, { zh: `没有别的物料在用的条码；它属于 ${holder.code}`, en: `a barcode of no other item; it belongs to ${holder.code}` });
  }
  if (item === undefined) return { state: 'new' };
  const back = withdrawn.has(item.id) && values['discontinued'] === undefined;
  const changes = changesOf(currentValues(item), back ? { ...values, discontinued: 'false' } : values);
  return changes.length === 0 ? { state: 'unchanged' } : { state: 'changed', key: item.id, changes };
}

function wrong(field: string, found: string, expected: { zh: string; en: string }): Comparison {
  return { state: 'wrong', problems: [{ field, expected, found }] };
}

/** An empty cell changes nothing. A code that differs in case alone is the same code, and is kept as it stands. */
function changesOf(current: Values, values: RowValues): readonly CellChange[] {
  return ITEM_FIELDS.flatMap(({ id }) => {
    const after = values[id];
    const before = current[id] ?? null;
    return id === 'code' || after === undefined || after === before ? [] : [{ field: id, before, after }];
  });
}

/** An item with changed fields; null takes a field away. */
function itemWith(context: CommandContext, base: Item, changes: Readonly<Record<string, string | null | undefined>>): Item {
  const item: Record<string, unknown> = { ...base, by: context.actor.person, at: context.stamp() };
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (value === null || (field === 'discontinued' && value === 'false')) delete item[field];
    else if (field === 'discontinued') item[field] = true;
    else if (field === 'price') item[field] = parseMoney(value);
    else if (field === 'category') item[field] = categoryId(context, value);
    else item[field] = value;
  }
  return item as unknown as Item;
}

function writeItems(context: CommandContext, items: readonly Item[]): void {
  for (let from = 0; from < items.length; from += EDIT_ITEMS) {
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      for (const item of items.slice(from, from + EDIT_ITEMS)) itemsOf(doc).set(item.id, item);
    });
  }
}

/** What stands in the catalogue, copied: an edit drops the document that was read before it. */
function standing(context: CommandContext, ids: readonly string[]): ReadonlyMap<string, Item> {
  const document = context.tx.document(CATALOGUE_DOCUMENT);
  const items = new Map<string, Item>();
  for (const id of ids) {
    const item = document === undefined ? undefined : itemsOf(document).get(id);
    if (item !== undefined) items.set(id, item);
  }
  return items;
}

function moved(row: number, field: string, expected: string | null, found: string | null): Refusal {
  const name = ITEM_FIELDS.find(({ id }) => id === field)?.name ?? { zh: field, en: field };
  return refuse('import.moved', { row, field: name, expected: expected ?? '', found: found ?? '' }, field);
}

/** Whether what was previewed still stands; the first that does not, as a refusal. */
function movedRefusal(read: Reader, { row, values, key, changes }: PlannedRow): Refusal | undefined {
  const barcode = key === undefined ? values['barcode'] : changes.find(({ field }) => field === 'barcode')?.after;
  if (barcode !== undefined) {
    const holder = read.get<{ code: string }>('SELECT code FROM item WHERE barcode = ? AND id <> ?', barcode, key ?? '');
    if (holder !== undefined) return moved(row, 'barcode', null, holder.code);
  }
  if (key === undefined) {
    const taken = read.get<{ name: string }>('SELECT name FROM item WHERE code = ?', values['code'] ?? '');
    return taken === undefined ? undefined : moved(row, 'code', null, taken.name);
  }
  const record = recordOf(read, key);
  if (record === undefined) return moved(row, 'code', values['code'] ?? '', null);
  const current = currentValues(record);
  const change = changes.find(({ field, before }) => (current[field] ?? null) !== before);
  return change === undefined ? undefined : moved(row, change.field, change.before, current[change.field] ?? null);
}

function apply(context: CommandContext, rows: readonly PlannedRow[]): readonly WrittenRow[] | Refusal {
  for (const row of rows) {
    const refusal = movedRefusal(context.tx.read, row);
    if (refusal !== undefined) return refusal;
  }
  const bases = standing(context, rows.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const items: Item[] = [];
  const written: WrittenRow[] = [];
  for (const { values, key, changes } of rows) {
    const id = key ?? context.newId();
    const base = key === undefined ? ({ id } as Item) : bases.get(key);
    if (base === undefined) throw new Error(`item ${id} has a row but stands in no catalogue`);
    const after = key === undefined ? values : Object.fromEntries(changes.map((change) => [change.field, change.after]));
    items.push(itemWith(context, base, after));
    written.push({ key: id, created: key === undefined, changes });
  }
  writeItems(context, items);
  return written;
}

function undo(context: CommandContext, rows: readonly WrittenRow[]): UndoCounts {
  const counts = { restored: 0, kept: 0, withdrawn: 0 };
  const bases = standing(context, rows.map(({ key }) => key));
  const items: Item[] = [];
  for (const { key, created, changes } of rows) {
    const record = findItem(context.tx.read, key);
    const base = bases.get(key);
    if (isRefusal(record) || base === undefined) continue;
    const current = currentValues(record);
    const back = created ? { discontinued: 'true' } : restorable(current, changes);
    if (created) counts.withdrawn += 1;
    else {
      counts.restored += Object.keys(back).length;
      counts.kept += changes.length - Object.keys(back).length;
    }
    if (Object.keys(back).length > 0) items.push(itemWith(context, base, back));
  }
  writeItems(context, items);
  return counts;
}

/** The values to put back: those that are still what the import wrote. */
function restorable(current: Values, changes: readonly CellChange[]): Record<string, string | null> {
  return Object.fromEntries(changes.filter(({ field, after }) => current[field] === after).map(({ field, before }) => [field, before]));
}

export const itemTable: ImportTable = {
  id: 'items',
  name: { zh: '物料', en: 'Items' },
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  maxRows: 20_000,
  fields: ITEM_FIELDS,
  unique: [['code'], ['barcode']],
  compare,
  apply,
  undo,
};
