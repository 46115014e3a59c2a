/**
 * Opening stock as a table to import: what this office has on hand when it begins. Each row is posted as a receipt with
 * the reason `opening`, through the same posting as every movement; taking it back reverses each of them.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { formatQuantity, parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import type { CommandContext } from '../area.ts';
import { readAmount, readDay, readQuantity, readText } from '../exchange-cells.ts';
import type { CompareContext, Comparison, ImportTable, PlannedRow, RowValues, TableField, UndoCounts, WrittenRow } from '../exchange-table.ts';
import type { Reader } from '../store/store.ts';
import { findItem, levelOf } from './item-lookup.ts';
import { postMovements } from './posting.ts';
import { reversalDraft } from './reversal.ts';
import type { MovementRecord } from './tables.ts';

const OPENING = 'opening';

const OPENING_FIELDS: readonly TableField[] = [
  {
    id: 'item',
    name: { zh: '物料编码', en: 'Item' },
    aliases: ['编码', '物料编号', '商品编码', '货号', '料号', '存货编码', '条码', '条形码', 'code', 'item code', 'sku', 'barcode'],
    required: true,
    hint: { zh: '物料的编码或条码', en: 'code or barcode of an item' },
    read: readText(100),
  },
  {
    id: 'quantity',
    name: { zh: '期初数量', en: 'Opening quantity' },
    aliases: ['数量', '期初', '期初库存', '期初结存', '库存', '库存数量', '现有库存', '结存', 'quantity', 'qty', 'on hand', 'opening', 'opening stock', 'balance'],
    required: true,
    hint: { zh: '大于零，最多三位小数', en: 'above zero, at most three decimals' },
    read: readQuantity,
    figure: true,
  },
  {
    id: 'unitCost',
    name: { zh: '单位成本', en: 'Unit cost' },
    aliases: ['成本', '成本价', '单价', '期初单价', '进价', 'cost', 'unit price'],
    required: false,
    hint: { zh: '每单位成本，最多两位小数', en: 'cost per unit, at most two decimals' },
    read: readAmount,
    figure: true,
  },
  {
    id: 'location',
    name: { zh: '库位', en: 'Location' },
    aliases: ['仓位', '货位', '库区', 'bin', 'shelf'],
    required: false,
    hint: { zh: '不填为默认库位', en: 'the main place where it is empty' },
    read: readText(100),
  },
  {
    id: 'lot',
    name: { zh: '批次', en: 'Lot' },
    aliases: ['批号', '批次号', 'batch', 'lot number'],
    required: false,
    hint: { zh: '批次号，最多 100 个字符', en: 'lot number, at most 100 characters' },
    read: readText(100),
  },
  {
    id: 'date',
    name: { zh: '盘点日期', en: 'Counted on' },
    aliases: ['日期', '期初日期', '截止日期', 'date', 'as of'],
    required: false,
    hint: { zh: '例如 2026-01-31，记在单据的参考号里', en: 'such as 2026-01-31; stands in the movement’s reference' },
    read: readDay,
  },
];

interface OpeningRow {
  readonly id: string;
  readonly number: string;
  readonly quantity: number;
}

/** What was posted as opening stock of an item at a place of this office, and stands. */
function postedOpening(read: Reader, office: string, item: string, values: RowValues): OpeningRow | undefined {
  return read.get<OpeningRow>(
    `SELECT id, number, quantity FROM movement WHERE item = ?1 AND office = ?2 AND reason = ?3 AND kind = 'receipt' AND location = ?4
     AND coalesce(lot, '') = ?5 AND NOT EXISTS (SELECT 1 FROM movement AS later WHERE later.reverses = movement.id AND later.office = ?2)
     ORDER BY at LIMIT 1`,
    item,
    office,
    OPENING,
    values['location'] ?? DEFAULT_LOCATION,
    values['lot'] ?? '',
  );
}

