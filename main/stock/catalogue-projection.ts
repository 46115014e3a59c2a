/**
 * Rows of the documents `catalogue` and `proposals/{office}`.
 *
 * 1. What the documents say is kept as it is (`catalogue_source`, `catalogue_edit`, `item_merge`), and the rows that
 *    people read are derived anew from it for each entry that a change touched: the same in any order of arrival.
 * 2. Merges come before items: an item's rows depend on what its id stands for.
 */
import type { DocumentChange } from '#model/document/kind.ts';
import type { CatalogueEdit } from '#model/stock/catalogue-edits.ts';
import type { ItemMerge } from '#model/stock/catalogue-kind.ts';
import { resolveMerges, shownParents } from '#model/stock/item-merges.ts';
import { proposingOffice } from '#model/stock/proposals-kind.ts';
import type { Writer } from '../store/store.ts';
import { catalogueState } from './catalogue-state.ts';
import { deriveCode } from './exception-projection.ts';
import { itemFor } from './item-alias.ts';
import { moveMergedMovements } from './item-movements.ts';
import { deriveItem, indexItemRow } from './item-projection.ts';
import { indexPartner } from './item-search.ts';

export function projectCatalogue(write: Writer, change: DocumentChange): void {
  const office = change.kind === 'proposals' ? proposingOffice(change.name) : '';
  const touched = new Set<string>();
  let merged = false;
  for (const { root, key, after } of change.entries) {
    if (after === undefined) continue;
    if (root === 'edits') {
      keepEdit(write, after as CatalogueEdit);
      touched.add((after as CatalogueEdit).entry);
    } else if (root === 'merges') {
      const { into, by, at } = after as ItemMerge;
      write.run('INSERT OR REPLACE INTO item_merge (id, into_item, person, at) VALUES (?, ?, ?, ?)', key, into, by, at);
      merged = true;
    } else {
      write.run('INSERT OR REPLACE INTO catalogue_source (id, root, office, entry) VALUES (?, ?, ?, ?)', key, root, office, JSON.stringify(after));
      touched.add(key);
    }
  }
  if (merged) for (const id of deriveAliases(write)) touched.add(id);
  deriveTouched(write, touched);
}

function keepEdit(write: Writer, edit: CatalogueEdit): void {
  write.run(
    'INSERT OR REPLACE INTO catalogue_edit (entry, id, field, value, seen, person, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    edit.entry,
    edit.id,
    edit.field,
    JSON.stringify(edit.value),
    JSON.stringify(edit.seen),
    edit.by,
    edit.at,
  );
}

/** Brings `item_alias` up to date and moves the movements of the ids that stand for another now. @returns the items concerned. */
function deriveAliases(write: Writer): readonly string[] {
  const merges = write.all<{ id: string; into_item: string }>('SELECT id, into_item FROM item_merge');
  const after = resolveMerges(new Map(merges.map(({ id, into_item }) => [id, into_item])));
  const before = new Map(write.all<{ id: string; item: string }>('SELECT id, item FROM item_alias').map(({ id, item }) => [id, item]));
  const concerned: string[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(id) ?? id, after.get(id) ?? id];
    if (from === to) continue;
    if (to === id) write.run('DELETE FROM item_alias WHERE id = ?', id);
    else write.run('INSERT INTO item_alias (id, item) VALUES (?, ?) ON CONFLICT DO UPDATE SET item = excluded.item', id, to);
    moveMergedMovements(write, id, to);
    concerned.push(id, from, to);
  }
  return concerned;
}

function deriveTouched(write: Writer, touched: ReadonlySet<string>): void {
  const codes = new Set<string>();
  const indexed = new Set<string>();
  let categories = false;
  const ids = JSON.stringify([...touched]);
  const roots = write.all<{ id: string; root: string }>('SELECT DISTINCT id, root FROM catalogue_source WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id', ids);
  for (const { id, root } of roots) {
    if (root === 'items') {
      deriveItem(write, id, codes);
      indexed.add(itemFor(write, id));
    } else if (root === 'categories') categories = true;
    else if (root === 'partners') derivePartner(write, id);
    else if (root === 'fields') deriveField(write, id);
  }
  for (const id of indexed) indexItemRow(write, id);
  for (const code of codes) deriveCode(write, code);
  if (categories) deriveCategories(write);
}

/** All of them: where one is shown depends on the others. They are a few hundred at most. */
function deriveCategories(write: Writer): void {
  const names = new Map<string, string>();
  const parents = new Map<string, string | undefined>();
  const days = new Map<string, number>();
  for (const { id } of write.all<{ id: string }>(`SELECT id FROM catalogue_source WHERE root = 'categories'`)) {
    const fields = catalogueState(write, 'categories', id)?.fields;
    if (fields === undefined) continue;
    names.set(id, String(fields['name']));
    if (typeof fields['countDays'] === 'number') days.set(id, fields['countDays']);
    parents.set(id, typeof fields['parent'] === 'string' ? fields['parent'] : undefined);
  }
  for (const [id, parent] of shownParents(parents)) {
    write.run('INSERT OR REPLACE INTO category (id, name, parent, count_days) VALUES (?, ?, ?, ?)', id, names.get(id) ?? '', parent ?? null, days.get(id) ?? null);
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function derivePartner(write: Writer, id: string): void {
  const state = catalogueState(write, 'partners', id);
  if (state === undefined) return;
  const { fields } = state;
  const [code, name] = [textOf(fields['code']) ?? '', textOf(fields['name']) ?? ''];
  const [contact, phone, taxNumber] = [textOf(fields['contact']), textOf(fields['phone']), textOf(fields['taxNumber'])];
  write.run(
    `INSERT OR REPLACE INTO partner (id, code, name, role, contact, phone, address, tax_number, note, payment_days, discontinued, collided, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    code,
    name,
    textOf(fields['role']) ?? 'both',
    contact,
    phone,
    textOf(fields['address']),
    taxNumber,
    textOf(fields['note']),
    typeof fields['paymentDays'] === 'number' ? fields['paymentDays'] : null,
    fields['discontinued'] === true ? 1 : 0,
    JSON.stringify(state.collided),
    state.at,
  );
  indexPartner(write, { id, code, name, words: [contact, phone, taxNumber].filter((word) => word !== null) });
}

function deriveField(write: Writer, id: string): void {
  const fields = catalogueState(write, 'fields', id)?.fields;
  if (fields === undefined) return;
  write.run(
    'INSERT OR REPLACE INTO item_field (id, name, name_en, type, choices, retired) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    textOf(fields['name']) ?? '',
    textOf(fields['nameEn']),
    textOf(fields['type']) ?? 'text',
    JSON.stringify(fields['choices'] ?? []),
    fields['retired'] === true ? 1 : 0,
  );
}
