import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf } from './money.ts';

/** By whole numbers alone, however large. */
function exactly(thousandths: number, price: number): number {
  const product = BigInt(thousandths) * BigInt(price);
  const magnitude = ((product < 0n ? -product : product) + 500n) / 1000n;
  const held = magnitude > 100_000_000_000_000n ? 100_000_000_000_000n : magnitude;
  return Number(product < 0n ? -held : held);
}

describe('amounts of a quantity at a price', () => {
  it('are exact, halves away from zero, however large', () => {
    const price = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 1_000_000_000_000 }));
    const quantity = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(quantity, price, (thousandths, each) => {
        expect(amountOf(thousandths, each)).toBe(exactly(thousandths, each));
      }),
      { numRuns: 1000 },
    );
    for (const product of [499, 500, 501, 1_000_000_000_499, 1_000_000_000_500, 999_999_999_500, 1_000_000_000_000]) {
      for (const sign of [1, -1]) expect(amountOf(sign * product, 1)).toBe(exactly(sign * product, 1));
    }
    expect(amountOf(-1, 100)).toBe(0);
  });
});