function compare({ read, actor }: CompareContext, values: RowValues): Comparison {
  const reference = values['item'] ?? '';
  const item = findItem(read, reference);
  if (isRefusal(item)) {
    return item.reason === 'item.ambiguous'
      ? wrong('item', reference, { zh: '只对应一个物料的编码', en: 'a code of one item only' })
      : wrong('item', reference, { zh: '已有物料的编码或条码；请先导入物料', en: 'code or barcode of an item that is here; import the items first' });
  }
  const posted = postedOpening(read, actor.office, item.id, values);
  if (posted === undefined) return { state: 'new' };
  const quantity = formatQuantity(posted.quantity);
  if (quantity === values['quantity']) return { state: 'unchanged' };
  return wrong('quantity', values['quantity'] ?? '', {
    zh: `与已录入的期初数量 ${quantity} 一致（单号 ${posted.number}）；要更改请先冲销它`,
    en: `the opening quantity that was posted already, ${quantity} (number ${posted.number}); reverse that first to change it`,
  });
}

function wrong(field: string, found: string, expected: { zh: string; en: string }): Comparison {
  return { state: 'wrong', problems: [{ field, expected, found }] };
}

function apply(context: CommandContext, rows: readonly PlannedRow[]): readonly WrittenRow[] | Refusal {
  const written: WrittenRow[] = [];
  for (const { row, values } of rows) {
    const { read } = context.tx;
    const item = findItem(read, values['item'] ?? '');
    if (isRefusal(item)) return refuse('import.moved', { row, field: { zh: '物料编码', en: 'Item' }, expected: values['item'] ?? '', found: '' }, 'item');
    // The row before this one may be the same item at the same place; two such rows are one too many.
    const posted = postedOpening(read, context.actor.office, item.id, values);
    if (posted !== undefined) {
      return refuse('import.moved', { row, field: { zh: '期初数量', en: 'Opening quantity' }, expected: '', found: `${formatQuantity(posted.quantity)} (${posted.number})` }, 'quantity');
    }
    const quantity = parseQuantity(values['quantity'] ?? '');
    if (quantity === undefined) throw new TypeError(`${values['quantity'] ?? ''} is no quantity`);
    if (!Number.isSafeInteger(levelOf(read, item.id, context.actor.office) + quantity)) return refuse('stock.too-large', { item: item.name }, 'quantity');
    const { unitCost, location, lot, date } = values;
    const movements = postMovements(context, [
      {
        kind: 'receipt',
        item: item.id,
        quantity,
        reason: OPENING,
        ...(unitCost === undefined ? {} : { unitCost: parseMoney(unitCost) }),
        ...(location === undefined ? {} : { location }),
        ...(lot === undefined ? {} : { lot }),
        ...(date === undefined ? {} : { reference: date }),
      },
    ]);
    for (const { id } of movements) written.push({ key: id, created: true, changes: [] });
  }
  return written;
}

function undo(context: CommandContext, rows: readonly WrittenRow[]): UndoCounts | Refusal {
  const { read } = context.tx;
  const { office } = context.actor;
  const counts = { restored: 0, kept: 0, withdrawn: 0 };
  for (const { key } of rows) {
    const movement = read.get<MovementRecord>('SELECT * FROM movement WHERE id = ? AND office = ?', key, office);
    const reversed = read.get('SELECT 1 FROM movement WHERE reverses = ? AND +office = ?', key, office);
    if (movement === undefined || reversed !== undefined) {
      counts.kept += 1;
      continue;
    }
    const left = levelOf(read, movement.item, office) - movement.quantity;
    if (left < 0) {
      const item = findItem(read, movement.item);
      return refuse('import.in-use', { item: isRefusal(item) ? movement.item : item.name, balance: formatQuantity(left) });
    }
    postMovements(context, [reversalDraft(movement, OPENING, undefined)]);
    counts.withdrawn += 1;
  }
  return counts;
}

export const openingTable: ImportTable = {
  id: 'opening-stock',
  name: { zh: '期初库存', en: 'Opening stock' },
  permission: { roles: ['manager', 'hq'] },
  maxRows: 5000,
  fields: OPENING_FIELDS,
  unique: [['item', 'location', 'lot']],
  compare,
  apply,
  undo,
};
