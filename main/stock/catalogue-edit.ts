/** Changes an entry of the catalogue: one edit for each field that is to be another, naming the edits it saw. */
import type { CatalogueEdit } from '#model/stock/catalogue-edits.ts';
import { CATALOGUE_DOCUMENT, type EditedRoot } from '#model/stock/catalogue-kind.ts';
import type { CommandContext } from '../area.ts';
import { catalogueState } from './catalogue-state.ts';

/** @param changes what the fields are to be; null empties one. A field that is so already is not written, a collision is settled. */
export function editEntry(context: CommandContext, root: EditedRoot, entry: string, changes: Readonly<Record<string, unknown>>): void {
  writeEdits(context, editsOf(context, root, entry, changes));
}

/** The edits that bring an entry to the fields given, for `writeEdits`. */
export function editsOf(context: CommandContext, root: EditedRoot, entry: string, changes: Readonly<Record<string, unknown>>): readonly CatalogueEdit[] {
  const state = catalogueState(context.tx.read, root, entry);
  if (state === undefined) throw new Error(`${root} ${entry} is not there`);
  const edits: CatalogueEdit[] = [];
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    const same = JSON.stringify(state.fields[field] ?? null) === JSON.stringify(value);
    if (same && !state.collided.includes(field)) continue;
    const seen = (state.heads.get(field) ?? []).map(({ id }) => id);
    edits.push({ id: context.newId(), entry, field, value, seen, by: context.actor.person, at: context.stamp() });
  }
  return edits;
}

/** Writes edits of any number of entries at once. */
export function writeEdits(context: CommandContext, edits: readonly CatalogueEdit[]): void {
  if (edits.length === 0) return;
  context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
    for (const edit of edits) doc.getMap('edits').set(edit.id, edit);
  });
}
