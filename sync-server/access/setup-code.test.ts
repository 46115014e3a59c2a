import { describe, expect, it } from 'vitest';
import { createManualTime } from '../testing/manual-time.ts';
import { createSetupCodeCheck, newSetupCode } from './setup-code.ts';

describe('the setup code', () => {
  it('is of eight letters that cannot be mistaken', () => {
    expect(newSetupCode((length) => Uint8Array.from({ length }, (_, index) => index * 37))).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  });

  it('[RELAY-12] is taken as it is typed; after a few wrong ones it must be waited for', () => {
    const time = createManualTime();
    const { check } = createSetupCodeCheck('ABCD-2345', time.nowMs, { wrongSetupCodesPerMinute: 3 });
    expect(check(' abcd-2345 ')).toBe('right');
    expect(['ABCD-2346', 'ABCD', 'ABCD-23456', 'ABCD-2345'].map(check)).toEqual(['wrong', 'wrong', 'wrong', 'tooFast']);
    time.advance(61_000);
    expect(check('ABCD-2345')).toBe('right');
  });
});
