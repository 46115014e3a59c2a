/** What a person gave of an item, checked against what is there, as the fields that its entry and its edits hold. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { CATALOGUE_DOCUMENT, categoriesOf } from '#model/stock/catalogue-kind.ts';
import type { Fields } from '#model/stock/catalogue-edits.ts';
import { isCustomNumber } from '#model/stock/custom-number.ts';
import { itemFacts } from '#model/stock/item-fields.ts';
import { parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import type { CommandContext } from '../area.ts';
import type { Reader } from '../store/store.ts';

type Given<Value> = Value | null | undefined;

export interface ItemInput {
  readonly code?: Given<string>;
  readonly name?: Given<string>;
  readonly unit?: Given<string>;
  readonly nameEn?: Given<string>;
  readonly category?: Given<string>;
  readonly barcode?: Given<string>;
  readonly price?: Given<string>;
  readonly shelfLifeDays?: Given<number>;
  readonly tracking?: Given<string>;
  readonly supplier?: Given<string>;
  readonly packs?: readonly { readonly unit: string; readonly quantity: string }[] | undefined;
  readonly barcodes?: readonly { readonly code: string; readonly unit?: string | undefined; readonly quantity?: string | undefined }[] | undefined;
  readonly custom?: Readonly<Record<string, string | null>> | undefined;
  readonly discontinued?: boolean | undefined;
}

type InputRefusal = Refusal<
  'item.code-taken' | 'item.barcode-taken' | 'item.unit-taken' | 'item.unit-unknown' | 'item.field-invalid' | 'item.supplier-unknown'
>;

const ONE = 1000;

/**
 * Fields to write, null for those to be emptied, or why not.
 * @param before what the item holds now; none of a new one.
 */
export function fieldsGiven(context: CommandContext, id: string, input: ItemInput, before: Fields, mayMakeCategory: boolean): Fields | InputRefusal {
  const { read } = context.tx;
  const fields: Record<string, unknown> = {};
  for (const field of ['code', 'name', 'unit', 'nameEn', 'shelfLifeDays', 'tracking'] as const) if (input[field] !== undefined) fields[field] = input[field];
  if (input.price !== undefined) fields['price'] = input.price === null ? null : parseMoney(input.price);
  if (input.discontinued !== undefined) fields['discontinued'] = input.discontinued ? true : null;
  const refusal =
    codeRefusal(read, id, input.code) ??
    putSupplier(read, input.supplier, fields) ??
    putPacks(input, before, fields) ??
    putBarcodes(read, id, input, before, fields) ??
    putCustom(read, input.custom, fields);
  if (refusal !== undefined) return refusal;
  if (input.category !== undefined) fields['category'] = input.category === null ? null : categoryId(context, input.category, mayMakeCategory);
  return fields;
}

function codeRefusal(read: Reader, id: string, code: Given<string>): InputRefusal | undefined {
  if (code === undefined || code === null) return undefined;
  const other = read.get<{ name: string }>('SELECT name FROM item WHERE code = ? AND id <> ?', code, id);
  return other === undefined ? undefined : refuse('item.code-taken', { code, name: other.name }, 'code');
}

function putSupplier(read: Reader, supplier: Given<string>, fields: Record<string, unknown>): InputRefusal | undefined {
  if (supplier === undefined) return undefined;
  const known = supplier === null ? { id: null } : read.get<{ id: string }>('SELECT id FROM partner WHERE id = ?1 OR code = ?1 ORDER BY id = ?1 DESC, id LIMIT 1', supplier);
  if (known === undefined) return refuse('item.supplier-unknown', { supplier: supplier ?? '' }, 'supplier');
  fields['supplier'] = known.id;
  return undefined;
}

