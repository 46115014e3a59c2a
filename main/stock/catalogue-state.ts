/** What the documents say of an entry of the catalogue, read from the rows that hold it: its first writing and its edits. */
import { entryState, type CatalogueEdit, type EntryState, type Fields } from '#model/stock/catalogue-edits.ts';
import { catalogueFieldAccepts, type EditedRoot } from '#model/stock/catalogue-kind.ts';
import { firstFields } from '#model/stock/item-fields.ts';
import type { Reader } from '../store/store.ts';

interface EditRecord {
  readonly id: string;
  readonly entry: string;
  readonly field: string;
  readonly value: string;
  readonly seen: string;
  readonly person: string;
  readonly at: string;
}

export interface CatalogueState extends EntryState {
  /** Office that proposes it; undefined for what headquarters keeps. */
  readonly proposed: string | undefined;
}

/** Undefined where the entry itself is not held. What a field cannot hold is left out: edits may arrive before their entry. */
export function catalogueState(read: Reader, root: EditedRoot, id: string): CatalogueState | undefined {
  // Headquarters' own entry counts before a proposal: its office is empty and sorts first.
  const source = read.get<{ office: string; entry: string }>(
    'SELECT office, entry FROM catalogue_source WHERE id = ? AND root = ? ORDER BY office LIMIT 1',
    id,
    root,
  );
  if (source === undefined) return undefined;
  const entry = JSON.parse(source.entry) as Record<string, unknown> & { readonly at: string };
  const edits = read
    .all<EditRecord>('SELECT * FROM catalogue_edit WHERE entry = ?', id)
    .map((row): CatalogueEdit => ({
      id: row.id,
      entry: row.entry,
      field: row.field,
      value: JSON.parse(row.value) as unknown,
      seen: JSON.parse(row.seen) as string[],
      by: row.person,
      at: row.at,
    }))
    .filter((edit) => catalogueFieldAccepts(root, edit.field, edit.value));
  const first: Fields = root === 'items' ? firstFields(entry) : entry;
  return { ...entryState(first, entry.at, edits), proposed: source.office === '' ? undefined : source.office };
}
