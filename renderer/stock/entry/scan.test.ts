import { describe, expect, it } from 'vitest';
import { balanceAfter, meaningOf, readDay } from './scan.ts';

describe('the scan field', () => {
  it('looks up what is typed while there is no line, numbers too', () => {
    expect(meaningOf(' 1001 ', false)).toEqual({ kind: 'look-up', text: '1001' });
    expect(meaningOf('', false)).toEqual({ kind: 'nothing' });
    expect(meaningOf('', true)).toEqual({ kind: 'nothing' });
  });

  it('takes a short number for the quantity of the line', () => {
    expect(meaningOf('12.5', true)).toEqual({ kind: 'quantity', quantity: '12.5' });
  });

  it('takes full-width digits, as a Chinese input method writes them', () => {
    expect(meaningOf('１２．５', true)).toEqual({ kind: 'quantity', quantity: '12.5' });
    expect(meaningOf('ｍ６', true)).toEqual({ kind: 'look-up', text: 'm6' });
  });

  it.each(['0', '0.000', '-3', '−3', '+1', '1.2345', '1,5', '.5', '1.'])('refuses %s as a quantity instead of looking it up', (typed) => {
    expect(meaningOf(typed, true)).toEqual({ kind: 'no-quantity', text: typed });
  });

  it('never takes a barcode for a quantity', () => {
    expect(meaningOf('6909999999999', true)).toEqual({ kind: 'look-up', text: '6909999999999' });
    expect(meaningOf('96385074', true)).toEqual({ kind: 'look-up', text: '96385074' });
  });

  it('takes an amount after @ for the price', () => {
    expect(meaningOf('@12.50', true)).toEqual({ kind: 'price', price: '12.50' });
    expect(meaningOf('＠３', true)).toEqual({ kind: 'price', price: '3' });
    expect(meaningOf('@-1', true)).toEqual({ kind: 'no-price', text: '@-1' });
  });

  it('reads a day however it is written, and no day that there is not', () => {
    for (const typed of ['2027-01-31', '2027/1/31', '20270131', '270131', '2027年1月31日', '２０２７.１.３１']) expect(readDay(typed)).toBe('2027-01-31');
    for (const typed of ['2027-02-30', '271301', '12', 'L-2027', '2027013']) expect(readDay(typed)).toBeUndefined();
  });

  it('tells what will be on hand afterwards', () => {
    expect(balanceAfter('10', 2500n, 'out')).toBe('7.5');
    expect(balanceAfter('10', 2500n, 'in')).toBe('12.5');
    expect(balanceAfter('10', 2500n, 'within')).toBe('10');
  });
});
