import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { belowZeroException } from './exceptions.ts';
import { REVIEW_DOCUMENT, reviewKind, SETTLEMENT_PURPOSE } from './review-kind.ts';
import { FIRST_MS, judge, movement, signed, uuidOf } from './testing/sample-movements.ts';

const unsigned = {
  id: uuidOf(1),
  exception: 'below-zero/BJ/item/movement',
  note: '已盘点',
  by: 'person',
  office: 'SH',
  workstation: 'SH-A',
  at: makeStamp(FIRST_MS, 0, '00000001'),
};
const settlement = signed(SETTLEMENT_PURPOSE, unsigned);

function ruleFor(value: unknown, key = uuidOf(1)): string | undefined {
  const doc = openDocument(reviewKind);
  return judge(reviewKind, REVIEW_DOCUMENT, doc, () => doc.getMap('settlements').set(key, value))?.rule;
}

describe('settlements', () => {
  it('[STOCK-15] are signed by a workstation of their office', () => {
    expect(ruleFor(settlement)).toBeUndefined();
    expect(ruleFor({ ...settlement, note: '另一句' })).toBe('STOCK-15');
    expect(ruleFor(signed(SETTLEMENT_PURPOSE, { ...unsigned, workstation: 'GZ-A' }))).toBe('STOCK-15');
    expect(ruleFor(signed('movement', unsigned))).toBe('STOCK-15');
    expect(ruleFor(settlement, uuidOf(2))).toBe('STOCK-15');
    expect(ruleFor(signed(SETTLEMENT_PURPOSE, { ...unsigned, note: '' }))).toBe('STOCK-15');
  });

  it('[STOCK-15] are only added', () => {
    const doc = openDocument(reviewKind);
    const settlements = doc.getMap('settlements');
    settlements.set(settlement.id, settlement);
    expect(judge(reviewKind, REVIEW_DOCUMENT, doc, () => settlements.delete(settlement.id))?.rule).toBe('STOCK-15');
  });

  it('[STOCK-15] an exception whose facts changed is another one', () => {
    const first = movement(1, { kind: 'issue', quantity: -2000 });
    const late = movement(0, { letter: 'B', workstation: 'BJ-B', kind: 'issue', quantity: -3000 });
    const before = belowZeroException('BJ', first.item, -2000, [first]);
    const after = belowZeroException('BJ', first.item, -5000, [first, late]);
    expect(after.id).not.toBe(before.id);
    expect(after.movements.toSorted()).toEqual([late.id, first.id].toSorted());
  });
});
