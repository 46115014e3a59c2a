import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';
import {
  decodeFromRelay,
  decodeFromWorkstation,
  encodeFromRelay,
  encodeFromWorkstation,
  isMalformed,
  MAX_MESSAGE_BYTES,
} from './codec.ts';
import { createFrameJoiner, FRAME_BYTES, framesOf } from './frames.ts';
import type { FromRelay, FromWorkstation } from './messages.ts';
import type { Codec } from './transport.ts';

/** Run lengths: a compression that is small, real and bounded. */
const runLengths: Codec = {
  compress(bytes) {
    const runs: number[] = [];
    for (let index = 0; index < bytes.length; ) {
      let length = 1;
      while (length < 255 && bytes[index + length] === bytes[index]) length += 1;
      runs.push(length, bytes[index] ?? 0);
      index += length;
    }
    return Uint8Array.from(runs);
  },
  decompress(bytes, maxBytes) {
    const out: number[] = [];
    for (let index = 0; index + 1 < bytes.length; index += 2) {
      const length = bytes[index] ?? 0;
      if (out.length + length > maxBytes) throw new RangeError('too large when expanded');
      for (let copy = 0; copy < length; copy += 1) out.push(bytes[index + 1] ?? 0);
    }
    return Uint8Array.from(out);
  },
};

const count = fc.maxSafeNat();
const key = fc.stringMatching(/^[A-Za-z0-9_-]{0,90}$/);
const id = fc.string({ maxLength: 20, unit: 'binary' }).filter((text) => text.isWellFormed());
const name = fc.string({ maxLength: 40, unit: 'grapheme' }).filter((text) => text.isWellFormed()) as fc.Arbitrary<DocumentName>;
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.nat({ max: 3000 }).map((length) => new Uint8Array(length).fill(7)),
);
const uuid = fc.uuid();
const realName = fc.oneof(
  name.filter((text) => !text.includes('\u0000')),
  uuid.map((article) => `article/${article}` as DocumentName),
  fc.tuple(uuid, uuid).map(([one, two]) => `a/${one}/b/${two}` as DocumentName),
);
const updates = fc.array(fc.record({ name: realName, update: bytes }), { maxLength: 6 });
const stamp = fc.tuple(fc.nat({ max: 2 ** 31 }), fc.nat({ max: 0xffff })).map(([ms, counter]) => makeStamp(ms, counter, '0123abcd'));
const report = { workstation: id, office: id, completeUpTo: stamp, waiting: count, signature: key };
const is = <Type extends string>(type: Type): fc.Arbitrary<Type> => fc.constant(type);

const fromWorkstation: fc.Arbitrary<FromWorkstation> = fc.oneof(
  fc.record({
    type: is('hello'),
    protocol: count,
    schema: count,
    nonce: key,
    relay: id,
    workstation: id,
    organisation: key,
    cursor: fc.option(fc.record({ epoch: id, sequence: count })),
    signature: key,
  }),
  fc.record({ type: is('claim'), setupCode: id, organisation: key, directory: bytes }),
  fc.record({ type: is('enrol'), nonce: key, relay: id, enrolmentKey: key, workstation: id, workstationKey: key, signature: key }),
  fc.record({ type: is('push'), id: count, updates }),
  fc.record({ type: is('states'), states: fc.array(fc.record({ name, stateVector: bytes })) }),
  fc.record({
    type: is('digests'),
    complete: fc.boolean(),
    documents: fc.array(fc.record({ name, digest: fc.stringMatching(/^([0-9a-f]{2}){32}$/), stateVector: bytes })),
  }),
  fc.record({ type: is('report'), report: fc.record(report) }),
  fc.record({ type: is('ping'), id: count }),
  fc.record({ type: is('awareness'), name, state: bytes }),
);

const fromRelay: fc.Arbitrary<FromRelay> = fc.oneof(
  fc.record({ type: is('challenge'), relay: id, nonce: key, protocol: count, oldestProtocol: count, nowMs: count }),
  fc.record({ type: is('claimed'), relay: id }),
  fc.record({ type: is('enrolled'), organisation: key, enrolment: id, letter: id, directory: bytes }),
  fc.record({
    type: is('welcome'),
    epoch: id,
    sequence: count,
    mode: fc.constantFrom('cursor' as const, 'digests' as const),
    documents: count,
    updates: count,
    nowMs: count,
    maxUpdateBytes: count,
  }),
  fc.record({ type: is('refused'), reason: fc.constantFrom('revoked' as const, 'storageFailed' as const), detail: id }),
  fc.record({ type: is('ack'), id: count, refused: fc.array(fc.record({ index: count, rule: id, detail: id })) }),
  fc.record({ type: is('batch'), upTo: count, last: fc.boolean(), updates }),
  fc.record({ type: is('update'), sequence: count, name, update: bytes }),
  fc.record({ type: is('needStates'), names: fc.array(name) }),
  fc.record({ type: is('differences'), compared: count, documents: fc.array(fc.record({ name, stateVector: bytes })) }),
  fc.record({
    type: is('reports'),
    reports: fc.array(fc.record({ ...report, sequence: count, atMs: count, connected: fc.boolean() })),
  }),
  fc.record({ type: is('awareness'), name, state: bytes }),
  fc.record({ type: is('pong'), id: count }),
);

