import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { layersOf, type AgedMovement } from './ageing.ts';

const at = (minute: number) => makeStamp(1_700_000_000_000 + minute * 60_000, 0, '00000000');

function movement(id: number, kind: AgedMovement['kind'], quantity: number, reverses?: number): AgedMovement {
  return { id: `m${String(id).padStart(4, '0')}`, kind, office: 'SH', quantity, at: at(id), reverses: reverses === undefined ? undefined : `m${String(reverses).padStart(4, '0')}` };
}

describe('layers of age', () => {
  it('[STOCK-71] the newest arrivals make up what is left', () => {
    const layers = layersOf([movement(1, 'receipt', 10), movement(2, 'receipt', 5), movement(3, 'issue', -8)]);
    expect(layers).toEqual([
      { at: at(2), quantity: 5 },
      { at: at(1), quantity: 2 },
    ]);
  });

  it('[STOCK-71] an arrival that was reversed, the reversal of an issue, and a move make nothing younger', () => {
    const layers = layersOf([
      movement(1, 'receipt', 10),
      movement(2, 'receipt', 5),
      movement(3, 'reversal', -5, 2),
      movement(4, 'issue', -4),
      movement(5, 'reversal', 4, 4),
      movement(6, 'move', -3),
      movement(7, 'move', 3),
    ]);
    expect(layers).toEqual([{ at: at(1), quantity: 10 }]);
  });

  it('[STOCK-71] layers sum to what is on hand, or there are none, in whatever order movements are given', () => {
    const step = fc.record({ kind: fc.constantFrom<AgedMovement['kind']>('receipt', 'issue', 'transfer-in', 'count', 'reversal'), quantity: fc.integer({ min: 1, max: 50 }), pick: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (steps, picks) => {
        const made: AgedMovement[] = [];
        for (const [index, { kind, quantity, pick }] of steps.entries()) {
          const original = kind === 'reversal' ? made.filter((each) => each.kind !== 'reversal' && !made.some(({ reverses }) => reverses === each.id))[pick % Math.max(1, made.length)] : undefined;
          if (kind === 'reversal' && original === undefined) continue;
          const signed = original === undefined ? (kind === 'issue' || (kind === 'count' && pick % 2 === 0) ? -quantity : quantity) : -original.quantity;
          made.push({ ...movement(index, kind, signed), reverses: original?.id });
        }
        const onHand = made.reduce((sum, { quantity }) => sum + quantity, 0);
        const shuffled = made.toSorted(() => ((picks.next().value ?? 0) % 3) - 1);
        const layers = layersOf(shuffled);
        expect(layers.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(Math.max(0, onHand));
        expect(layers).toEqual(layersOf(made));
      }),
    );
  });
});
