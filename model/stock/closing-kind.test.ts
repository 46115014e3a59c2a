import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { CLOSING_PURPOSE, closingKind, closingName } from './closing-kind.ts';
import { FIRST_MS, judge, signed, uuidOf } from './testing/sample-movements.ts';

const unsigned = {
  id: uuidOf(1),
  month: '2026-11',
  untilMs: Date.UTC(2026, 11, 1) - 8 * 3600 * 1000,
  missing: ['GZ'],
  vector: { 'BJ-A': 12 },
  totals: [{ office: 'BJ', lines: 3, value: 1200 }],
  digest: 'a'.repeat(64),
  by: 'person',
  office: 'SH',
  workstation: 'SH-A',
  at: makeStamp(FIRST_MS, 0, '00000001'),
};
const closing = signed(CLOSING_PURPOSE, unsigned);

function ruleFor(value: unknown, key = uuidOf(1), month = '2026-11'): string | undefined {
  const doc = openDocument(closingKind);
  return judge(closingKind, closingName(month), doc, () => doc.getMap('closings').set(key, value))?.rule;
}

describe('closings', () => {
  it('[STOCK-74] are signed, stand in their month and end with it', () => {
    expect(ruleFor(closing)).toBeUndefined();
    expect(ruleFor({ ...closing, digest: 'b'.repeat(64) })).toBe('STOCK-74');
    expect(ruleFor(signed('settlement', unsigned))).toBe('STOCK-74');
    expect(ruleFor(closing, uuidOf(2))).toBe('STOCK-74');
    expect(ruleFor(closing, uuidOf(1), '2026-12')).toBe('STOCK-74');
    for (const wrong of [{ untilMs: Date.UTC(2026, 11, 2) }, { vector: { 'BJ-A': 0 } }, { digest: 'short' }, { missing: ['not an office'] }, { totals: [{ office: 'BJ' }] }]) {
      expect(ruleFor(signed(CLOSING_PURPOSE, { ...unsigned, ...wrong }))).toBe('STOCK-74');
    }
  });

  it('[STOCK-74] are only added, and by headquarters alone', () => {
    const doc = openDocument(closingKind);
    const closings = doc.getMap('closings');
    closings.set(closing.id, closing);
    expect(judge(closingKind, closingName('2026-11'), doc, () => closings.delete(closing.id))?.rule).toBe('STOCK-74');
    expect(judge(closingKind, closingName('2026-11'), doc, () => closings.set(closing.id, { ...closing, missing: [] }))?.rule).toBe('STOCK-74');
    const writer = { workstation: 'BJ-A', office: 'BJ', role: 'hq' } as const;
    expect(closingKind.mayWrite(closingName('2026-11'), { ...writer, headquarters: false })).toBe(false);
    expect(closingKind.mayWrite(closingName('2026-11'), { ...writer, headquarters: true })).toBe(true);
  });
});
