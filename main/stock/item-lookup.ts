/** Finds an item by what people have at hand: its code, a barcode, its id, or the code or id of what was merged into it. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Tracking } from '#model/stock/item-fields.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import type { Reader } from '../store/store.ts';

export interface ItemRecord {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly unit: string;
  readonly category: string | null;
  readonly barcode: string | null;
  readonly price: number | null;
  readonly discontinued: number;
  readonly tracking: Tracking;
  readonly shelf_life_days: number | null;
  readonly supplier: string | null;
  /** JSON of packs, quantities in thousandths. */
  readonly packs: string;
  /** JSON of custom values by field. */
  readonly custom: string;
  /** Office that proposes it. */
  readonly proposed: string | null;
  /** JSON of the fields that were edited apart. */
  readonly collided: string;
  readonly category_name: string | null;
  readonly photo: number;
}

export const SELECT_ITEM = `SELECT item.*, category.name AS category_name, EXISTS (SELECT 1 FROM item_photo WHERE item_photo.item = item.id) AS photo
  FROM item LEFT JOIN category ON category.id = item.category`;

type Missing = Refusal<'item.unknown' | 'item.ambiguous'>;

const BY = [
  'item.code = ?',
  'item.id IN (SELECT item FROM item_barcode WHERE code = ?)',
  'item.id = ?',
  'item.id IN (SELECT item FROM item_alias WHERE id = ?)',
  'item.id IN (SELECT item FROM item_alias WHERE code = ?)',
];

/** Whole code first (upper and lower case alike), then barcode, then id, then what was merged. Refuses what is unknown or fits two. */
export function findItem(read: Reader, reference: string): ItemRecord | Missing {
  for (const condition of BY) {
    const rows = read.all<ItemRecord>(`${SELECT_ITEM} WHERE ${condition} LIMIT 2`, reference);
    const [first] = rows;
    if (rows.length > 1) return refuse('item.ambiguous', { item: reference }, 'item');
    if (first !== undefined) return first;
  }
  return refuse('item.unknown', { item: reference }, 'item');
}

/** An item as lists show it. */
export function itemRowOf(item: ItemRecord) {
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
    tracking: item.tracking,
    shelfLifeDays: item.shelf_life_days,
    packs: (JSON.parse(item.packs) as { unit: string; quantity: number }[]).map(({ unit, quantity }) => ({ unit, quantity: formatQuantity(quantity) })),
    proposedBy: item.proposed,
    collided: JSON.parse(item.collided) as string[],
    photo: item.photo === 1,
  };
}

/** Balance of an item at an office, thousandths. */
export function levelOf(read: Reader, item: string, office: string): number {
  return read.get<{ quantity: number }>('SELECT quantity FROM stock_level WHERE item = ? AND office = ?', item, office)?.quantity ?? 0;
}
