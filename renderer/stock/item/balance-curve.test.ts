import { describe, expect, it } from 'vitest';
import { balanceCurve } from './balance-curve.ts';

describe('the curve of a balance', () => {
  it('stands until it changes, with zero at the bottom', () => {
    expect(balanceCurve([0, 10, 5], 30, 100)).toEqual({ line: 'M0,100H10V0H20V50H30', ground: 'M0,100H10V0H20V50H30V100H0Z', zero: 100, least: 0, most: 10 });
  });

  it('shows what is below zero under the line of zero', () => {
    expect(balanceCurve([10, -10], 20, 100)).toMatchObject({ zero: 50, line: 'M0,0H10V100H20', least: -10 });
  });

  it('draws a balance of nothing as a line on the ground', () => {
    expect(balanceCurve([0, 0], 20, 40)).toMatchObject({ line: 'M0,40H10V40H20', zero: 40 });
  });
});
