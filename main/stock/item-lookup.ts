/** Finds an item by what people have at hand: its code, its barcode, or its id. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
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
  readonly category_name: string | null;
}

const ITEM = 'SELECT item.*, category.name AS category_name FROM item LEFT JOIN category ON category.id = item.category';

/** Whole code first (upper and lower case alike), then barcode, then id. Refuses what is unknown or fits two. */
export function findItem(read: Reader, reference: string): ItemRecord | Refusal<'item.unknown' | 'item.ambiguous'> {
  for (const condition of ['item.code = ?', 'item.barcode = ?', 'item.id = ?']) {
    const rows = read.all<ItemRecord>(`${ITEM} WHERE ${condition} LIMIT 2`, reference);
    const [first] = rows;
    if (rows.length > 1) return refuse('item.ambiguous', { item: reference }, 'item');
    if (first !== undefined) return first;
  }
  return refuse('item.unknown', { item: reference }, 'item');
}

/** Balance of an item at an office, thousandths. */
export function levelOf(read: Reader, item: string, office: string): number {
  return read.get<{ quantity: number }>('SELECT quantity FROM stock_level WHERE item = ? AND office = ?', item, office)?.quantity ?? 0;
}
