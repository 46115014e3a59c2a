import { expect, it } from 'vitest';
import { moneyBetween, sumMoney } from './money.ts';

it('sums money exactly, cents and signs', () => {
  expect(sumMoney(['0.10', '0.20', '-0.05'])).toBe('0.25');
  expect(sumMoney(['90071992547409.93', '0.02'])).toBe('90071992547409.95');
  expect(sumMoney([])).toBe('0.00');
});

it('tells what came between two amounts', () => {
  expect(moneyBetween('20.00', '12.00')).toBe('-8.00');
  expect(moneyBetween('-0.05', '0.00')).toBe('0.05');
});
