import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityField } from '../contract/fields.ts';
import { formatMoney, formatQuantity, MAX_QUANTITY_THOUSANDTHS, moneyField, parseMoney, parseQuantity } from './quantity.ts';

describe('quantities', () => {
  it('[STOCK-1] what is written is what is read, to the thousandth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_QUANTITY_THOUSANDTHS }), (thousandths) => {
        expect(parseQuantity(formatQuantity(thousandths))).toBe(thousandths);
        expect(quantityField.parse(formatQuantity(thousandths))).toBe(formatQuantity(thousandths));
      }),
    );
  });

  it('[STOCK-1] the field takes what can be held exactly, and nothing else', () => {
    const text = fc.oneof(fc.string({ maxLength: 20 }), fc.double().map(String), fc.stringMatching(/^-?[0-9]{0,15}(\.[0-9]{0,5})?$/));
    fc.assert(
      fc.property(text, (typed) => {
        expect(quantityField.safeParse(typed).success).toBe(parseQuantity(typed) !== undefined);
      }),
    );
  });

  it.each(['0', '-1', '', ' ', '0.0001', '1e3', '0x10', 'NaN', 'Infinity', '1,000', '+1', '1.', '.5', '1234567890123', '三'])('[STOCK-1] “%s” is no quantity', (typed) => {
    expect(parseQuantity(typed)).toBeUndefined();
    expect(quantityField.safeParse(typed).success).toBe(false);
  });

  it.each([
    ['6', 6000],
    ['0.5', 500],
    ['0.001', 1],
    [' 12.50 ', 12_500],
    ['999999999999.999', MAX_QUANTITY_THOUSANDTHS],
  ])('[STOCK-1] “%s” is %i thousandths', (typed, thousandths) => {
    expect(parseQuantity(typed)).toBe(thousandths);
  });

  it('negative balances are written with their sign', () => {
    expect([formatQuantity(-5000), formatQuantity(-1), formatQuantity(0)]).toEqual(['-5', '-0.001', '0']);
  });
});

describe('money', () => {
  it('[STOCK-1] is exact to the minor unit; nothing is rounded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (minor) => {
        expect(parseMoney(formatMoney(minor))).toBe(minor);
      }),
    );
    for (const typed of ['0.001', '-1', '1e2', '', '12.345']) expect(moneyField.safeParse(typed).success).toBe(false);
    expect([formatMoney(-5), formatMoney(1250)]).toEqual(['-0.05', '12.50']);
  });
});
