/** Rows of the document `catalogue`: items and categories. */
import type { DocumentChange } from '#model/document/kind.ts';
import type { Category, Item } from '#model/stock/catalogue-kind.ts';
import type { Writer } from '../store/store.ts';
import { deriveCode } from './exception-projection.ts';
import { indexItem } from './item-search.ts';

export function projectCatalogue(write: Writer, change: DocumentChange): void {
  const codes = new Set<string>();
  for (const { root, after } of change.entries) {
    if (after === undefined) continue;
    if (root === 'items') writeItem(write, after as Item, codes);
    if (root === 'categories') writeCategory(write, after as Category);
  }
  for (const code of codes) deriveCode(write, code);
}

function writeItem(write: Writer, item: Item, codes: Set<string>): void {
  const before = write.get<{ code: string }>('SELECT code FROM item WHERE id = ?', item.id);
  if (before !== undefined) codes.add(before.code);
  codes.add(item.code);
  write.run(
    `INSERT OR REPLACE INTO item (id, code, name, name_en, unit, category, barcode, price, discontinued, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.id,
    item.code,
    item.name,
    item.nameEn ?? null,
    item.unit,
    item.category ?? null,
    item.barcode ?? null,
    item.price ?? null,
    item.discontinued === true ? 1 : 0,
    item.at,
  );
  indexItem(write, item);
}

function writeCategory(write: Writer, category: Category): void {
  write.run('INSERT OR REPLACE INTO category (id, name, parent) VALUES (?, ?, ?)', category.id, category.name, category.parent ?? null);
}
