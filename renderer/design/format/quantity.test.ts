import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuantity, isNegative, quantityOfThousandths, quantityThousandths, sumQuantities } from './quantity.ts';

describe('quantities on screen', () => {
  it('groups thousands, keeps decimals and uses a real minus sign', () => {
    expect(formatQuantity('1234567.5')).toBe('1,234,567.5');
    expect(formatQuantity('-1000')).toBe('−1,000');
    expect(formatQuantity('6')).toBe('6');
  });

  it('leaves what is no quantity as it is', () => {
    expect(formatQuantity('abc')).toBe('abc');
    expect(quantityThousandths('1.2345')).toBeUndefined();
  });

  it('reads and writes thousandths without loss', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (thousandths) => {
        expect(quantityThousandths(quantityOfThousandths(thousandths))).toBe(thousandths);
      }),
    );
  });

  it('sums exactly where floating point would not', () => {
    expect(sumQuantities(['0.1', '0.2', '-0.3'])).toBe('0');
    expect(sumQuantities(['999999999999.999', '0.001'])).toBe('1000000000000');
  });

  it('tells below zero', () => {
    expect(isNegative('-0.001')).toBe(true);
    expect(isNegative('0')).toBe(false);
  });
});
