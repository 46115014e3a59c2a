import { describe, expect, it } from 'vitest';
import { balanceAfter, meaningOf, oneMore } from './scan.ts';

const M6 = { code: 'M6', barcode: '6901234567892' };

describe('the scan field', () => {
  it('looks up what is scanned while nothing is chosen, numbers too', () => {
    expect(meaningOf(' 1001 ', undefined)).toEqual({ kind: 'look-up', text: '1001' });
    expect(meaningOf('', undefined)).toEqual({ kind: 'nothing' });
  });

  it('takes a short number for the quantity of the chosen item', () => {
    expect(meaningOf('12.5', M6)).toEqual({ kind: 'quantity', quantity: '12.5' });
  });

  it('takes full-width digits, as a Chinese input method writes them', () => {
    expect(meaningOf('１２．５', M6)).toEqual({ kind: 'quantity', quantity: '12.5' });
    expect(meaningOf('ｍ６', M6)).toEqual({ kind: 'one-more' });
  });

  it.each(['0', '0.000', '-3', '−3', '+1', '1.2345', '1,5', '.5', '1.'])('refuses %s as a quantity instead of looking it up, which would confirm the entry', (typed) => {
    expect(meaningOf(typed, M6)).toEqual({ kind: 'no-quantity', text: typed });
  });

  it('never takes a barcode for a quantity', () => {
    expect(meaningOf('6909999999999', M6)).toEqual({ kind: 'look-up', text: '6909999999999' });
    expect(meaningOf('96385074', M6)).toEqual({ kind: 'look-up', text: '96385074' });
  });

  it('counts one more when the same item is scanned again', () => {
    expect(meaningOf('6901234567892', M6)).toEqual({ kind: 'one-more' });
    expect(meaningOf('m6', M6)).toEqual({ kind: 'one-more' });
    expect(oneMore('2.5')).toBe('3.5');
  });

  it('confirms on an empty field', () => {
    expect(meaningOf('', M6)).toEqual({ kind: 'confirm' });
  });

  it('tells what will be on hand afterwards', () => {
    expect(balanceAfter('5', '7', 'out')).toBe('-2');
    expect(balanceAfter('0.1', '0.2', 'in')).toBe('0.3');
  });
});
