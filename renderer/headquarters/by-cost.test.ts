import { describe, expect, it } from 'vitest';
import { byCost } from './by-cost.ts';

const exception = (kind: string, quantity: string | null, atMs = 0) => ({ kind, quantity, atMs });

describe('the order of the inbox', () => {
  it('puts what costs most first', () => {
    const sorted = [
      exception('duplicate-number', '2'),
      exception('below-zero', '-1'),
      exception('below-zero', '-50'),
      exception('chain-diverged', null),
    ].toSorted(byCost);
    expect(sorted.map((each) => `${each.kind} ${each.quantity}`)).toEqual([
      'chain-diverged null',
      'below-zero -50',
      'below-zero -1',
      'duplicate-number 2',
    ]);
  });

  it('puts the older first among equals, and unknown kinds last', () => {
    expect([exception('below-zero', '-1', 9), exception('below-zero', '-1', 3)].toSorted(byCost)[0]?.atMs).toBe(3);
    expect([exception('of-tomorrow', '-99'), exception('duplicate-code', null)].toSorted(byCost)[0]?.kind).toBe('duplicate-code');
  });
});
