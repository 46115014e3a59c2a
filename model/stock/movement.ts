/**
 * A movement: one immutable, signed line of an office's stock ledger.
 *
 * 1. Quantities are signed thousandths: what comes in is positive, what goes out negative.
 * 2. `sequence` counts a workstation's movements from 1; `previous` is the hash of the one before (STOCK-6).
 *    With both, anyone can prove that a workstation's ledger is complete and unaltered.
 * 3. `seen` names the last sequence of each *other* workstation of the office (by letter) that the poster held:
 *    two movements raced when neither had seen the other (STOCK-12).
 */
import { z } from 'zod';
import { STAMP_PATTERN, stampMs, type Stamp } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN } from '../identity/ids.ts';
import { MAX_QUANTITY_THOUSANDTHS } from './quantity.ts';

// By itself, so that screens have it without the shapes.
export { DEFAULT_LOCATION } from './default-location.ts';

export const MOVEMENT_KINDS = [
  'receipt',
  'issue',
  'transfer-out',
  'transfer-in',
  /** Between locations of one office: two lines of one document whose sum is zero (STOCK-18). */
  'move',
  /** A customer brings something back. */
  'return-in',
  /** Something goes back to its supplier. */
  'return-out',
  'count',
  'reversal',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** Most bytes of a movement's canonical JSON. */
export const MAX_MOVEMENT_BYTES = 4096;

const HASH_PATTERN = /^[0-9a-f]{64}$/;
const NUMBER_PATTERN = /^([A-Z][A-Z0-9]{0,5})-([A-Z]{1,3})-(\d{4})-(\d{6,9})$/;

const office = z.string().regex(OFFICE_CODE_PATTERN);
const letter = z.string().regex(/^[A-Z]{1,3}$/);

// Fields of newer versions are kept and signed, not refused: versions live side by side.
const fields = z.looseObject({
  id: z.uuid(),
  number: z.string().regex(NUMBER_PATTERN),
  /** Position within the document of that number, from 1. */
  line: z.number().int().min(1).max(10_000),
  kind: z.enum(MOVEMENT_KINDS),
  office,
  item: z.uuid(),
  lot: z.string().min(1).max(100).optional(),
  /** Last day on which the lot may be used, `2027-03-31`. */
  expiry: z.iso.date().optional(),
  /** The lot is a serial number: exactly one of it exists (STOCK-22). */
  serial: z.literal(true).optional(),
  location: z.string().min(1).max(100),
  /** Signed thousandths of the base unit. */
  quantity: z.number().int().min(-MAX_QUANTITY_THOUSANDTHS).max(MAX_QUANTITY_THOUSANDTHS),
  /** What a count found, thousandths. `quantity` is what was then missing or over; what counts is derived (STOCK-42). */
  counted: z.number().int().min(0).max(MAX_QUANTITY_THOUSANDTHS).optional(),
  /** When it was counted, where that was before it was posted. */
  observed: z.string().regex(STAMP_PATTERN).transform((stamp) => stamp as Stamp).optional(),
  /** Minor units per base unit. */
  unitCost: z.number().int().min(0).max(1_000_000_000_000).optional(),
  /** Minor units per base unit: what a customer pays. It has no part in the value of stock. */
  unitPrice: z.number().int().min(0).max(1_000_000_000_000).optional(),
  /** What was entered, for paper: thousandths of that unit. `quantity` alone counts. */
  pack: z.object({ unit: z.string().min(1).max(20), quantity: z.number().int().min(1).max(MAX_QUANTITY_THOUSANDTHS) }).optional(),
  /** Supplier or customer. */
  partner: z.uuid().optional(),
  /** The order that the line fulfils, and which of its lines, from 1. */
  order: z.uuid().optional(),
  orderLine: z.number().int().min(1).max(10_000).optional(),
  reason: z.string().max(200),
  reference: z.string().max(200).optional(),
  note: z.string().max(1000).optional(),
  /** The day on which it took place by another system's records. It is stated alone: what counts is `at` (EXCHANGE-10). */
  dated: z.iso.date().optional(),
  /** A manager or headquarters allowed it to go below zero. */
  override: z.literal(true).optional(),
  /** The quota whose rights an issue uses, of its own workstation; a reversal names it again (STOCK-62). */
  quota: z.uuid().optional(),
  /** The quota that headquarters let an issue pass over, without using rights of it (STOCK-64). */
  beyondQuota: z.uuid().optional(),
  by: z.string().min(1).max(64),
  workstation: z.string().min(1).max(64),
  letter,
  at: z.string().regex(STAMP_PATTERN).transform((stamp) => stamp as Stamp),
  sequence: z.number().int().min(1),
  seen: z.record(letter, z.number().int().min(1)).optional(),
  previous: z.union([z.literal(''), z.string().regex(HASH_PATTERN)]),
  transfer: z.uuid().optional(),
  from: office.optional(),
  to: office.optional(),
  reverses: z.uuid().optional(),
  signature: z.string().min(1).max(200),
});

/** What stands in a ledger. */
export type Movement = Known<z.output<typeof fields>>;
/** A movement before it is signed. */
export type UnsignedMovement = Omit<Movement, 'signature'>;
/** The fields by name, without the index signature of a loose object. */
type Known<Loose> = { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] };

