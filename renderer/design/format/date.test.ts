import { describe, expect, it } from 'vitest';
import { dayOf, daysApart, formatDate, formatDay, formatMoment } from './date.ts';

const NOON = new Date(2026, 10, 24, 12, 0).getTime();

describe('dates as people write them', () => {
  it('names today, yesterday and tomorrow', () => {
    expect(formatMoment(new Date(2026, 10, 24, 14, 2).getTime(), NOON, 'zh')).toBe('今天 14:02');
    expect(formatMoment(new Date(2026, 10, 23, 16, 40).getTime(), NOON, 'zh')).toBe('昨天 16:40');
    expect(formatDay('2026-11-25', NOON, 'en')).toBe('tomorrow');
  });

  it('names the day within the year, and the year beyond it', () => {
    expect(formatDay('2026-03-05', NOON, 'zh')).toBe('3月5日');
    expect(formatDay('2025-12-31', NOON, 'zh')).toBe('2025年12月31日');
    expect(formatDay('2026-03-05', NOON, 'en')).toBe('5 Mar');
  });

  it('counts days across midnight, not across 24 hours', () => {
    const lateYesterday = new Date(2026, 10, 23, 23, 59).getTime();
    expect(daysApart(lateYesterday, NOON)).toBe(-1);
    expect(dayOf(lateYesterday)).toBe('2026-11-23');
  });

  it('leaves what is no day as it is', () => {
    expect(formatDay('soon', NOON, 'zh')).toBe('soon');
  });

  it('names the ends of a stretch as dates, today’s too, with the year only where it is another', () => {
    expect([formatDate('2026-11-24', NOON, 'zh'), formatDate('2025-12-31', NOON, 'zh'), formatDate('2026-11-01', NOON, 'en')]).toEqual(['11月24日', '2025年12月31日', '1 Nov']);
  });
});
