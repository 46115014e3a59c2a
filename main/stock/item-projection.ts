/** Rows of one item, derived anew from what the documents say of it and of the ids that stand for it. */
import { isCustomNumber } from '#model/stock/custom-number.ts';
import { itemFacts } from '#model/stock/item-fields.ts';
import { foldText } from '../store/search-text.ts';
import type { Writer } from '../store/store.ts';
import { catalogueState } from './catalogue-state.ts';
import { itemFor } from './item-alias.ts';
import { dropItemEntry, indexItem } from './item-search.ts';

/**
 * Derives the rows of one item, or of an id that stands for another.
 * @param codes takes the codes that it had and has, whose exceptions are to be derived anew.
 */
export function deriveItem(write: Writer, id: string, codes: Set<string>): void {
  const before = write.get<{ code: string }>('SELECT code FROM item WHERE id = ?', id);
  if (before !== undefined) codes.add(before.code);
  write.run('DELETE FROM item_barcode WHERE owner = ?', id);
  write.run('DELETE FROM item_level WHERE item = ?', id);
  write.run('DELETE FROM item_custom WHERE item = ?', id);
  const state = catalogueState(write, 'items', id);
  if (state === undefined) return;
  const facts = itemFacts(state.fields);
  const target = itemFor(write, id);
  for (const { code, unit, quantity } of facts.barcodes) {
    write.run('INSERT INTO item_barcode (code, owner, item, unit, quantity) VALUES (?, ?, ?, ?, ?)', code, id, target, unit ?? null, quantity);
  }
  if (target !== id) {
    write.run('UPDATE item_alias SET code = ?, name = ? WHERE id = ?', facts.code, facts.name, id);
    write.run('DELETE FROM item WHERE id = ?', id);
    dropItemEntry(write, id);
    return;
  }
  codes.add(facts.code);
  for (const { office, point, target: level } of facts.levels) {
    write.run('INSERT INTO item_level (item, office, point, target) VALUES (?, ?, ?, ?)', id, office, point ?? null, level ?? null);
  }
  // In every form that a filter asks for: what type the field is may arrive later than the value.
  for (const [field, given] of Object.entries(facts.custom)) {
    const value = String(given);
    write.run('INSERT INTO item_custom (item, field, value, folded, number) VALUES (?, ?, ?, ?, ?)', id, field, value, foldText(value), isCustomNumber(value) ? Number(value) : null);
  }
  write.run(
    `INSERT OR REPLACE INTO item (id, code, name, name_en, unit, category, barcode, price, discontinued, tracking, shelf_life_days,
     supplier, packs, custom, proposed, collided, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    facts.code,
    facts.name,
    facts.nameEn ?? null,
    facts.unit,
    facts.category ?? null,
    facts.barcodes[0]?.code ?? null,
    facts.price ?? null,
    facts.discontinued ? 1 : 0,
    facts.tracking,
    facts.shelfLifeDays ?? null,
    facts.supplier ?? null,
    JSON.stringify(facts.packs),
    JSON.stringify(facts.custom),
    state.proposed ?? null,
    JSON.stringify(state.collided),
    state.at,
  );
}

/** Keeps an item's search entry: its own words, and the codes, names and barcodes that stand for it. */
export function indexItemRow(write: Writer, id: string): void {
  const item = write.get<{ code: string; name: string; name_en: string | null; barcode: string | null }>(
    'SELECT code, name, name_en, barcode FROM item WHERE id = ?',
    id,
  );
  if (item === undefined) return;
  const barcodes = write.all<{ code: string }>('SELECT code FROM item_barcode WHERE item = ? ORDER BY code, owner', id);
  const merged = write.all<{ code: string | null; name: string | null }>('SELECT code, name FROM item_alias WHERE item = ? ORDER BY id', id);
  indexItem(write, {
    id,
    code: item.code,
    name: item.name,
    barcode: item.barcode,
    words: [item.name_en, ...barcodes.map(({ code }) => code), ...merged.flatMap(({ code, name }) => [code, name])].filter((word) => word !== null),
  });
}
