/**
 * How an entry changes that is never rewritten, of the catalogue or an order: every change of a field is an edit that names the edits it saw, so that
 * fields edited apart both survive, and one field edited apart is shown with both values (STOCK-17, ORDER-3).
 *
 * 1. An entry is written once; edits are immutable and only added. The result depends on the set of them alone.
 * 2. An edit supersedes the entry's first value, and the edits that it saw. What is left are the heads.
 * 3. The latest head by (stamp, id) counts; heads that differ are a collision until an edit that saw all of them.
 * 4. Lists are fields of their own per member (`pack/箱`, `barcode/690…`, `level/BJ`, `custom/{id}`), so that
 *    adding two barcodes apart keeps both. The value null is absence.
 */
import { z } from 'zod';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';

export interface CatalogueEdit {
  readonly id: string;
  /** Id of the entry that it changes. */
  readonly entry: string;
  readonly field: string;
  readonly value: unknown;
  /** Ids of the heads that the writer had before them. */
  readonly seen: readonly string[];
  readonly by: string;
  readonly at: string;
}

export const catalogueEditShape = z.looseObject({
  id: z.uuid(),
  entry: z.uuid(),
  field: z.string().min(1).max(120),
  value: z.json(),
  seen: z.array(z.uuid()).max(64),
  by: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN),
});

/** An entry's fields by name. */
export type Fields = Readonly<Record<string, unknown>>;

export interface EntryState {
  readonly fields: Fields;
  /** Heads by field, latest first. */
  readonly heads: ReadonlyMap<string, readonly CatalogueEdit[]>;
  /** Fields whose heads differ. */
  readonly collided: readonly string[];
  /** Stamp of the latest thing said of the entry. */
  readonly at: string;
}

/** The state of an entry. @param first its fields as it was written. @param edits all of that entry, in any order. */
export function entryState(first: Fields, at: string, edits: readonly CatalogueEdit[]): EntryState {
  const fields: Record<string, unknown> = { ...first };
  const heads = new Map<string, readonly CatalogueEdit[]>();
  const collided: string[] = [];
  let last = at;
  for (const [field, group] of Map.groupBy(edits, (edit) => edit.field)) {
    const left = headsOf(group);
    heads.set(field, left);
    fields[field] = left[0]?.value ?? null;
    if (new Set(left.map(({ value }) => JSON.stringify(value))).size > 1) collided.push(field);
    for (const edit of group) if (edit.at > last) last = edit.at;
  }
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
  return { fields: present, heads, collided: collided.toSorted(), at: last };
}

/** Edits of one field that no other supersedes, latest first; of edits in a circle (only a forger writes them) all. */
function headsOf(edits: readonly CatalogueEdit[]): readonly CatalogueEdit[] {
  const superseded = new Set(edits.flatMap((edit) => edit.seen));
  const heads = edits.filter((edit) => !superseded.has(edit.id));
  return (heads.length === 0 ? [...edits] : heads).toSorted((left, right) => (left.at === right.at ? (left.id < right.id ? 1 : -1) : left.at < right.at ? 1 : -1));
}
