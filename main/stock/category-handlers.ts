/** The tree of categories, and the fields that headquarters defines for items. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { CATALOGUE_DOCUMENT, categoriesOf, type CustomField } from '#model/stock/catalogue-kind.ts';
import { categoryCreate, categoryList, categoryUpdate, itemFieldCreate, itemFieldList, itemFieldUpdate } from '#model/stock/operations.ts';
import { command, query, type CommandContext, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { editEntry } from './catalogue-edit.ts';

interface CategoryRecord {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly countDays: number | null;
}

const SELECT_CATEGORY = `SELECT category.id, category.name, category.parent, category.count_days AS countDays,
  (SELECT count(*) FROM item WHERE item.category = category.id) AS items FROM category`;

function findCategory(read: Reader, reference: string): CategoryRecord | undefined {
  return read.get<CategoryRecord>('SELECT * FROM category WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC, id LIMIT 1', reference);
}

function writtenCategory(context: CommandContext, id: string): CategoryRecord & { readonly items: number } {
  const row = context.tx.read.get<CategoryRecord & { readonly items: number }>(`${SELECT_CATEGORY} WHERE id = ?`, id);
  if (row === undefined) throw new Error(`category ${id} was written and has no row`);
  return row;
}

/** Refuses a name that another category of the same level has. */
function nameRefusal(read: Reader, id: string, name: string, parent: string | null): Refusal<'category.name-taken'> | undefined {
  const other = read.get('SELECT 1 FROM category WHERE name = ? AND parent IS ? AND id <> ?', name, parent, id);
  return other === undefined ? undefined : refuse('category.name-taken', { name }, 'name');
}

/** Whether a category is the other or stands above it. */
function isAbove(read: Reader, category: string, other: string): boolean {
  const up = read.get(
    `WITH RECURSIVE up(id) AS (SELECT ? UNION SELECT category.parent FROM category JOIN up ON category.id = up.id WHERE category.parent IS NOT NULL)
     SELECT 1 FROM up WHERE id = ?`,
    other,
    category,
  );
  return up !== undefined;
}

interface FieldRecord {
  readonly id: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly type: CustomField['type'];
  readonly choices: string;
  readonly retired: number;
}

function fieldRowOf(row: FieldRecord) {
  return { id: row.id, name: row.name, nameEn: row.name_en, type: row.type, choices: JSON.parse(row.choices) as string[], retired: row.retired === 1 };
}

function writtenField(context: CommandContext, id: string) {
  const row = context.tx.read.get<FieldRecord>('SELECT * FROM item_field WHERE id = ?', id);
  if (row === undefined) throw new Error(`field ${id} was written and has no row`);
  return fieldRowOf(row);
}

export const categoryHandlers: readonly Handler[] = [
  query(categoryList, ({ read }) => ({ rows: read.all<CategoryRecord & { readonly items: number }>(`${SELECT_CATEGORY} ORDER BY name, id`) })),

  command(categoryCreate, (context, input) => {
    const parent = input.parent === undefined ? undefined : findCategory(context.tx.read, input.parent);
    if (input.parent !== undefined && parent === undefined) return refuse('category.unknown', { category: input.parent }, 'parent');
    const id = context.newId();
    const taken = nameRefusal(context.tx.read, id, input.name, parent?.id ?? null);
    if (taken !== undefined) return taken;
    const category = { id, name: input.name, ...(parent === undefined ? {} : { parent: parent.id }), ...(input.countDays === undefined ? {} : { countDays: input.countDays }), by: context.actor.person, at: context.stamp() };
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      categoriesOf(doc).set(id, category);
    });
    return writtenCategory(context, id);
  }),

  command(categoryUpdate, (context, input) => {
    const { read } = context.tx;
    const found = findCategory(read, input.category);
    if (found === undefined) return refuse('category.unknown', { category: input.category }, 'category');
    const parent = typeof input.parent === 'string' ? findCategory(read, input.parent) : undefined;
    if (typeof input.parent === 'string' && parent === undefined) return refuse('category.unknown', { category: input.parent }, 'parent');
    if (parent !== undefined && isAbove(read, found.id, parent.id)) return refuse('category.circle', { name: parent.name, category: found.name }, 'parent');
    const under = input.parent === undefined ? found.parent : (parent?.id ?? null);
    const taken = nameRefusal(read, found.id, input.name ?? found.name, under);
    if (taken !== undefined) return taken;
    editEntry(context, 'categories', found.id, { name: input.name, ...(input.parent === undefined ? {} : { parent: parent?.id ?? null }), ...(input.countDays === undefined ? {} : { countDays: input.countDays }) });
    return writtenCategory(context, found.id);
  }),

  query(itemFieldList, ({ read }) => ({ rows: read.all<FieldRecord>('SELECT * FROM item_field ORDER BY retired, name, id').map(fieldRowOf) })),

  command(itemFieldCreate, (context, input) => {
    const choices = input.type === 'choice' ? [...new Set(input.choices)] : undefined;
    if (choices?.length === 0) return refuse('item-field.no-choices', {}, 'choices');
    const field = {
      id: context.newId(),
      name: input.name,
      ...(input.nameEn === undefined ? {} : { nameEn: input.nameEn }),
      type: input.type,
      ...(choices === undefined ? {} : { choices }),
      by: context.actor.person,
      at: context.stamp(),
    };
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      doc.getMap('fields').set(field.id, field);
    });
    return writtenField(context, field.id);
  }),

  command(itemFieldUpdate, (context, input) => {
    const found = context.tx.read.get<FieldRecord>('SELECT * FROM item_field WHERE id = ?', input.field);
    if (found === undefined) return refuse('item-field.unknown', {}, 'field');
    if (found.type === 'choice' && input.choices?.length === 0) return refuse('item-field.no-choices', {}, 'choices');
    editEntry(context, 'fields', found.id, {
      name: input.name,
      nameEn: input.nameEn,
      choices: found.type === 'choice' && input.choices !== undefined ? [...new Set(input.choices)] : undefined,
      retired: input.retired === undefined ? undefined : input.retired ? true : null,
    });
    return writtenField(context, found.id);
  }),
];
