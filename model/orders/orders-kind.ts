/**
 * Documents `orders/{office}/{yyyy-mm}`: an office's orders, what was changed of them, and payments, append-only.
 *
 * 1. An order says what was ordered, never what came of it: that follows from the movements that name it (ORDER-4).
 * 2. A change is an amendment of one field that names the amendments it saw (ORDER-3).
 * 3. A payment is never removed: a mistake is reversed by an entry that names it.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type * as Y from 'yjs';
import { z } from 'zod';
import { MAX_QUANTITY_THOUSANDTHS } from '../contract/quantity.ts';
import { appendOnlyProblem, presentEntries, signatureProblem } from '../document/append-only.ts';
import type { DocumentKind, DocumentProblem, RuleContext } from '../document/kind.ts';
import { STAMP_PATTERN, stampMs, type Stamp } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN, type DocumentName } from '../identity/ids.ts';
import { canonicalJson } from '../identity/signatures.ts';
import { readOrderNumber } from './order-number.ts';

const PATTERN = /^orders\/([A-Z][A-Z0-9]{0,5})\/(\d{4}-(?:0[1-9]|1[0-2]))$/;

/** What an entry is signed for. */
export const ORDER_PURPOSE = 'order';

export const ORDER_KINDS = ['purchase', 'sale'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export const MAX_ORDER_LINES = 200;
const MAX_ENTRY_BYTES = 65_536;
const MAX_PRICE = 1_000_000_000_000;
/** Most minor units of one payment. */
export const MAX_AMOUNT = 100_000_000_000_000;

const quantity = z.number().int().min(1).max(MAX_QUANTITY_THOUSANDTHS);
const price = z.number().int().min(0).max(MAX_PRICE);

const common = {
  id: z.uuid(),
  office: z.string().regex(OFFICE_CODE_PATTERN),
  by: z.string().min(1).max(64),
  workstation: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN),
  signature: z.string().min(1).max(200),
};

const line = z.looseObject({
  item: z.uuid(),
  /** Thousandths of the base unit. */
  quantity,
  /** Minor units per base unit; absent where it was not agreed. */
  price: price.optional(),
  due: z.iso.date().optional(),
  /** What was entered, for paper: thousandths of that unit. */
  pack: z.object({ unit: z.string().min(1).max(20), quantity }).optional(),
});

const order = z.looseObject({
  type: z.literal('order'),
  ...common,
  kind: z.enum(ORDER_KINDS),
  number: z.string().max(40),
  letter: z.string().regex(/^[A-Z]{1,3}$/),
  partner: z.uuid(),
  due: z.iso.date().optional(),
  note: z.string().max(1000).optional(),
  lines: z.array(line).min(1).max(MAX_ORDER_LINES),
});

const amendment = z.looseObject({
  type: z.literal('amendment'),
  ...common,
  /** The order. */
  entry: z.uuid(),
  /** `due`, `note`, `cancelled`, or one of a line: `line/2/quantity`. */
  field: z.string().max(40),
  value: z.json(),
  /** Ids of the amendments of the field that the writer had before them. */
  seen: z.array(z.uuid()).max(64),
});

const payment = z.looseObject({
  type: z.literal('payment'),
  ...common,
  partner: z.uuid(),
  /** `out` is paid by us. */
  direction: z.enum(['in', 'out']),
  /** Which of the partner's two accounts it belongs to: what we owe, or what they owe. */
  account: z.enum(['payable', 'receivable']),
  /** Minor units. */
  amount: z.number().int().min(1).max(MAX_AMOUNT),
  date: z.iso.date(),
  method: z.string().min(1).max(40),
  reference: z.string().max(200).optional(),
  note: z.string().max(500).optional(),
  order: z.uuid().optional(),
});

const reversal = z.looseObject({ type: z.literal('payment-reversal'), ...common, payment: z.uuid(), reason: z.string().min(1).max(200) });

