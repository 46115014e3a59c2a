import { describe, expect, it } from 'vitest';
import { customFilterOf, wantedWords, withoutCustomFilter, withWanted } from './custom-filter.ts';

const WEIGHT = '00000000-0000-4000-8000-000000000001';
const GRADE = '00000000-0000-4000-8000-000000000002';

describe('what items are narrowed by of their own fields', () => {
  it('[STOCK-38] stands in an address beside what else is there, and comes back from it', () => {
    const start = new URLSearchParams('category=c&custom.nonsense.text=a');
    const search = withWanted(withWanted(start, GRADE, { choices: ['甲', '乙&丙'] }), WEIGHT, { least: '5', most: '' });
    expect(customFilterOf(new URLSearchParams(search.toString()))).toEqual({ [GRADE]: { choices: ['甲', '乙&丙'] }, [WEIGHT]: { least: '5' } });
    expect(customFilterOf(withWanted(search, GRADE, { choices: [] }))).toEqual({ [WEIGHT]: { least: '5' } });
    expect(customFilterOf(withWanted(search, WEIGHT, { most: '9' }))[WEIGHT]).toEqual({ least: '5', most: '9' });
    expect(customFilterOf(withoutCustomFilter(search, WEIGHT))).toEqual({ [GRADE]: { choices: ['甲', '乙&丙'] } });
    expect(withoutCustomFilter(search).toString()).toBe(start.toString());
  });

  it('is said in the language of the screen', () => {
    const field = { name: '净重', nameEn: 'Net weight' };
    expect(wantedWords(field, { least: '5', most: '10' }, 'zh')).toBe('净重：5 – 10');
    expect(wantedWords(field, { most: '-2' }, 'en')).toBe('Net weight: ≤ -2');
    expect(wantedWords({ name: '认证', nameEn: null }, { from: '2027-03-01', until: '2027-03-01' }, 'en')).toBe('认证: 2027-03-01');
    expect(wantedWords(field, { choices: ['甲', '乙'] }, 'zh')).toBe('净重：甲、乙');
  });
});
