import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { countPaper } from './count-paper.ts';

const t = ((key: string) => key) as unknown as TFunction;
const line = {
  key: 'k', item: 'M6', itemId: 'i', itemName: '六角螺钉', itemNameEn: null, unit: '个', lot: null, location: 'main', planned: true,
  state: 'open' as const, expected: null, counted: null, difference: null, value: null, entries: [], posted: null, missed: false,
};

describe('the sheet of a count', () => {
  it('[STOCK-46] brings no figures of the books where the count is blind', () => {
    const { data } = countPaper({ title: '月末', office: 'SH', rows: [line] }, t, '上海');
    expect(data).toMatchObject({ title: '月末', lines: [{ no: 1, code: 'M6', location: 'stock.mainLocation' }] });
    expect(data.lines[0]).not.toHaveProperty('known');
  });

  it('brings what the books say beside the lot and location otherwise', () => {
    const { data } = countPaper({ title: '月末', office: 'SH', rows: [{ ...line, expected: '1200', lot: 'L1', location: 'A-01' }] }, t, '上海');
    expect(data.lines).toMatchObject([{ known: '1,200', lot: 'L1', location: 'A-01' }]);
  });
});