function putPacks(input: ItemInput, before: Fields, fields: Record<string, unknown>): InputRefusal | undefined {
  if (input.packs === undefined) return undefined;
  const units = new Set([input.unit ?? itemFacts(before).unit]);
  for (const pack of itemFacts(before).packs) fields[`pack/${pack.unit}`] = null;
  for (const { unit, quantity } of input.packs) {
    if (units.has(unit)) return refuse('item.unit-taken', { unit }, 'packs');
    units.add(unit);
    fields[`pack/${unit}`] = parseQuantity(quantity);
  }
  return undefined;
}

function putBarcodes(read: Reader, id: string, input: ItemInput, before: Fields, fields: Record<string, unknown>): InputRefusal | undefined {
  const after = itemFacts(present({ ...before, ...fields }));
  if (input.barcodes !== undefined) for (const { code } of itemFacts(before).barcodes) fields[`barcode/${code}`] = null;
  const single = typeof input.barcode === 'string' ? [{ code: input.barcode, unit: undefined, quantity: undefined }] : [];
  for (const { code, unit, quantity } of [...single, ...(input.barcodes ?? [])]) {
    const other = read.get<{ name: string }>(
      'SELECT item.name FROM item_barcode JOIN item ON item.id = item_barcode.item WHERE item_barcode.code = ? AND item_barcode.item <> ?',
      code,
      id,
    );
    if (other !== undefined) return refuse('item.barcode-taken', { barcode: code, name: other.name }, input.barcodes === undefined ? 'barcode' : 'barcodes');
    const pack = after.packs.find((each) => each.unit === unit);
    const given = quantity === undefined ? undefined : parseQuantity(quantity);
    if (unit !== undefined && unit !== after.unit && pack === undefined) return refuse('item.unit-unknown', { barcode: code, unit }, 'barcodes');
    fields[`barcode/${code}`] = { quantity: given ?? pack?.quantity ?? ONE, ...(unit === undefined || unit === after.unit ? {} : { unit }) };
  }
  return undefined;
}

function putCustom(read: Reader, custom: ItemInput['custom'], fields: Record<string, unknown>): InputRefusal | undefined {
  for (const [id, value] of Object.entries(custom ?? {})) {
    const field = read.get<{ name: string; type: string; choices: string }>('SELECT name, type, choices FROM item_field WHERE id = ?', id);
    if (value !== null && (field === undefined || !isValid(field.type, JSON.parse(field.choices) as string[], value))) {
      return refuse('item.field-invalid', { name: field?.name ?? id, value }, 'custom');
    }
    fields[`custom/${id}`] = value;
  }
  return undefined;
}

function isValid(type: string, choices: readonly string[], value: string): boolean {
  switch (type) {
    case 'number':
      return isCustomNumber(value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'choice':
      return choices.includes(value);
    default:
      return true;
  }
}

/** Id of the category of that name or id; made when there is none and the person may. */
export function categoryId(context: CommandContext, name: string, mayMake: boolean): string | null {
  const known = context.tx.read.get<{ id: string }>('SELECT id FROM category WHERE name = ?1 OR id = ?1 ORDER BY id = ?1 DESC, id LIMIT 1', name);
  if (known !== undefined) return known.id;
  if (!mayMake) return null;
  const id = context.newId();
  const category = { id, name, by: context.actor.person, at: context.stamp() };
  context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
    categoriesOf(doc).set(id, category);
  });
  return id;
}

function present(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** Fields as a first entry holds them: plain ones by name, members in their lists. */
export function entryOf(fields: Fields): Record<string, unknown> {
  const facts = itemFacts(present(fields));
  const plain = Object.fromEntries(Object.entries(present(fields)).filter(([field]) => !field.includes('/')));
  const barcodes = facts.barcodes.map(({ code, unit, quantity }) => ({ code, quantity, ...(unit === undefined ? {} : { unit }) }));
  return {
    ...plain,
    ...(facts.packs.length === 0 ? {} : { packs: facts.packs }),
    ...(barcodes.length === 0 ? {} : { barcodes }),
    ...(Object.keys(facts.custom).length === 0 ? {} : { custom: facts.custom }),
  };
}
