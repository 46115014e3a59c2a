import { describe, expect, it } from 'vitest';
import { addressOf, matches } from './found.ts';

describe('what the palette finds', () => {
  it('leads to the page of each kind', () => {
    expect(addressOf({ kind: 'item', id: 'a/b' })).toBe('/stock/item/a%2Fb');
    expect(addressOf({ kind: 'article', id: '1' })).toBe('/knowledge/1');
    expect(addressOf({ kind: 'something-new', id: '1' })).toBeUndefined();
  });

  it('matches every word, whatever the case', () => {
    expect(matches(['入库', 'Receive'], 'receive')).toBe(true);
    expect(matches(['入库'], '出库')).toBe(false);
    expect(matches(['入库'], '')).toBe(true);
  });
});
