import { describe, expect, it } from 'vitest';
import { countMeaning, sumOf } from './count-scan.ts';

const M6 = { code: 'M6', barcode: '6901234567892', tracked: false, lot: '', asking: false };

describe('the scan field of a count', () => {
  it('looks up what is scanned while nothing is chosen', () => {
    expect(countMeaning(' a-01 ', undefined)).toEqual({ kind: 'look-up', text: 'a-01' });
    expect(countMeaning('', undefined)).toEqual({ kind: 'nothing' });
  });

  it('takes a short number for what was found, zero too, and never a barcode', () => {
    expect(countMeaning('１２。５', M6)).toEqual({ kind: 'quantity', text: '12.5' });
    expect(countMeaning('0', M6)).toEqual({ kind: 'quantity', text: '0' });
    expect(countMeaning('96385074', M6)).toEqual({ kind: 'look-up', text: '96385074' });
    for (const typed of ['-3', '1,5', '1.2345']) expect(countMeaning(typed, M6)).toEqual({ kind: 'no-quantity', text: typed });
  });

  it('saves on an empty field, and counts one more when the same is scanned again', () => {
    expect(countMeaning('', M6)).toEqual({ kind: 'save' });
    expect(countMeaning('6901234567892', M6)).toEqual({ kind: 'one-more' });
    expect(sumOf('2.5', '1')).toBe('3.5');
  });

  it('takes the lot of a tracked item before anything else', () => {
    const tracked = { ...M6, tracked: true };
    expect(countMeaning('20261101', tracked)).toEqual({ kind: 'lot', text: '20261101' });
    expect(countMeaning('', tracked)).toEqual({ kind: 'nothing' });
    expect(countMeaning('m6', tracked)).toEqual({ kind: 'nothing' });
    expect(countMeaning('5', { ...tracked, lot: 'L1' })).toEqual({ kind: 'quantity', text: '5' });
  });

  it('waits for an answer while it asks: a scan is neither added nor lost in silence', () => {
    const asked = { ...M6, asking: true };
    expect(countMeaning('+', asked)).toEqual({ kind: 'add' });
    expect(countMeaning('＝', asked)).toEqual({ kind: 'replace' });
    for (const typed of ['', '7', 'M8', '6901234567892']) expect(countMeaning(typed, asked)).toEqual({ kind: 'undecided' });
  });
});
