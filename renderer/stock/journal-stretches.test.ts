import { expect, it } from 'vitest';
import { usualStretches } from './journal-stretches.ts';

const stretches = (year: number, month: number, day: number) =>
  Object.fromEntries(usualStretches(new Date(year, month - 1, day, 14, 2).getTime()).map(({ name, days }) => [name, days.join(' ')]));

it('a stretch is of whole days, up to today', () => {
  expect(stretches(2026, 11, 28)).toEqual({
    today: '2026-11-28 2026-11-28',
    week: '2026-11-23 2026-11-28',
    month: '2026-11-01 2026-11-28',
    lastMonth: '2026-10-01 2026-10-31',
  });
});

it('a week reaches back over the month, and last month over the year', () => {
  expect(stretches(2027, 1, 3)).toMatchObject({ week: '2026-12-28 2027-01-03', lastMonth: '2026-12-01 2026-12-31' });
});
