/** What an item's fields may hold, as they stand in its entry and in its edits (catalogue-edits.ts). */
import { z } from 'zod';
import { OFFICE_CODE_PATTERN } from '../identity/ids.ts';
import type { Fields } from './catalogue-edits.ts';
import { MAX_QUANTITY_THOUSANDTHS } from './quantity.ts';

export const TRACKINGS = ['none', 'lot', 'serial'] as const;
export type Tracking = (typeof TRACKINGS)[number];

const name = z.string().min(1).max(200);
const unit = z.string().min(1).max(20);
/** Thousandths of the base unit. */
const quantity = z.number().int().min(1).max(MAX_QUANTITY_THOUSANDTHS);
const code = z.string().min(1).max(50);
const barcodeText = z.string().min(3).max(64);
const barcodeValue = z.looseObject({ unit: unit.optional(), quantity });
const levelValue = z.looseObject({
  point: z.number().int().min(0).max(MAX_QUANTITY_THOUSANDTHS).optional(),
  target: z.number().int().min(0).max(MAX_QUANTITY_THOUSANDTHS).optional(),
});
const customValue = z.union([z.string().min(1).max(500), z.number()]);

/** Fields of one value, by name. */
export const PLAIN_FIELDS = {
  code,
  name,
  nameEn: name,
  unit,
  category: z.uuid(),
  price: z.number().int().min(0),
  shelfLifeDays: z.number().int().min(1).max(36_500),
  tracking: z.enum(TRACKINGS),
  supplier: z.uuid(),
  discontinued: z.literal(true),
} as const;

/** Lists and tables of an item as they stand in its entry. */
export const MEMBER_FIELDS = {
  /** The single barcode of older versions: one base unit. */
  barcode: barcodeText.optional(),
  packs: z.array(z.looseObject({ unit, quantity })).max(20).optional(),
  barcodes: z.array(z.looseObject({ code: barcodeText, unit: unit.optional(), quantity })).max(30).optional(),
  levels: z.record(z.string().regex(OFFICE_CODE_PATTERN), levelValue).optional(),
  custom: z.record(z.string().max(64), customValue).optional(),
} as const;

const NAMED_FIELDS: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^pack\/.{1,20}$/su, quantity],
  [/^barcode\/.{3,64}$/su, barcodeValue],
  [/^level\/.{1,12}$/su, levelValue],
  [/^custom\/.{1,64}$/su, customValue],
];

const REQUIRED: readonly string[] = ['code', 'name', 'unit'];

/** Whether a field of an item may hold a value. A field of a newer version is kept as it is. */
export function itemFieldAccepts(field: string, value: unknown): boolean {
  if (value === null) return !REQUIRED.includes(field);
  const rule = Object.hasOwn(PLAIN_FIELDS, field)
    ? PLAIN_FIELDS[field as keyof typeof PLAIN_FIELDS]
    : NAMED_FIELDS.find(([pattern]) => pattern.test(field))?.[1];
  return rule?.safeParse(value).success ?? true;
}

export interface Pack {
  readonly unit: string;
  /** Thousandths of the base unit in one pack. */
  readonly quantity: number;
}

export interface Barcode {
  readonly code: string;
  /** A pack's name; undefined is the base unit. */
  readonly unit: string | undefined;
  /** Thousandths of the base unit that one scan stands for. */
  readonly quantity: number;
}

export interface Level {
  readonly office: string;
  /** Thousandths of the base unit. */
  readonly point: number | undefined;
  readonly target: number | undefined;
}

/** Everything of an item, put together of its fields. */
export interface ItemFacts {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | undefined;
  readonly unit: string;
  readonly category: string | undefined;
  readonly price: number | undefined;
  readonly shelfLifeDays: number | undefined;
  readonly tracking: Tracking;
  readonly supplier: string | undefined;
  readonly discontinued: boolean;
  readonly packs: readonly Pack[];
  readonly barcodes: readonly Barcode[];
  readonly levels: readonly Level[];
  readonly custom: Readonly<Record<string, string | number>>;
}

type ItemEntry = Readonly<Record<string, unknown>> & {
  readonly barcode?: string | undefined;
  readonly packs?: readonly { readonly unit: string; readonly quantity: number }[] | undefined;
  readonly barcodes?: readonly { readonly code: string; readonly unit?: string | undefined; readonly quantity: number }[] | undefined;
  readonly levels?: Readonly<Record<string, unknown>> | undefined;
  readonly custom?: Readonly<Record<string, unknown>> | undefined;
};

const ONE = 1000;

/** The fields of an item as it was first written. */
export function firstFields(entry: ItemEntry): Fields {
  const fields: Record<string, unknown> = {};
  for (const field of Object.keys(PLAIN_FIELDS)) if (entry[field] !== undefined) fields[field] = entry[field];
  if (entry.barcode !== undefined) fields[`barcode/${entry.barcode}`] = { quantity: ONE };
  for (const pack of entry.packs ?? []) fields[`pack/${pack.unit}`] = pack.quantity;
  for (const barcode of entry.barcodes ?? []) {
    fields[`barcode/${barcode.code}`] = { quantity: barcode.quantity, ...(barcode.unit === undefined ? {} : { unit: barcode.unit }) };
  }
  for (const [office, level] of Object.entries(entry.levels ?? {})) fields[`level/${office}`] = level;
  for (const [field, value] of Object.entries(entry.custom ?? {})) fields[`custom/${field}`] = value;
  return fields;
}

/** An item of its fields; lists in an order of their own, base unit first. */
export function itemFacts(fields: Fields): ItemFacts {
  const membersOf = (prefix: string): [string, unknown][] =>
    Object.entries(fields)
      .filter(([field]) => field.startsWith(prefix))
      .map(([field, value]): [string, unknown] => [field.slice(prefix.length), value])
      .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const text = (field: string): string | undefined => (typeof fields[field] === 'string' ? fields[field] : undefined);
  const number = (field: string): number | undefined => (typeof fields[field] === 'number' ? fields[field] : undefined);
  return {
    code: text('code') ?? '',
    name: text('name') ?? '',
    nameEn: text('nameEn'),
    unit: text('unit') ?? '',
    category: text('category'),
    price: number('price'),
    shelfLifeDays: number('shelfLifeDays'),
    tracking: (text('tracking') as Tracking | undefined) ?? 'none',
    supplier: text('supplier'),
    discontinued: fields['discontinued'] === true,
    packs: membersOf('pack/')
      .map(([packUnit, amount]) => ({ unit: packUnit, quantity: Number(amount) }))
      .toSorted((left, right) => left.quantity - right.quantity),
    barcodes: membersOf('barcode/')
      .map(([barcode, value]) => ({ code: barcode, ...(value as { unit?: string; quantity: number }) }))
      .map((barcode) => ({ code: barcode.code, unit: barcode.unit, quantity: barcode.quantity }))
      .toSorted((left, right) => left.quantity - right.quantity),
    levels: membersOf('level/').map(([office, value]) => {
      const { point, target } = value as { point?: number; target?: number };
      return { office, point, target };
    }),
    custom: Object.fromEntries(membersOf('custom/')) as Record<string, string | number>,
  };
}
