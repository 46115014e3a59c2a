/** Items and partners in the full-text search: found by name, code, barcode, pinyin and initials. */
import { CATALOGUE_DOCUMENT } from '#model/stock/catalogue-kind.ts';
import { indexEntry, removeEntry, searchEntries } from '../store/search.ts';
import type { Reader, Writer } from '../store/store.ts';

/** Kind of search entries that are items; their id is the item's. */
const ITEM_ENTRY = 'item';
const PARTNER_ENTRY = 'partner';
/** Items that one search may match. */
const MOST_MATCHES = 200;

export interface IndexedItem {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly barcode: string | null;
  /** Further words that find it. */
  readonly words: readonly string[];
}

/** Keeps an item's search entry. */
export function indexItem(write: Writer, item: IndexedItem): void {
  // As body, code and barcode also stand under the name wherever the item is found.
  const body = [item.code, item.barcode].filter((part) => part !== null).join(' · ');
  indexEntry(write, { kind: ITEM_ENTRY, id: item.id, document: CATALOGUE_DOCUMENT, title: item.name, body, code: item.code, extra: item.words.join(' ') });
}

export function dropItemEntry(write: Writer, id: string): void {
  removeEntry(write, ITEM_ENTRY, id);
}

/** Ids of the items that fit a text best, at most 200. */
export function matchingItems(read: Reader, text: string): readonly string[] {
  return searchEntries(read, text, { kinds: [ITEM_ENTRY], limit: MOST_MATCHES }).map(({ id }) => id);
}

/** Keeps a partner's search entry. */
export function indexPartner(write: Writer, partner: { readonly id: string; readonly code: string; readonly name: string; readonly words: readonly string[] }): void {
  indexEntry(write, {
    kind: PARTNER_ENTRY,
    id: partner.id,
    document: CATALOGUE_DOCUMENT,
    title: partner.name,
    body: partner.code,
    code: partner.code,
    extra: partner.words.join(' '),
  });
}

/** Ids of the partners that fit a text best, at most 200. */
export function matchingPartners(read: Reader, text: string): readonly string[] {
  return searchEntries(read, text, { kinds: [PARTNER_ENTRY], limit: MOST_MATCHES }).map(({ id }) => id);
}