const entryShape = z.discriminatedUnion('type', [order, amendment, payment, reversal]);

/** The fields by name, without the index signature of a loose object. */
type Known<Loose> = { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] };
export type OrderLine = Known<z.output<typeof line>>;
export type Order = Omit<Known<z.output<typeof order>>, 'lines'> & { readonly lines: readonly OrderLine[] };
export type Amendment = Known<z.output<typeof amendment>>;
export type Payment = Known<z.output<typeof payment>>;
export type PaymentReversal = Known<z.output<typeof reversal>>;
export type OrderEntry = Order | Amendment | Payment | PaymentReversal;

/** What a field may be changed to; null where it may be left empty. */
const FIELD_VALUES: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^(?:line\/[1-9]\d{0,3}\/)?due$/, z.iso.date().nullable()],
  [/^(?:line\/[1-9]\d{0,3}\/)?cancelled$/, z.boolean()],
  [/^note$/, z.string().max(1000).nullable()],
  [/^line\/[1-9]\d{0,3}\/quantity$/, quantity],
  [/^line\/[1-9]\d{0,3}\/price$/, price],
];

/** The name of a line's field. */
export function lineField(number: number, field: 'quantity' | 'price' | 'due' | 'cancelled'): string {
  return `line/${String(number)}/${field}`;
}

export function ordersName(office: string, at: Stamp): DocumentName {
  return `orders/${office}/${monthOf(at)}` as DocumentName;
}

function monthOf(at: string): string {
  return new Date(stampMs(at as Stamp)).toISOString().slice(0, 7);
}

/** The map of entries by id. */
export function orderEntriesOf(doc: Y.Doc): Y.Map<OrderEntry> {
  return doc.getMap<OrderEntry>('entries');
}

function shapeProblem(entry: OrderEntry): string | undefined {
  if (entry.type === 'order') {
    const number = readOrderNumber(entry.number);
    const own = number?.office === entry.office && number.letter === entry.letter && number.kind === entry.kind;
    return own ? undefined : 'number is not of this office and workstation';
  }
  if (entry.type !== 'amendment') return undefined;
  const value = FIELD_VALUES.find(([field]) => field.test(entry.field));
  return value?.[1].safeParse(entry.value).success === true ? undefined : `${entry.field} cannot be changed so`;
}

function entryProblem(key: string, value: unknown, office: string, month: string, context: RuleContext): DocumentProblem | undefined {
  const wrong = (detail: string): DocumentProblem => ({ rule: 'ORDER-1', detail: `entry ${key}: ${detail}` });
  const parsed = entryShape.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return wrong(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
  }
  const entry = parsed.data;
  const shape = shapeProblem(entry);
  if (shape !== undefined) return wrong(shape);
  if (utf8ToBytes(canonicalJson(value)).length > MAX_ENTRY_BYTES) return wrong('is too large');
  if (entry.id !== key) return wrong(`stands under another id than ${entry.id}`);
  if (entry.office !== office) return wrong(`is of ${entry.office}`);
  if (monthOf(entry.at) !== month) return wrong('is of another month');
  return signatureProblem(value as OrderEntry, ORDER_PURPOSE, context, 'ORDER-1');
}

export const ordersKind: DocumentKind = {
  kind: 'orders',
  pattern: PATTERN,
  roots: { entries: 'map' },
  guarded: true,
  mayWrite: (name, writer) => PATTERN.exec(name)?.[1] === writer.office,
  mayRead: () => true,
  check(change, context) {
    const [, office, month] = PATTERN.exec(change.name) ?? [];
    if (office === undefined || month === undefined) return { rule: 'ORDER-1', detail: `${change.name} holds no orders` };
    const problem = appendOnlyProblem(change, 'entries', 'ORDER-1');
    if (problem !== undefined) return problem;
    for (const { key, after } of presentEntries(change)) {
      const found = entryProblem(key, after, office, month, context);
      if (found !== undefined) return found;
    }
    return undefined;
  },
};
