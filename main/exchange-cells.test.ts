import { describe, expect, it } from 'vitest';
import { readAmount, readCode, readDay, readFlag, readQuantity, readText } from './exchange-cells.ts';

const code = readCode(/^[\w-]{3,64}$/, { zh: '', en: '' });
const bad = { expected: expect.anything() as unknown };

describe('reading cells', () => {
  it.each([
    ['12', { value: '12' }],
    ['12.500', { value: '12.5' }],
    ['1,234.5', { value: '1234.5', notice: true }],
    ['１２３', { value: '123', notice: true }],
    ['', { value: undefined }],
    ['-3', bad],
    ['0', bad],
    ['1.234,5', bad],
    ['12,34', bad],
    ['1.2345', bad],
    ['十二', bad],
    ['1E+3', bad],
  ])('[EXCHANGE-3] a quantity %j is read only where it means one thing', (cell, read) => {
    expect(readQuantity(cell)).toEqual(read);
  });

  it.each([
    ['12', { value: '12.00' }],
    ['¥12.5', { value: '12.50', notice: true }],
    ['12.345', bad],
    ['-1', bad],
  ])('an amount %j', (cell, read) => {
    expect(readAmount(cell)).toEqual(read);
  });

  it.each([
    ['6901234567892', { value: '6901234567892' }],
    ['007', { value: '007' }],
    ['６９０１', { value: '6901', notice: true }],
    ['6.90123E+12', bad],
    ['a b', bad],
  ])('[EXCHANGE-2] a code %j keeps every digit, and one that Excel has shortened is wrong', (cell, read) => {
    expect(code(cell)).toEqual(read);
  });

  it.each([
    ['2026-01-05', { value: '2026-01-05' }],
    ['2026/1/5', { value: '2026-01-05', notice: true }],
    ['2026年1月5日', { value: '2026-01-05', notice: true }],
    ['20260105', { value: '2026-01-05', notice: true }],
    ['2026-02-30', bad],
    ['5/1/2026', bad],
    ['2026-13-01', bad],
  ])('a day %j', (cell, read) => {
    expect(readDay(cell)).toEqual(read);
  });

  it('flags and texts', () => {
    expect([readFlag('是'), readFlag('NO'), readFlag('')]).toEqual([{ value: 'true' }, { value: 'false' }, { value: undefined }]);
    expect(readFlag('maybe')).toEqual(bad);
    expect(readText(3)(' a\r\nb ')).toEqual({ value: 'a\nb' });
    expect(readText(3)('abcd')).toEqual(bad);
  });
});
