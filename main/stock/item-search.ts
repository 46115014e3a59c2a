/** Items in the full-text search: found by name, code, barcode, pinyin and initials. */
import { CATALOGUE_DOCUMENT, type Item } from '#model/stock/catalogue-kind.ts';
import { indexEntry, searchEntries } from '../store/search.ts';
import type { Reader, Writer } from '../store/store.ts';

/** Kind of search entries that are items; their id is the item's. */
const ITEM_ENTRY = 'item';
/** Items that one search may match. */
const MOST_MATCHES = 200;

/** Keeps an item's search entry. */
export function indexItem(write: Writer, item: Item): void {
  const extra = [item.code, item.barcode, item.nameEn].filter((part) => part !== undefined).join(' ');
  // As body, code and barcode also stand under the name wherever the item is found.
  const body = [item.code, item.barcode].filter((part) => part !== undefined).join(' · ');
  indexEntry(write, { kind: ITEM_ENTRY, id: item.id, document: CATALOGUE_DOCUMENT, title: item.name, body, extra });
}

/** Ids of the items that fit a text best, at most 200. */
export function matchingItems(read: Reader, text: string): readonly string[] {
  return searchEntries(read, text, { kinds: [ITEM_ENTRY], limit: MOST_MATCHES }).map(({ id }) => id);
}