/** Sign of the quantity that a kind demands; 0 is either. */
const SIGN: Readonly<Record<MovementKind, -1 | 0 | 1>> = {
  receipt: 1,
  issue: -1,
  'transfer-out': -1,
  'transfer-in': 1,
  move: 0,
  'return-in': 1,
  'return-out': -1,
  count: 0,
  reversal: 0,
};

const DATED_KINDS: ReadonlySet<MovementKind> = new Set(['receipt', 'issue', 'return-in', 'return-out']);

/** Thousandths of a line of a serial-tracked item. */
export const SERIAL_QUANTITY = 1000;

/** The shape of a movement, with what its kind demands (STOCK-3). */
export const movementShape = fields.superRefine((movement, context) => {
  const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  const sign = SIGN[movement.kind];
  if (sign !== 0 && Math.sign(movement.quantity) !== sign) wrong('quantity', `has the wrong sign for ${movement.kind}`);
  if (movement.quantity === 0 && movement.kind !== 'count' && movement.kind !== 'reversal') wrong('quantity', 'is zero');
  if ((movement.kind === 'count') !== (movement.counted !== undefined)) wrong('counted', 'belongs to a count');
  if (movement.observed !== undefined && (movement.kind !== 'count' || movement.observed > movement.at)) wrong('observed', 'belongs to a count, before it was posted');
  if ((movement.kind === 'reversal') !== (movement.reverses !== undefined)) wrong('reverses', 'belongs to a reversal');
  if ((movement.sequence === 1) !== (movement.previous === '')) wrong('previous', 'must name the movement before');
  if (movement.expiry !== undefined && movement.lot === undefined) wrong('expiry', 'belongs to a lot');
  if (movement.serial === true && (movement.lot === undefined || Math.abs(movement.quantity) !== SERIAL_QUANTITY)) {
    wrong('serial', 'is exactly one, with its number as lot');
  }
  if (movement.dated !== undefined && !DATED_KINDS.has(movement.kind)) wrong('dated', 'belongs to what came in or went out');
  if (movement.orderLine !== undefined && movement.order === undefined) wrong('orderLine', 'belongs to an order');
  if ((movement.quota !== undefined || movement.beyondQuota !== undefined) && movement.kind !== 'issue' && movement.kind !== 'reversal') {
    wrong('quota', 'belongs to an issue');
  }
  if (movement.quota !== undefined && movement.beyondQuota !== undefined) wrong('beyondQuota', 'is used or passed over, not both');
  const ends = [movement.transfer, movement.from, movement.to].filter((end) => end !== undefined).length;
  const isTransfer = movement.kind === 'transfer-out' || movement.kind === 'transfer-in';
  if (ends !== 0 && ends !== 3) wrong('transfer', 'names its id and both offices');
  if (isTransfer && ends === 0) wrong('transfer', 'is missing');
  if (ends === 3 && !isTransfer && movement.kind !== 'reversal') wrong('transfer', 'belongs to a transfer');
  if (movement.kind === 'transfer-out' && movement.from !== movement.office) wrong('from', 'is not this office');
  if (movement.kind === 'transfer-in' && movement.to !== movement.office) wrong('to', 'is not this office');
  const number = readNumber(movement.number);
  if (number?.office !== movement.office || number.letter !== movement.letter) wrong('number', 'is not of this office and workstation');
});

export interface DocumentNumber {
  readonly office: string;
  readonly letter: string;
  readonly year: string;
  readonly counter: number;
}

/** `SH-A-2026-000123`: unique without a server, because each workstation has a letter of its own in its office. */
export function formatNumber({ office: code, letter: own, year, counter }: DocumentNumber): string {
  return `${code}-${own}-${year}-${String(counter).padStart(6, '0')}`;
}

/** The parts of a document number; undefined where it is none. */
export function readNumber(text: string): DocumentNumber | undefined {
  const match = NUMBER_PATTERN.exec(text);
  const [, code, own, year, counter] = match ?? [];
  if (code === undefined || own === undefined || year === undefined || counter === undefined) return undefined;
  return { office: code, letter: own, year, counter: Number(counter) };
}

/** `2026-11`: the month (UTC) that a stamp falls into; it only decides which document holds the movement. */
export function stampMonth(stamp: Stamp): string {
  return new Date(stampMs(stamp)).toISOString().slice(0, 7);
}

/** The canonical order of movements: by stamp, then by id. Every replica sorts alike (STOCK-9). */
export function compareMovements(left: Pick<Movement, 'at' | 'id'>, right: Pick<Movement, 'at' | 'id'>): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

/** What tells whether one movement was posted in knowledge of another. */
export type Witness = Pick<Movement, 'id' | 'workstation' | 'letter' | 'sequence' | 'seen'>;

/** True where the poster of `later` held `earlier` when posting. Both are of one office. */
export function hadSeen(later: Witness, earlier: Witness): boolean {
  if (later.workstation === earlier.workstation) return later.sequence > earlier.sequence;
  return (later.seen?.[earlier.letter] ?? 0) >= earlier.sequence;
}

/** True where two movements of one office were posted without knowledge of each other. */
export function raced(left: Witness, right: Witness): boolean {
  return left.id !== right.id && !hadSeen(left, right) && !hadSeen(right, left);
}
