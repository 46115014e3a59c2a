/**
 * The link's messages as bytes (SPEC.md, LINK-1 to LINK-6).
 *
 * 1. The first byte is the message's type; numbers are never reused. Bulk messages have a second byte that says
 *    whether the rest is compressed.
 * 2. Decoding validates all of it and returns the message or a `Malformed`; it never throws, whatever the bytes.
 * 3. Compressed bytes are expanded up to `maxBytes` and no further.
 * 4. Byte fields of a decoded message are views of the input: copy what is kept.
 */
import { STAMP_PATTERN, type Stamp } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';
import type {
  Cursor,
  Digests,
  Differences,
  FromRelay,
  FromWorkstation,
  PlacedReport,
  RefusedReason,
  Report,
  States,
  Ack,
} from './messages.ts';
import { documentUpdates } from './document-updates.ts';
import type { Codec } from './transport.ts';
import { bytes, count, flag, hex, listOf, oneOf, orNull, readWhole, record, text, writeWhole, type Field } from './wire.ts';

/** Bytes that are no message. `detail` says where; it quotes nothing of the content. */
export interface Malformed {
  readonly malformed: true;
  readonly detail: string;
}

export function isMalformed(value: unknown): value is Malformed {
  return typeof value === 'object' && value !== null && 'malformed' in value;
}

/** Largest message after joining and expanding, in bytes. */
export const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
/** Bulk messages below this many bytes travel as they are: compressing them saves nothing that matters. */
export const COMPRESS_FROM_BYTES = 256;

const REFUSED_REASONS = [
  'protocolTooOld',
  'relayTooOld',
  'unknownOrganisation',
  'unknownWorkstation',
  'badSignature',
  'revoked',
  'enrolmentUnknown',
  'enrolmentUsed',
  'enrolmentExpired',
  'notClaimed',
  'alreadyClaimed',
  'badSetupCode',
  'tooLarge',
  'tooFast',
  'malformed',
  'stopping',
  'storageFailed',
] as const satisfies readonly RefusedReason[];

const name = text<DocumentName>(200);
const id = text(100);
const key = text(100, /^[A-Za-z0-9_-]*$/);
const cursor = record<Cursor>({ epoch: id, sequence: count });
const reportFields = {
  workstation: id,
  office: id,
  completeUpTo: text<Stamp>(40, STAMP_PATTERN),
  waiting: count,
  signature: key,
};
const report = record<Report>(reportFields);
const placedReport = record<PlacedReport>({ ...reportFields, sequence: count, atMs: count, connected: flag });

type Body<Message> = Omit<Message, 'type'>;

interface Shape<Message> {
  readonly number: number;
  readonly bulk: boolean;
  readonly body: Field<Body<Message>>;
}

type Shapes<Message extends { readonly type: string }> = {
  readonly [Type in Message['type']]: Shape<Extract<Message, { readonly type: Type }>>;
};

const awareness = { number: 40, bulk: false, body: record<{ name: DocumentName; state: Uint8Array }>({ name, state: bytes }) };

const workstationShapes: Shapes<FromWorkstation> = {
  hello: {
    number: 1,
    bulk: false,
    body: record({
      protocol: count,
      schema: count,
      nonce: key,
      relay: id,
      workstation: id,
      organisation: key,
      cursor: orNull(cursor),
      signature: key,
    }),
  },
  claim: { number: 2, bulk: false, body: record({ setupCode: id, organisation: key, directory: bytes }) },
  enrol: {
    number: 3,
    bulk: false,
    body: record({ nonce: key, relay: id, enrolmentKey: key, workstation: id, workstationKey: key, signature: key }),
  },
  push: { number: 4, bulk: true, body: record({ id: count, updates: documentUpdates }) },
  states: {
    number: 5,
    bulk: true,
    body: record({ states: listOf(record<States['states'][number]>({ name, stateVector: bytes })) }),
  },
  digests: {
    number: 6,
    bulk: true,
    body: record({
      complete: flag,
      documents: listOf(record<Digests['documents'][number]>({ name, digest: hex(64), stateVector: bytes })),
    }),
  },
  report: { number: 7, bulk: false, body: record({ report }) },
  ping: { number: 8, bulk: false, body: record({ id: count }) },
  awareness,
};

