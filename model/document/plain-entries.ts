/**
 * Reads the entries of a map straight from encoded updates, without building the document: many times faster, for
 * passes over documents that only ever grew. Format: Yjs update version 1 (github.com/yjs/yjs, INTERNALS.md and
 * src/utils/updates.js), values as lib0 encodes "any".
 *
 * It understands only what an append-only map writes: whole entries of plain values under names that nobody else
 * used, nothing deleted, nothing missing. For anything else it gives `undefined`, and the document must be built. So
 * what it gives is what Yjs would.
 */
import * as decoding from 'lib0/decoding';
import { decodeUtf8 } from 'lib0/string';

/** Bits of a struct's first byte. */
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_NAME = 0x20;
const CONTENT = 0x1f;
const CONTENT_ANY = 8;

/** Tags of lib0's "any". */
const ANY_STRING = 119;
const ANY_OBJECT = 118;

/** Longer texts are read by the engine, which needs longer to begin. */
const MOST_CODES = 100;

/** Assigning it would set what an object descends from. */
const NEVER_A_FIELD = '__proto__';

interface Placed {
  readonly value: unknown;
  readonly client: number;
  readonly clock: number;
}

/** A text that was read before, and where. */
interface Known {
  all: Uint8Array;
  start: number;
  length: number;
  text: string;
}

/** A field of entries: its name, and its text in the entry before, which mostly is that of this one. */
interface Field extends Known {
  readonly last: Known;
}

/** Where a field stood in an entry: entries mostly have the same fields in the same order. */
interface Step {
  readonly field: Field | undefined;
  /** Steps that came after it, and the last of them. */
  readonly next: Step[];
  likely: Step | undefined;
}

interface Reading {
  readonly fields: Map<number, Field[]>;
  readonly start: Step;
  /** The name of the entry that is being read, which mostly stands in it once more. */
  readonly name: Known;
  /** By length: room for the codes of a text. */
  readonly codes: number[][];
}

/**
 * Entries by name of the only root of a document, in the order of the updates.
 * @param updates all that is held of the document.
 * @returns undefined where the document is not that simple.
 */
export function readPlainEntries(updates: Iterable<Uint8Array>, root: string): ReadonlyMap<string, unknown> | undefined {
  const entries = new Map<string, Placed>();
  /** Of each client: how many clocks were read, and the end of the last. */
  const clocks = new Map<number, { read: number; end: number }>();
  const reading: Reading = { fields: new Map(), start: stepTo(undefined), name: nothing(), codes: [] };
  const rootName = nothing();
  for (const update of updates) {
    const decoder = decoding.createDecoder(update);
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients -= 1) {
      const structs = decoding.readVarUint(decoder);
      const client = decoding.readVarUint(decoder);
      const first = decoding.readVarUint(decoder);
      const seen = clocks.get(client) ?? { read: 0, end: 0 };
      clocks.set(client, seen);
      for (let clock = first; clock < first + structs; clock += 1) {
        const info = decoding.readUint8(decoder);
        if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0 || (info & HAS_NAME) === 0 || (info & CONTENT) !== CONTENT_ANY) return undefined;
        if (decoding.readVarUint(decoder) !== 1 || readText(decoder, rootName, reading) !== root) return undefined;
        const name = readText(decoder, reading.name, reading);
        if (decoding.readVarUint(decoder) !== 1) return undefined;
        const value: unknown = decoder.arr[decoder.pos] === ANY_OBJECT ? readEntry(decoder, reading) : decoding.readAny(decoder);
        if (value === undefined) return undefined;
        const known = entries.get(name);
        if (known === undefined) {
          entries.set(name, { value, client, clock });
          seen.read += 1;
          seen.end = Math.max(seen.end, clock + 1);
        } else if (known.client !== client || known.clock !== clock) return undefined;
      }
    }
    const deleted = decoding.readVarUint(decoder);
    if (deleted !== 0) return undefined;
  }
  // A clock that is missing holds back all later ones.
  for (const { read, end } of clocks.values()) if (read !== end) return undefined;
  return new Map(Array.from(entries, ([name, { value }]) => [name, value]));
}

/** An entry's value. Texts that are as in the entry before are not read again. */
function readEntry(decoder: decoding.Decoder, reading: Reading): Readonly<Record<string, unknown>> | undefined {
  decoder.pos += 1;
  const entry: Record<string, unknown> = {};
  let step = reading.start;
  for (let count = decoding.readVarUint(decoder); count > 0; count -= 1) {
    step = readStep(decoder, step, reading);
    const { field } = step;
    if (field === undefined || field.text === NEVER_A_FIELD) return undefined;
    if (decoder.arr[decoder.pos] === ANY_STRING) {
      decoder.pos += 1;
      entry[field.text] = readText(decoder, field.last, reading);
    } else entry[field.text] = decoding.readAny(decoder);
  }
  return entry;
}

/** The step after `from` whose field comes next. */
function readStep(decoder: decoding.Decoder, from: Step, reading: Reading): Step {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  decoder.pos = start + length;
  if (from.likely?.field !== undefined && isAt(decoder.arr, start, length, from.likely.field)) return from.likely;
  const field = fieldAt(decoder.arr, start, length, reading);
  let step = from.next.find((next) => next.field === field);
  if (step === undefined) from.next.push((step = stepTo(field)));
  from.likely = step;
  return step;
}

function stepTo(field: Field | undefined): Step {
  return { field, next: [], likely: undefined };
}

function nothing(): Known {
  return { all: new Uint8Array(), start: 0, length: 0, text: '' };
}

function fieldAt(all: Uint8Array, start: number, length: number, { fields, codes }: Reading): Field {
  // Names differ in these mostly; those that do not are compared.
  const key = (length << 16) | ((all[start] ?? 0) << 8) | (all[start + length - 1] ?? 0);
  const alike = fields.get(key) ?? [];
  const known = alike.find((each) => isAt(all, start, length, each));
  if (known !== undefined) return known;
  // The engine's own copy of the name, which it need not look up each time that a field is set.
  const [text = ''] = Object.keys({ [textAt(all, start, length, codes)]: true });
  const field = { all, start, length, text, last: nothing() };
  fields.set(key, [...alike, field]);
  return field;
}

/** Reads a text and keeps it in `last`. */
function readText(decoder: decoding.Decoder, last: Known, { name, codes }: Reading): string {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  const all = decoder.arr;
  decoder.pos = start + length;
  if (isAt(all, start, length, last)) return last.text;
  last.text = isAt(all, start, length, name) ? name.text : textAt(all, start, length, codes);
  last.all = all;
  last.start = start;
  last.length = length;
  return last.text;
}

function isAt(all: Uint8Array, start: number, length: number, known: Known): boolean {
  if (known.length !== length) return false;
  const { all: other, start: from } = known;
  // The end tells identifiers apart sooner than the beginning.
  for (let index = length - 1; index >= 0; index -= 1) if (all[start + index] !== other[from + index]) return false;
  return true;
}

function textAt(all: Uint8Array, start: number, length: number, codes: number[][]): string {
  if (length > MOST_CODES) return decodeUtf8(all.subarray(start, start + length));
  const room = (codes[length] ??= Array.from({ length }, () => 0));
  for (let index = 0; index < length; index += 1) {
    const code = all[start + index] ?? 0;
    if (code > 0x7f) return decodeUtf8(all.subarray(start, start + length));
    room[index] = code;
  }
  return String.fromCharCode.apply(undefined, room);
}
