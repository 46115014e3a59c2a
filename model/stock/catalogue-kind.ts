/**
 * The document `catalogue`: items, categories, partners and what headquarters defines about them. Entries change by
 * edits (catalogue-edits.ts), so that nobody's edit is lost to another's.
 */
import { z } from 'zod';
import * as Y from 'yjs';
import type { DocumentKind, DocumentProblem, EntryChange } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';
import { catalogueEditShape, type CatalogueEdit } from './catalogue-edits.ts';
import { itemFieldAccepts, MEMBER_FIELDS, PLAIN_FIELDS } from './item-fields.ts';

export const CATALOGUE_DOCUMENT = 'catalogue' as DocumentName;

/** The longest interval of a rolling count. */
export const MAX_COUNT_DAYS = 999;

const name = z.string().min(1).max(200);
const changed = { by: z.string().min(1).max(64), at: z.string().regex(STAMP_PATTERN) };

/** `unit` is the base unit; `price` minor units per base unit. Never deleted: old movements name it. */
export const itemShape = z.looseObject({
  id: z.uuid(),
  ...z.object(PLAIN_FIELDS).partial().shape,
  code: PLAIN_FIELDS.code,
  name,
  unit: PLAIN_FIELDS.unit,
  ...MEMBER_FIELDS,
  ...changed,
});
export type Item = z.output<typeof itemShape>;

const categoryShape = z.looseObject({
  id: z.uuid(),
  name,
  parent: z.uuid().optional(),
  /** Days within which its items are counted again, and those of categories below it that name none. */
  countDays: z.number().int().min(1).max(MAX_COUNT_DAYS).optional(),
  ...changed,
});
export type Category = z.output<typeof categoryShape>;

export const PARTNER_ROLES = ['supplier', 'customer', 'both'] as const;
const partnerShape = z.looseObject({
  id: z.uuid(),
  code: z.string().min(1).max(50),
  name,
  role: z.enum(PARTNER_ROLES),
  contact: z.string().min(1).max(200).optional(),
  phone: z.string().min(1).max(50).optional(),
  address: z.string().min(1).max(300).optional(),
  taxNumber: z.string().min(1).max(50).optional(),
  note: z.string().min(1).max(500).optional(),
  /** Days until an invoice is due. */
  paymentDays: z.number().int().min(0).max(999).optional(),
  discontinued: z.literal(true).optional(),
  ...changed,
});
export type Partner = z.output<typeof partnerShape>;

export const FIELD_TYPES = ['text', 'number', 'date', 'choice'] as const;
const customFieldShape = z.looseObject({
  id: z.uuid(),
  name,
  nameEn: name.optional(),
  type: z.enum(FIELD_TYPES),
  choices: z.array(z.string().min(1).max(100)).max(50).optional(),
  retired: z.literal(true).optional(),
  ...changed,
});
export type CustomField = z.output<typeof customFieldShape>;

/** From then on `id` stands for `into`. */
const mergeShape = z.looseObject({ id: z.uuid(), into: z.uuid(), ...changed });
export type ItemMerge = z.output<typeof mergeShape>;

const SHAPES: Readonly<Record<string, z.ZodType<{ id: string }>>> = {
  items: itemShape,
  categories: categoryShape,
  partners: partnerShape,
  fields: customFieldShape,
  merges: mergeShape,
  edits: catalogueEditShape,
};

/** A whole catalogue entry stays below this, characters of JSON. */
export const MAX_ENTRY_CHARACTERS = 4096;

export const catalogueKind: DocumentKind = {
  kind: 'catalogue',
  pattern: /^catalogue$/,
  roots: { items: 'map', categories: 'map', partners: 'map', fields: 'map', merges: 'map', edits: 'map' },
  guarded: true,
  mayWrite: (_name, writer) => writer.headquarters,
  mayRead: () => true,
  check(change) {
    for (const root of change.doc.share.keys()) {
      if (!(root in SHAPES)) return { rule: 'STOCK-16', detail: `the catalogue has no root ${root}` };
    }
    for (const entry of change.entries) {
      const problem = plainEntryProblem(change.doc, entry, SHAPES[entry.root]) ?? editProblem(change.doc, entry);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
};

/** An entry of the catalogue or of a proposal is plain, small, well-formed, stands under its id, and is never removed. */
export function plainEntryProblem(doc: Y.Doc, { root, key, before, after }: EntryChange, shape: z.ZodType<{ id: string }> | undefined): DocumentProblem | undefined {
  if (after === undefined) return before === undefined ? undefined : { rule: 'STOCK-16', detail: `${root} ${key} was removed` };
  if (doc.getMap(root).get(key) instanceof Y.AbstractType || JSON.stringify(after).length > MAX_ENTRY_CHARACTERS) {
    return { rule: 'STOCK-16', detail: `${root} ${key} is not a plain entry` };
  }
  const parsed = shape?.safeParse(after);
  if (parsed?.success !== true || parsed.data.id !== key) {
    return { rule: 'STOCK-16', detail: `${root} ${key} is malformed: ${parsed?.error?.issues[0]?.path.join('.') ?? ''}` };
  }
  return undefined;
}

function editProblem(doc: Y.Doc, { root, key, before, after }: EntryChange): DocumentProblem | undefined {
  if (root !== 'edits' || after === undefined) return undefined;
  if (before !== undefined) return { rule: 'STOCK-17', detail: `edit ${key} was overwritten` };
  const { entry, field, value } = after as CatalogueEdit;
  const of = EDITED_ROOTS.find((each) => doc.getMap(each).has(entry));
  if (of !== undefined && !catalogueFieldAccepts(of, field, value)) return { rule: 'STOCK-17', detail: `edit ${key}: ${field} cannot hold this value` };
  return undefined;
}

/** Roots whose entries change by edits. */
export const EDITED_ROOTS = ['items', 'categories', 'partners', 'fields'] as const;
export type EditedRoot = (typeof EDITED_ROOTS)[number];

const EDITED_SHAPES: Readonly<Record<Exclude<EditedRoot, 'items'>, Readonly<Record<string, z.ZodType>>>> = {
  categories: categoryShape.shape,
  partners: partnerShape.shape,
  fields: customFieldShape.shape,
};

/** Whether a field of an entry may hold a value; null empties it. A field of a newer version is kept as it is. */
export function catalogueFieldAccepts(root: EditedRoot, field: string, value: unknown): boolean {
  if (field === 'id' || field === 'by' || field === 'at') return false;
  if (root === 'items') return itemFieldAccepts(field, value);
  const shape = EDITED_SHAPES[root];
  return !Object.hasOwn(shape, field) || shape[field]?.safeParse(value ?? undefined).success === true;
}

/** The map of items by id, as they were first written. */
export function itemsOf(doc: Y.Doc): Y.Map<Item> {
  return doc.getMap<Item>('items');
}

/** The map of categories by id, as they were first written. */
export function categoriesOf(doc: Y.Doc): Y.Map<Category> {
  return doc.getMap<Category>('categories');
}