describe('messages as bytes', () => {
  it('[LINK-1] every message of a workstation reads back as it was, plain and compressed', () => {
    fc.assert(
      fc.property(fromWorkstation, (message) => {
        expect(decodeFromWorkstation(encodeFromWorkstation(message), runLengths)).toEqual(message);
        expect(decodeFromWorkstation(encodeFromWorkstation(message, runLengths), runLengths)).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });

  it('[LINK-1] every message of the relay reads back as it was, plain and compressed', () => {
    fc.assert(
      fc.property(fromRelay, (message) => {
        expect(decodeFromRelay(encodeFromRelay(message), runLengths)).toEqual(message);
        expect(decodeFromRelay(encodeFromRelay(message, runLengths), runLengths)).toEqual(message);
      }),
      { numRuns: 500 },
    );
  });

  it('[LINK-2] bytes at random are read or malformed, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 80 }), (rest, type) => {
        const message = Uint8Array.from([type, ...rest]);
        decodeFromRelay(message, runLengths, 10_000);
        decodeFromWorkstation(message, runLengths, 10_000);
        decodeFromWorkstation(rest, runLengths, 10_000);
      }),
      { numRuns: 2000 },
    );
  });

  it('[LINK-2] a true message with bytes changed, cut or added is read or malformed, and never throws', () => {
    const change = fc.record({ place: fc.nat(), value: fc.nat({ max: 255 }), cut: fc.nat({ max: 3 }), added: fc.nat({ max: 2 }) });
    fc.assert(
      fc.property(fromWorkstation, fromRelay, change, (upwards, downwards, { place, value, cut, added }) => {
        for (const message of [encodeFromWorkstation(upwards, runLengths), encodeFromRelay(downwards)]) {
          const changed = new Uint8Array(Math.max(0, message.length - cut) + added);
          changed.set(message.subarray(0, Math.max(0, message.length - cut)));
          if (changed.length > 0) changed[place % changed.length] = value;
          decodeFromWorkstation(changed, runLengths, 10_000);
          decodeFromRelay(changed, runLengths, 10_000);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('[LINK-2] a length beyond the message is malformed, although the memory underneath goes on', () => {
    const memory = new Uint8Array(1000).fill(65);
    memory.set([40, 1, 97, 100]);
    expect(decodeFromRelay(memory.subarray(0, 10), runLengths)).toMatchObject({ malformed: true });
  });

  it('[LINK-2] bytes left over are malformed', () => {
    expect(decodeFromRelay(Uint8Array.from([...encodeFromRelay({ type: 'pong', id: 1 }), 0]), runLengths)).toMatchObject({
      malformed: true,
    });
  });

  it('[LINK-3] what would expand past the limit is malformed', () => {
    const message = encodeFromRelay(
      { type: 'batch', upTo: 1, last: true, updates: [{ name: 'a' as DocumentName, update: new Uint8Array(5000) }] },
      runLengths,
    );
    expect(message.length).toBeLessThan(200);
    expect(isMalformed(decodeFromRelay(message, runLengths, 4000))).toBe(true);
    expect(isMalformed(decodeFromRelay(message, runLengths, 6000))).toBe(false);
  });
});

describe('frames', () => {
  it('[LINK-4] a message of any size arrives whole, and small ones pass between its parts', () => {
    for (const size of [1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES - 2, 2 * FRAME_BYTES - 1, 3 * FRAME_BYTES]) {
      const message = new Uint8Array(size).map((_, index) => index % 120);
      const small = encodeFromRelay({ type: 'pong', id: 3 });
      const joiner = createFrameJoiner(MAX_MESSAGE_BYTES);
      const whole: Uint8Array[] = [];
      for (const frame of framesOf(message)) {
        expect(frame.length).toBeLessThanOrEqual(FRAME_BYTES);
        const joined = joiner.join(frame);
        if (joined instanceof Uint8Array) whole.push(joined);
        expect(joiner.join(small)).toBe(small);
      }
      expect(whole).toHaveLength(1);
      expect(Buffer.compare(whole[0] ?? new Uint8Array(), message)).toBe(0);
    }
  });

  it('[LINK-4] parts past the limit are malformed and hold no memory', () => {
    const joiner = createFrameJoiner(FRAME_BYTES);
    const frames = framesOf(new Uint8Array(3 * FRAME_BYTES));
    const results = frames.map((frame) => joiner.join(frame));
    expect(results.filter(isMalformed).length).toBeGreaterThan(0);
  });
});
