/** A row of a file as the line to post, or what is wrong with it. Items and partners are looked up once for each name. */
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import { parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import type { CellProblem, RowValues } from '../../exchange-table.ts';
import { localDay } from '../../local-day.ts';
import type { Reader } from '../../store/store.ts';
import { findItem, SELECT_ITEM, type ItemRecord } from '../item-lookup.ts';
import { unitSize } from '../item-tracking.ts';
import type { LineContext } from '../line-checks.ts';
import type { MovementDraft } from '../posting.ts';
import { documentName, IMPORTED_KINDS, isImportedKind, kindOf, reasonOf } from './judged.ts';

export interface ReadRow {
  readonly item: ItemRecord;
  readonly draft: MovementDraft;
}

export interface RowDrafts {
  /** @param partner as one of the document's rows names it. */
  read(context: LineContext, values: RowValues, partner: string | undefined): ReadRow | readonly CellProblem[];
}

/** Bytes of a draft that leave room for what posting adds (STOCK-4). */
const MOST_DRAFT_BYTES = 2800;

type Found<Value> = { readonly value: Value } | { readonly expected: Text };

export function createRowDrafts(): RowDrafts {
  const items = new Map<string, Found<ItemRecord>>();
  const partners = new Map<string, Found<string>>();
  return {
    read(context, values, partnerName) {
      const { read } = context.tx;
      const problems: CellProblem[] = [];
      const wrong = (field: string, expected: Text): void => void problems.push({ field, expected, found: values[field] ?? '' });
      const sought = <Value>(field: string, name: string | undefined, known: Map<string, Found<Value>>, find: (read: Reader, name: string) => Found<Value>): Value | undefined => {
        if (name === undefined) return undefined;
        const found = known.get(name) ?? find(read, name);
        known.set(name, found);
        if ('value' in found) return found.value;
        wrong(field, found.expected);
        return undefined;
      };
      checkHeader(context, values, wrong);
      const item = sought('item', values['item'], items, itemNamed);
      const partner = sought('partner', partnerName, partners, partnerNamed);
      const kind = kindOf(values);
      const amount = item === undefined ? undefined : amountOf(item, values, wrong);
      if (values['expiry'] !== undefined && values['lot'] === undefined) wrong('lot', { zh: '批次号；有效期属于批次', en: 'a lot; an expiry belongs to one' });
      if (item === undefined || amount === undefined || !isImportedKind(kind) || problems.length > 0) return problems;
      const { number, reference, note, lot, location, expiry, date } = values;
      const { sign, reason } = IMPORTED_KINDS[kind];
      const draft: MovementDraft = {
        kind,
        item: item.id,
        ...amount,
        quantity: sign * amount.quantity,
        reason: reasonOf(values) ?? reason,
        lot,
        expiry,
        ...(location === undefined ? {} : { location }),
        partner,
        reference: documentName(values),
        // A row's own reference gives way to its number, and is kept beside the note.
        note: number === undefined ? note : [reference, note].filter((part) => part !== undefined).join(' · ') || undefined,
        dated: date,
      };
      if (new TextEncoder().encode(JSON.stringify(draft)).length > MOST_DRAFT_BYTES) {
        return [{ field: 'note', expected: { zh: '更短的文字；这一行放不进一条记录', en: 'less text; the row does not fit into one record' }, found: note ?? '' }];
      }
      return { item, draft };
    },
  };
}

function checkHeader(context: LineContext, values: RowValues, wrong: (field: string, expected: Text) => void): void {
  const { office, date } = values;
  const here = context.actor.office;
  if (office !== undefined && office.toUpperCase() !== here && context.tx.read.get<{ name: string }>('SELECT name FROM office WHERE code = ?', here)?.name !== office) {
    wrong('office', { zh: `本机构 ${here}；其他机构的出入库请在该机构导入`, en: `this office, ${here}; movements of another are imported there` });
  }
  const today = localDay(context.nowMs());
  if (date === undefined) wrong('date', { zh: '必须填写；新增的行需要业务日期', en: 'a day; new rows need one' });
  else if (date > today) wrong('date', { zh: `不晚于今天 ${today} 的日期`, en: `a day not after today, ${today}` });
  if (!isImportedKind(kindOf(values))) {
    wrong('kind', {
      zh: '“入库”“出库”“客户退货”或“退供应商”',
      en: '“receipt”, “issue”, “customer return” or “return to supplier”',
    });
  }
}

/** Quantity and money in the base unit, exact or wrong (STOCK-1). */
function amountOf(item: ItemRecord, values: RowValues, wrong: (field: string, expected: Text) => void): Pick<MovementDraft, 'quantity' | 'pack' | 'unitCost' | 'unitPrice'> | undefined {
  const { unit } = values;
  const size = unitSize(item, unit);
  const entered = parseQuantity(values['quantity'] ?? '');
  if (entered === undefined) {
    wrong('quantity', { zh: '大于零的数字；红字（负数）请改为退货类型', en: 'a number above zero; what goes back has a kind of its own' });
  }
  if (size === undefined) {
    const units = [item.unit, ...(JSON.parse(item.packs) as { unit: string }[]).map((pack) => pack.unit)];
    wrong('unit', { zh: `该物料的单位：${units.join('、')}`, en: `a unit of the item: ${units.join(', ')}` });
  }
  if (entered === undefined || size === undefined) return undefined;
  const product = BigInt(entered) * BigInt(size);
  const quantity = Number(product / 1000n);
  if (product % 1000n !== 0n || !Number.isSafeInteger(quantity)) {
    wrong('quantity', { zh: `能整除到 ${item.unit} 千分之一的数量`, en: `a quantity that comes to whole thousandths of ${item.unit}` });
    return undefined;
  }
  const unitCost = moneyOf('unitCost', values, size, wrong);
  const unitPrice = moneyOf('unitPrice', values, size, wrong);
  return {
    quantity,
    ...(unit === undefined || unit === item.unit ? {} : { pack: { unit, quantity: entered } }),
    ...(unitCost === undefined ? {} : { unitCost }),
    ...(unitPrice === undefined ? {} : { unitPrice }),
  };
}

function moneyOf(field: 'unitCost' | 'unitPrice', values: RowValues, size: number, wrong: (field: string, expected: Text) => void): number | undefined {
  const value = values[field];
  const minor = value === undefined ? undefined : parseMoney(value);
  if (minor === undefined) return undefined;
  const product = BigInt(minor) * 1000n;
  if (product % BigInt(size) === 0n) return Number(product / BigInt(size));
  wrong(field, { zh: '能按基本单位除尽到分的金额；请按基本单位填写数量和金额', en: 'an amount that divides into whole cents of the base unit; give quantity and amount in the base unit' });
  return undefined;
}

function itemNamed(read: Reader, name: string): Found<ItemRecord> {
  const item: ItemRecord | Refusal = findItem(read, name);
  if (!isRefusal(item)) return { value: item };
  const rows = item.reason === 'item.unknown' ? read.all<ItemRecord>(`${SELECT_ITEM} WHERE item.name = ?1 OR item.name_en = ?1 LIMIT 2`, name) : [];
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return { value: only };
  return item.reason === 'item.unknown' && rows.length === 0
    ? { expected: { zh: '已有物料的编码、条码或名称；请先导入物料', en: 'code, barcode or name of an item that is here; import the items first' } }
    : { expected: { zh: '只对应一个物料的编码或名称', en: 'a code or name of one item only' } };
}

function partnerNamed(read: Reader, name: string): Found<string> {
  const byCode = read.all<{ id: string }>('SELECT id FROM partner WHERE code = ? LIMIT 2', name);
  const rows = byCode.length > 0 ? byCode : read.all<{ id: string }>('SELECT id FROM partner WHERE name = ? LIMIT 2', name);
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return { value: only.id };
  return rows.length === 0
    ? { expected: { zh: '已有往来单位的编码或名称；请先导入往来单位', en: 'code or name of a partner that is here; import the partners first' } }
    : { expected: { zh: '只对应一家往来单位的编码或名称', en: 'a code or name of one partner only' } };
}

