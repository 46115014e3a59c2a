import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { PRINT_SHAPES } from '#model/maintenance/print-templates.ts';
import type { RowOf } from '../office.ts';
import { stockPaper } from './stock-paper.ts';

type Movement = RowOf<'stock.movements'>;

const t = ((key: string) => key) as unknown as TFunction;
const movement = (part: Partial<Movement>): Movement => ({
  id: '1', number: 'SH-A-2026-000001', line: 1, kind: 'issue', office: 'SH', item: 'LS-01', itemId: 'i', itemName: '六角螺钉', itemNameEn: 'Hex screw', unit: '个', lot: null, expiry: null, location: 'main', quantity: '-5', unitCost: null, counted: null, stated: null, unitPrice: null, pack: null, partner: null, partnerName: null,
  reason: 'sale', reference: null, note: null, dated: null, override: false, beyondQuota: false, by: 'p', byName: '张伟', workstation: 'w', letter: 'A', atMs: 0, transfer: null, from: null, to: null, reverses: null, reversedBy: null, ...part,
});

describe('a stock document', () => {
  it('has the lines of its number in the order in which they were entered, and their sum where they share a unit', () => {
    const { name, data } = stockPaper([movement({ id: '2', line: 2, item: 'LS-02', quantity: '-1200.5' }), movement({})], t, (code) => `${code}!`);
    expect([name, data.lines.map(({ no, code, quantity }) => [no, code, quantity]), data.totalQuantity, data.totalUnit]).toEqual([
      'stock-document',
      [
        [1, 'LS-01', '5'],
        [2, 'LS-02', '1,200.5'],
      ],
      '1,205.5',
      '个',
    ]);
    expect(PRINT_SHAPES[name].parse(data)).toEqual(data);
    expect(stockPaper([movement({ unit: '箱' }), movement({})], t, String).data.totalQuantity).toBeUndefined();
  });

  it('of a transfer is a delivery note with both ends', () => {
    const { name, data } = stockPaper([movement({ kind: 'transfer-out', from: 'SH', to: 'BJ' })], t, (code) => `${code}!`);
    expect([name, data.title, data.from, data.toName]).toEqual(['delivery-note', 'print.titles.transfer-out', 'SH', 'BJ!']);
  });

  it('names an item in English where it has such a name', () => {
    const { lines } = stockPaper([movement({}), movement({ id: '2', line: 2, itemNameEn: null })], t, String).data;
    expect(lines.map(({ nameEn }) => nameEn)).toEqual(['Hex screw', undefined]);
  });

  it('of a reversal keeps the sign', () => {
    expect(stockPaper([movement({ kind: 'reversal', quantity: '-3' })], t, String).data.lines[0]?.quantity).toBe('−3');
  });

  it('says a note once where all lines share it', () => {
    const { data } = stockPaper([movement({ note: '加急' }), movement({ note: '加急' })], t, String);
    expect([data.note, data.lines[0]?.note]).toEqual(['加急', undefined]);
    const apart = stockPaper([movement({ line: 2, note: '加急' }), movement({})], t, String).data;
    expect([apart.note, apart.lines.map(({ note }) => note)]).toEqual([undefined, [undefined, '加急']]);
  });
});