const relayShapes: Shapes<FromRelay> = {
  challenge: {
    number: 65,
    bulk: false,
    body: record({ relay: id, nonce: key, protocol: count, oldestProtocol: count, nowMs: count }),
  },
  claimed: { number: 66, bulk: false, body: record({ relay: id }) },
  enrolled: {
    number: 67,
    bulk: true,
    body: record({ organisation: key, enrolment: id, letter: id, directory: bytes }),
  },
  welcome: {
    number: 68,
    bulk: false,
    body: record({
      epoch: id,
      sequence: count,
      mode: oneOf(['cursor', 'digests']),
      documents: count,
      updates: count,
      nowMs: count,
      maxUpdateBytes: count,
    }),
  },
  refused: { number: 69, bulk: false, body: record({ reason: oneOf(REFUSED_REASONS), detail: text(2000) }) },
  ack: {
    number: 70,
    bulk: false,
    body: record({
      id: count,
      refused: listOf(record<Ack['refused'][number]>({ index: count, rule: id, detail: text(2000) })),
    }),
  },
  batch: { number: 71, bulk: true, body: record({ upTo: count, last: flag, updates: documentUpdates }) },
  update: { number: 72, bulk: true, body: record({ sequence: count, name, update: bytes }) },
  needStates: { number: 73, bulk: true, body: record({ names: listOf(name) }) },
  differences: {
    number: 74,
    bulk: true,
    body: record({
      compared: count,
      documents: listOf(record<Differences['documents'][number]>({ name, stateVector: bytes })),
    }),
  },
  reports: { number: 75, bulk: true, body: record({ reports: listOf(placedReport) }) },
  pong: { number: 76, bulk: false, body: record({ id: count }) },
  awareness,
};

type AnyShape = Shape<{ readonly type: string }>;

function shapesByNumber(shapes: object): ReadonlyMap<number, readonly [string, AnyShape]> {
  return new Map(Object.entries(shapes as Record<string, AnyShape>).map(([type, shape]) => [shape.number, [type, shape] as const]));
}

const workstationByNumber = shapesByNumber(workstationShapes);
const relayByNumber = shapesByNumber(relayShapes);

const PLAIN = 0;
const COMPRESSED = 1;

function encode(shape: AnyShape, message: { readonly type: string }, codec: Codec | undefined): Uint8Array {
  const body = writeWhole(shape.body, message);
  if (!shape.bulk) return joined([shape.number], body);
  if (codec !== undefined && body.byteLength >= COMPRESS_FROM_BYTES) {
    const packed = codec.compress(body);
    if (packed.byteLength < body.byteLength) return joined([shape.number, COMPRESSED], packed);
  }
  return joined([shape.number, PLAIN], body);
}

function joined(head: readonly number[], body: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.length + body.byteLength);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}

function decode(
  byNumber: ReadonlyMap<number, readonly [string, AnyShape]>,
  input: Uint8Array,
  codec: Codec,
  maxBytes: number,
): { readonly type: string } | Malformed {
  const found = byNumber.get(input[0] ?? -1);
  if (found === undefined) return malformed(input.byteLength === 0 ? 'empty message' : `unknown type ${input[0]}`);
  if (input.byteLength > maxBytes) return malformed(`${input.byteLength} bytes, at most ${maxBytes}`);
  const [type, shape] = found;
  try {
    return { type, ...readWhole(shape.body, bodyOf(shape, input, codec, maxBytes)) };
  } catch (error) {
    return malformed(`${type}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function bodyOf(shape: AnyShape, input: Uint8Array, codec: Codec, maxBytes: number): Uint8Array {
  if (!shape.bulk) return input.subarray(1);
  const rest = input.subarray(2);
  if (input[1] === PLAIN) return rest;
  if (input[1] !== COMPRESSED) throw new RangeError(`unknown form ${input[1] ?? 'missing'}`);
  return codec.decompress(rest, maxBytes);
}

function malformed(detail: string): Malformed {
  return { malformed: true, detail: detail.slice(0, 300) };
}

/** @param codec compresses bulk messages where that makes them smaller; without it they travel plain. */
export function encodeFromWorkstation(message: FromWorkstation, codec?: Codec): Uint8Array {
  return encode(workstationShapes[message.type], message, codec);
}

/** @param codec as for `encodeFromWorkstation`. */
export function encodeFromRelay(message: FromRelay, codec?: Codec): Uint8Array {
  return encode(relayShapes[message.type], message, codec);
}

/** @param maxBytes of the message, and of what it expands to. */
export function decodeFromWorkstation(input: Uint8Array, codec: Codec, maxBytes = MAX_MESSAGE_BYTES): FromWorkstation | Malformed {
  return decode(workstationByNumber, input, codec, maxBytes) as FromWorkstation | Malformed;
}

/** @param maxBytes of the message, and of what it expands to. */
export function decodeFromRelay(input: Uint8Array, codec: Codec, maxBytes = MAX_MESSAGE_BYTES): FromRelay | Malformed {
  return decode(relayByNumber, input, codec, maxBytes) as FromRelay | Malformed;
}
