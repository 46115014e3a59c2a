import { describe, expect, it } from 'vitest';
import { monthBars } from './month-bars.ts';

describe('months as a drawing', () => {
  it('has the tallest at the top, nothing at zero, and what is below zero below its line', () => {
    const { months, zero, most, line } = monthBars([{ month: '2026-10', received: 30, issued: 0, closing: 30 }, { month: '2026-11', received: -10, issued: 15, closing: 5 }], 200, 80);
    expect([zero, most]).toEqual([60, 30]);
    expect(months.map(({ received, issued }) => [received.y, received.height, issued.y, issued.height])).toEqual([
      [0, 60, 60, 0],
      [60, 20, 30, 30],
    ]);
    expect(line).toBe('M50,0L150,50');
  });

  it('draws months without anything as a line on the ground', () => {
    const { months, zero } = monthBars([{ month: '2026-11', received: 0, issued: 0, closing: 0 }], 100, 80);
    expect([zero, months[0]?.received.height, months[0]?.closing.y]).toEqual([80, 0, 80]);
  });
});
