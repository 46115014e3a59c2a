import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readPlainEntries } from './plain-entries.ts';

const ROOT = 'movements';

/** A plain value as an entry may be. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('receipt', 'issue', 'SH', '六角螺钉', ''),
    fc.integer(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('id', 'at', 'item', 'note', '数量', 'quantity'), tie('any'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).any;

const act = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act: fc.constant('add' as const), writer: fc.nat({ max: 2 }), key: fc.uuid(), value }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('again' as const, 'remove' as const, 'nest' as const, 'elsewhere' as const), writer: fc.nat({ max: 2 }), key: fc.constant('k'), value }) },
);

/** Writes of three writers, exchanged at the end; every update by itself. */
function written(acts: readonly { readonly act: string; readonly writer: number; readonly key: string; readonly value: unknown }[]): readonly Uint8Array[] {
  const updates: Uint8Array[] = [];
  const writers = [0, 1, 2].map(() => {
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => updates.push(update));
    return doc;
  });
  for (const { act: does, writer, key, value: set } of acts) {
    const doc = writers[writer];
    if (doc === undefined) continue;
    const map = doc.getMap(does === 'elsewhere' ? 'other' : ROOT);
    if (does === 'remove') map.delete([...map.keys()][0] ?? key);
    else map.set(key, does === 'nest' ? new Y.Map([['value', set]]) : set);
  }
  return updates;
}

function built(updates: readonly Uint8Array[]): Readonly<Record<string, unknown>> {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getMap(ROOT).toJSON();
}

describe('entries read from updates', () => {
  it('are those of the document that Yjs builds, or none', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.integer({ min: 0, max: 3 }), fc.infiniteStream(fc.nat()), (acts, kept, order) => {
        const updates = written(acts).map((update) => [order.next().value as number, update] as const).toSorted(([left], [right]) => left - right).map(([, update]) => update);
        // A snapshot of some, and some twice, as a store may hold them.
        const stored = kept === 0 ? updates : [Y.mergeUpdates([...updates.slice(0, kept), ...updates.slice(0, 1)]), ...updates.slice(Math.max(0, kept - 1))];
        const entries = stored.some((update) => update.length === 0) ? undefined : readPlainEntries(stored, ROOT);
        if (entries === undefined) return;
        read += 1;
        expect(Object.fromEntries(entries)).toEqual(built(stored));
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it('are read of whatever only grew, whoever wrote it and however it was merged', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ act: fc.constant('add'), writer: fc.nat({ max: 2 }), key: fc.uuid(), value }), { minLength: 1, maxLength: 20, selector: ({ key }) => key }), fc.boolean(), (acts, merged) => {
        const updates = written(acts);
        const stored = merged ? [Y.mergeUpdates([...updates]), ...updates.slice(-2)] : updates;
        expect(Object.fromEntries(readPlainEntries(stored, ROOT) ?? [])).toEqual(built(stored));
      }),
    );
  });

  it('are none where something is missing, overwritten, deleted, nested or of another root', () => {
    const add = (key: string) => ({ act: 'add', writer: 0, key, value: 'v' });
    const odd = (does: string) => written([add('k'), { act: does, writer: 0, key: 'k', value: 'w' }]);
    for (const updates of [odd('again'), odd('remove'), odd('nest'), odd('elsewhere'), written([add('k'), add('l')]).slice(1)]) {
      expect(readPlainEntries(updates, ROOT)).toBeUndefined();
    }
    expect(readPlainEntries(written([add('k'), { ...add('k'), writer: 1 }]), ROOT)).toBeUndefined();
  });
});
