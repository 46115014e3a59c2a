/** The document `catalogue`: items, categories and partners, written by headquarters. Entries are replaced whole. */
import { z } from 'zod';
import * as Y from 'yjs';
import type { DocumentKind } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';

export const CATALOGUE_DOCUMENT = 'catalogue' as DocumentName;

const name = z.string().min(1).max(200);
const changed = { by: z.string().min(1).max(64), at: z.string().regex(STAMP_PATTERN) };

const itemShape = z.looseObject({
  id: z.uuid(),
  code: z.string().min(1).max(50),
  name,
  nameEn: name.optional(),
  /** Base unit. */
  unit: z.string().min(1).max(20),
  /** Id of a category. */
  category: z.uuid().optional(),
  barcode: z.string().min(3).max(64).optional(),
  /** List price, minor units per base unit. */
  price: z.number().int().min(0).optional(),
  /** Never deleted: old movements name it. */
  discontinued: z.literal(true).optional(),
  ...changed,
});
export type Item = z.output<typeof itemShape>;

const categoryShape = z.looseObject({ id: z.uuid(), name, parent: z.uuid().optional(), ...changed });
export type Category = z.output<typeof categoryShape>;

const partnerShape = z.looseObject({
  id: z.uuid(),
  code: z.string().min(1).max(50),
  name,
  role: z.enum(['supplier', 'customer', 'both']),
  ...changed,
});

const SHAPES: Readonly<Record<string, z.ZodType<{ id: string }>>> = {
  items: itemShape,
  categories: categoryShape,
  partners: partnerShape,
};

/** A whole catalogue entry stays below this, bytes of JSON. */
const MAX_ENTRY_CHARACTERS = 4096;

export const catalogueKind: DocumentKind = {
  kind: 'catalogue',
  pattern: /^catalogue$/,
  roots: { items: 'map', categories: 'map', partners: 'map' },
  guarded: true,
  mayWrite: (_name, writer) => writer.headquarters,
  mayRead: () => true,
  check(change) {
    for (const root of change.doc.share.keys()) {
      if (!(root in SHAPES)) return { rule: 'STOCK-16', detail: `the catalogue has no root ${root}` };
    }
    for (const { root, key, before, after } of change.entries) {
      if (after === undefined) {
        if (before === undefined) continue;
        return { rule: 'STOCK-16', detail: `${root} ${key} was removed` };
      }
      if (change.doc.getMap(root).get(key) instanceof Y.AbstractType || JSON.stringify(after).length > MAX_ENTRY_CHARACTERS) {
        return { rule: 'STOCK-16', detail: `${root} ${key} is not a plain entry` };
      }
      const parsed = SHAPES[root]?.safeParse(after);
      if (parsed?.success !== true || parsed.data.id !== key) {
        return { rule: 'STOCK-16', detail: `${root} ${key} is malformed: ${parsed?.error?.issues[0]?.path.join('.') ?? ''}` };
      }
    }
    return undefined;
  },
};

/** The map of items by id. */
export function itemsOf(doc: Y.Doc): Y.Map<Item> {
  return doc.getMap<Item>('items');
}

/** The map of categories by id. */
export function categoriesOf(doc: Y.Doc): Y.Map<Category> {
  return doc.getMap<Category>('categories');
}
