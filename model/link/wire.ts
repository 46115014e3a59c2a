/**
 * Fields of the link's messages as bytes, on lib0's variable-length integers.
 *
 * 1. A field reads back exactly what it wrote, and nothing else: whatever does not fit throws `WireProblem`,
 *    which `codec.ts` turns into a value.
 * 2. No length is trusted before it is compared with the bytes that are really there. lib0 itself compares with
 *    the buffer underneath, which in Node is shared with other messages.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeUtf8 } from 'lib0/string';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** Bytes that are no message of this protocol. Thrown inside `model/link` only. */
export class WireProblem extends Error {}

/** How one value stands in a message. */
export interface Field<Value> {
  write(encoder: encoding.Encoder, value: Value): void;
  read(decoder: decoding.Decoder): Value;
}

function remaining(decoder: decoding.Decoder): number {
  return decoder.arr.byteLength - decoder.pos;
}

/** A whole number from 0 to 2^53 - 1. */
export const count: Field<number> = {
  write: (encoder, value) => encoding.writeVarUint(encoder, value),
  read: (decoder) => decoding.readVarUint(decoder),
};

/** Bytes, as a view of the message: whoever keeps them longer than the message copies them. */
export const bytes: Field<Uint8Array> = {
  write: (encoder, value) => encoding.writeVarUint8Array(encoder, value),
  read(decoder) {
    const length = decoding.readVarUint(decoder);
    if (length > remaining(decoder)) throw new WireProblem(`${length} bytes announced, ${remaining(decoder)} there`);
    // A plain Uint8Array also where the message is Node's Buffer, whose `slice` does not copy.
    const view = new Uint8Array(decoder.arr.buffer, decoder.arr.byteOffset + decoder.pos, length);
    decoder.pos += length;
    return view;
  },
};

export const flag: Field<boolean> = {
  write: (encoder, value) => encoding.writeUint8(encoder, value ? 1 : 0),
  read(decoder) {
    const value = readByte(decoder);
    if (value > 1) throw new WireProblem(`${value} is neither yes nor no`);
    return value === 1;
  },
};

export function readByte(decoder: decoding.Decoder): number {
  if (remaining(decoder) < 1) throw new WireProblem('message ends too early');
  return decoding.readUint8(decoder);
}

/** Text of at most `maxBytes` bytes of UTF-8 that matches `pattern`. */
export function text<Value extends string = string>(maxBytes: number, pattern?: RegExp): Field<Value> {
  return {
    write: (encoder, value) => encoding.writeVarString(encoder, value),
    read(decoder) {
      const raw = bytes.read(decoder);
      if (raw.byteLength > maxBytes) throw new WireProblem(`text of ${raw.byteLength} bytes, at most ${maxBytes}`);
      const value = decodeUtf8(raw);
      if (pattern !== undefined && !pattern.test(value)) throw new WireProblem(`text does not match ${pattern.source}`);
      return value as Value;
    },
  };
}

/** Lower-case hex, half the size on the wire. */
export function hex(maxBytes: number): Field<string> {
  return {
    write: (encoder, value) => bytes.write(encoder, hexToBytes(value)),
    read(decoder) {
      const raw = bytes.read(decoder);
      if (raw.byteLength > maxBytes) throw new WireProblem(`digest of ${raw.byteLength} bytes, at most ${maxBytes}`);
      return bytesToHex(raw);
    },
  };
}

/** One of a closed list, by its place: the list only ever grows at its end. */
export function oneOf<Value extends string>(values: readonly Value[]): Field<Value> {
  return {
    write(encoder, value) {
      encoding.writeUint8(encoder, values.indexOf(value));
    },
    read(decoder) {
      const place = readByte(decoder);
      const value = values[place];
      if (value === undefined) throw new WireProblem(`${place} is not one of ${values.join(', ')}`);
      return value;
    },
  };
}

export function orNull<Value>(field: Field<Value>): Field<Value | null> {
  return {
    write(encoder, value) {
      flag.write(encoder, value !== null);
      if (value !== null) field.write(encoder, value);
    },
    read: (decoder) => (flag.read(decoder) ? field.read(decoder) : null),
  };
}

export function listOf<Value>(field: Field<Value>): Field<readonly Value[]> {
  return {
    write(encoder, values) {
      encoding.writeVarUint(encoder, values.length);
      for (const value of values) field.write(encoder, value);
    },
    read(decoder) {
      const length = decoding.readVarUint(decoder);
      // Every element takes a byte at least, so a longer list cannot be true.
      if (length > remaining(decoder)) throw new WireProblem(`list of ${length} in ${remaining(decoder)} bytes`);
      const values: Value[] = [];
      for (let index = 0; index < length; index += 1) values.push(field.read(decoder));
      return values;
    },
  };
}

/** A field for each property; their order here is their order on the wire. */
export type FieldsOf<Value> = { readonly [Name in keyof Value]-?: Field<Value[Name]> };

export function record<Value extends object>(fields: FieldsOf<Value>): Field<Value> {
  const names = Object.keys(fields) as (keyof Value & string)[];
  return {
    write(encoder, value) {
      for (const name of names) fields[name].write(encoder, value[name]);
    },
    read(decoder) {
      const value: Partial<Value> = {};
      for (const name of names) value[name] = fields[name].read(decoder);
      return value as Value;
    },
  };
}

/** The record that fills the rest of `input`. Throws WireProblem, or lib0's own errors, where it does not. */
export function readWhole<Value>(field: Field<Value>, input: Uint8Array): Value {
  const decoder = decoding.createDecoder(input);
  const value = field.read(decoder);
  if (remaining(decoder) !== 0) throw new WireProblem(`${remaining(decoder)} bytes too many`);
  return value;
}

export function writeWhole<Value>(field: Field<Value>, value: Value): Uint8Array {
  return encoding.encode((encoder) => field.write(encoder, value));
}
