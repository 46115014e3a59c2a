/**
 * Items as a table to import and a list to export: the one place that says which columns an item has in a file.
 * A new field of an item is one entry in `FIELDS`, its value in `currentValues`, and its writing in `itemWith`.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CatalogueEdit } from '#model/stock/catalogue-edits.ts';
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
import { editsOf, writeEdits } from './catalogue-edit.ts';
import { newItem } from './item-commands.ts';
import { categoryId, type ItemInput } from './item-input.ts';
import { SELECT_ITEM, type ItemRecord } from './item-lookup.ts';

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
    figure: true,
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

function recordOf(read: Reader, id: string): ItemRecord | undefined {
  return read.get<ItemRecord>(`${SELECT_ITEM} WHERE item.id = ?`, id);
}

/** The item other than this that has a barcode. */
function barcodeHolder(read: Reader, barcode: string, item: string): { readonly code: string } | undefined {
  return read.get<{ code: string }>('SELECT item.code FROM item_barcode JOIN item ON item.id = item_barcode.item WHERE item_barcode.code = ? AND item.id <> ?', barcode, item);
}

function compare({ read, withdrawn }: CompareContext, values: RowValues): Comparison {
  const code = values['code'] ?? '';
  const found = read.all<ItemRecord>(`${SELECT_ITEM} WHERE item.code = ? LIMIT 2`, code);
  const [item] = found;
  if (found.length > 1) {
    return wrong('code', code, { zh: '只属于一个物料的编码；现有两个物料用它，请先处理重复编码', en: 'a code of one item; two items have it here, so resolve that first' });
  }
  const barcode = values['barcode'];
  const holder = barcode === undefined ? undefined : barcodeHolder(read, barcode, item?.id ?? '');
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

/** The fields that changed cells come to, as edits hold them; null empties one. */
function fieldsOf(context: CommandContext, current: Values, changes: Readonly<Record<string, string | null>>): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(changes)) {
    if (field === 'barcode') {
      // The file has one barcode of an item: the first. Others are left as they are.
      if (typeof current['barcode'] === 'string') fields[`barcode/${current['barcode']}`] = null;
      if (value !== null) fields[`barcode/${value}`] = { quantity: 1000 };
    } else if (field === 'discontinued') fields[field] = value === 'true' ? true : null;
    else if (value === null) fields[field] = null;
    else if (field === 'price') fields[field] = parseMoney(value);
    else if (field === 'category') fields[field] = categoryId(context, value, true);
    else fields[field] = value;
  }
  return fields;
}

/** Writes new items and edits in portions that stay far below what a relay takes at once. */
function writeItems(context: CommandContext, items: readonly Item[], edits: readonly CatalogueEdit[]): void {
  for (let from = 0; from < items.length; from += EDIT_ITEMS) {
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      for (const item of items.slice(from, from + EDIT_ITEMS)) itemsOf(doc).set(item.id, item);
    });
  }
  for (let from = 0; from < edits.length; from += EDIT_ITEMS) writeEdits(context, edits.slice(from, from + EDIT_ITEMS));
}

/** A row of the file as a new item is asked for. */
function inputOf(values: RowValues): ItemInput {
  const { code, name, nameEn, unit, category, barcode, price, discontinued } = values;
  return { code, name, nameEn, unit, category, barcode, price, ...(discontinued === 'true' ? { discontinued: true } : {}) };
}

function moved(row: number, field: string, expected: string | null, found: string | null): Refusal {
  const name = ITEM_FIELDS.find(({ id }) => id === field)?.name ?? { zh: field, en: field };
  return refuse('import.moved', { row, field: name, expected: expected ?? '', found: found ?? '' }, field);
}

/** Whether what was previewed still stands; the first that does not, as a refusal. */
function movedRefusal(read: Reader, { row, values, key, changes }: PlannedRow): Refusal | undefined {
  const barcode = key === undefined ? values['barcode'] : changes.find(({ field }) => field === 'barcode')?.after;
  if (barcode !== undefined) {
    const holder = barcodeHolder(read, barcode, key ?? '');
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
  const items: Item[] = [];
  const edits: CatalogueEdit[] = [];
  const written: WrittenRow[] = [];
  for (const { values, key, changes } of rows) {
    if (key === undefined) {
      const item = newItem(context, inputOf(values), true);
      if (isRefusal(item)) return item;
      items.push(item);
      written.push({ key: item.id, created: true, changes });
      continue;
    }
    const current = recordOf(context.tx.read, key);
    if (current === undefined) throw new Error(`item ${key} was there a moment ago`);
    const after = Object.fromEntries(changes.map((change) => [change.field, change.after]));
    edits.push(...editsOf(context, 'items', key, fieldsOf(context, currentValues(current), after)));
    written.push({ key, created: false, changes });
  }
  writeItems(context, items, edits);
  return written;
}

function undo(context: CommandContext, rows: readonly WrittenRow[]): UndoCounts {
  const counts = { restored: 0, kept: 0, withdrawn: 0 };
  const edits: CatalogueEdit[] = [];
  for (const { key, created, changes } of rows) {
    const record = recordOf(context.tx.read, key);
    // An item that was merged into another since is no item of its own any more.
    if (record === undefined) continue;
    const current = currentValues(record);
    const back = created ? { discontinued: 'true' } : restorable(current, changes);
    if (created) counts.withdrawn += 1;
    else {
      counts.restored += Object.keys(back).length;
      counts.kept += changes.length - Object.keys(back).length;
    }
    edits.push(...editsOf(context, 'items', key, fieldsOf(context, current, back)));
  }
  writeItems(context, [], edits);
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
