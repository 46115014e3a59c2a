import { describe, expect, it } from 'vitest';
import { pivotBalances } from './pivot.ts';

const row = (office: string, quantity: string, itemId = 'i1') => ({
  office,
  item: 'M6',
  itemId,
  itemName: '六角螺钉',
  unit: '个',
  category: null,
  quantity,
  inTransitIn: '0',
});

describe('balances by item', () => {
  it('puts an item’s offices in one row and sums them exactly', () => {
    const [item] = pivotBalances([row('BJ', '0.1'), row('GZ', '0.2')]);
    expect(item?.byOffice.get('GZ')).toBe('0.2');
    expect(item?.total).toBe('0.3');
    expect(item?.belowZero).toBe(false);
  });

  it('marks an item that is below zero anywhere, even where the total is not', () => {
    const [item] = pivotBalances([row('BJ', '-5'), row('GZ', '8')]);
    expect(item).toMatchObject({ total: '3', belowZero: true });
  });

  it('shows items that were never moved, in the order of their codes', () => {
    const items = [
      { id: 'i0', code: 'A1', name: '扳手', unit: '把', category: '工具' },
      { id: 'i1', code: 'M6', name: '六角螺钉', unit: '个', category: null },
    ];
    const shown = pivotBalances([row('BJ', '1')], items);
    expect(shown.map((item) => [item.item, item.total])).toEqual([
      ['A1', '0'],
      ['M6', '1'],
    ]);
  });

  it('keeps items apart', () => {
    expect(pivotBalances([row('BJ', '1'), row('BJ', '2', 'i2')])).toHaveLength(2);
  });
});
