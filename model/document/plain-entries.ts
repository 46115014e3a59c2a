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

interface Placed {
  readonly value: unknown;
  readonly client: number;
  readonly clock: number;
}

/** A text that was read before, with the bytes that it was read from. */
interface Known {
  bytes: Uint8Array;
  text: string;
}

/** A field of entries: its name, and its text in the entry before, which mostly is that of this one. */
interface Field extends Known {
  readonly last: Known;
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
  const fields = new Map<number, Field[]>();
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
        if (decoding.readVarUint(decoder) !== 1 || decoding.readVarString(decoder) !== root) return undefined;
        const name = decoding.readVarString(decoder);
        if (decoding.readVarUint(decoder) !== 1) return undefined;
        const value = readEntry(decoder, fields);
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
function readEntry(decoder: decoding.Decoder, fields: Map<number, Field[]>): unknown {
  if (decoder.arr[decoder.pos] !== ANY_OBJECT) return decoding.readAny(decoder);
  decoder.pos += 1;
  const entry: Record<string, unknown> = {};
  const count = decoding.readVarUint(decoder);
  for (let index = 0; index < count; index += 1) {
    const field = readField(decoder, fields);
    if (decoder.arr[decoder.pos] !== ANY_STRING) entry[field.text] = decoding.readAny(decoder);
    else {
      decoder.pos += 1;
      entry[field.text] = readText(decoder, field.last);
    }
  }
  return entry;
}

function readField(decoder: decoding.Decoder, fields: Map<number, Field[]>): Field {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  // Names differ in these mostly; those that do not are compared.
  const key = (length << 16) | ((decoder.arr[start] ?? 0) << 8) | (decoder.arr[start + length - 1] ?? 0);
  const alike = fields.get(key) ?? [];
  const known = alike.find(({ bytes }) => isAt(decoder.arr, start, length, bytes));
  decoder.pos = start + length;
  if (known !== undefined) return known;
  const bytes = decoder.arr.subarray(start, decoder.pos);
  // The engine's own copy of the name, which it need not look up each time that a field is set.
  const [text = ''] = Object.keys({ [textOf(bytes)]: true });
  const field = { bytes, text, last: { bytes: new Uint8Array(), text: '' } };
  fields.set(key, [...alike, field]);
  return field;
}

/** Reads a text and keeps it in `last`. */
function readText(decoder: decoding.Decoder, last: Known): string {
  const length = decoding.readVarUint(decoder);
  const start = decoder.pos;
  decoder.pos = start + length;
  if (!isAt(decoder.arr, start, length, last.bytes)) {
    last.bytes = decoder.arr.subarray(start, decoder.pos);
    last.text = textOf(last.bytes);
  }
  return last.text;
}

function isAt(all: Uint8Array, start: number, length: number, bytes: Uint8Array): boolean {
  if (bytes.length !== length) return false;
  // The end tells identifiers apart sooner than the beginning.
  for (let index = length - 1; index >= 0; index -= 1) if (all[start + index] !== bytes[index]) return false;
  return true;
}

function textOf(bytes: Uint8Array): string {
  for (const byte of bytes) if (byte > 0x7f) return decodeUtf8(bytes);
  return String.fromCharCode.apply(undefined, bytes as unknown as number[]);
}
