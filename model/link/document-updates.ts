/**
 * A list of document updates as columns: the names' texts, the UUIDs in them as bytes, then the updates. Interleaved
 * with the updates a name costs some 12 compressed bytes, like this some 8; with 500 small changes that is half of
 * what travels.
 *
 * The UUIDs stand plane by plane (all first bytes, all second bytes, …): those of one time share their first bytes,
 * and equal bytes in a row compress to nothing.
 */
import type * as decoding from 'lib0/decoding';
import type * as encoding from 'lib0/encoding';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { DocumentName } from '../identity/ids.ts';
import type { DocumentUpdate } from './messages.ts';
import { bytes, listOf, text, WireProblem, type Field } from './wire.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
/** Stands for a UUID in a name's text. No document name has it. */
const PLACE = '\u0000';
const UUID_BYTES = 16;
const MAX_NAME_BYTES = 200;

const texts = listOf(text(MAX_NAME_BYTES));
const contents = listOf(bytes);

export const documentUpdates: Field<readonly DocumentUpdate[]> = {
  write(encoder: encoding.Encoder, updates: readonly DocumentUpdate[]): void {
    const uuids: Uint8Array[] = [];
    const shortened = updates.map(({ name }) => {
      if (name.includes(PLACE)) throw new RangeError('a document name has no zero characters');
      const uuid = UUID.exec(name)?.[0];
      if (uuid === undefined) return name;
      uuids.push(hexToBytes(uuid.replaceAll('-', '')));
      return name.replace(uuid, PLACE);
    });
    texts.write(encoder, shortened);
    bytes.write(encoder, intoPlanes(uuids));
    contents.write(encoder, updates.map(({ update }) => update));
  },
  read(decoder: decoding.Decoder): readonly DocumentUpdate[] {
    const shortened = texts.read(decoder);
    const uuids = outOfPlanes(bytes.read(decoder));
    const updates = contents.read(decoder);
    if (updates.length !== shortened.length) throw new WireProblem(`${shortened.length} names and ${updates.length} updates`);
    let used = 0;
    const named = updates.map((update, index) => {
      const shortName = shortened[index] ?? '';
      if (!shortName.includes(PLACE)) return { name: shortName as DocumentName, update };
      const uuid = uuids[used];
      used += 1;
      if (uuid === undefined) throw new WireProblem('a name lacks its UUID');
      return { name: shortName.replace(PLACE, uuid) as DocumentName, update };
    });
    if (used !== uuids.length) throw new WireProblem('more UUIDs than names that have one');
    if (named.some(({ name }) => name.includes(PLACE))) throw new WireProblem('a name has two places for a UUID');
    return named;
  },
};

function intoPlanes(uuids: readonly Uint8Array[]): Uint8Array {
  const planes = new Uint8Array(uuids.length * UUID_BYTES);
  for (const [index, uuid] of uuids.entries()) {
    for (let plane = 0; plane < UUID_BYTES; plane += 1) planes[plane * uuids.length + index] = uuid[plane] ?? 0;
  }
  return planes;
}

function outOfPlanes(planes: Uint8Array): readonly string[] {
  if (planes.byteLength % UUID_BYTES !== 0) throw new WireProblem('UUIDs are cut off');
  const count = planes.byteLength / UUID_BYTES;
  return Array.from({ length: count }, (_, index) => {
    const uuid = Uint8Array.from({ length: UUID_BYTES }, (_unused, plane) => planes[plane * count + index] ?? 0);
    const hex = bytesToHex(uuid);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  });
}
