import { describe, expect, it } from 'vitest';
import { numberException, serialException } from './exceptions.ts';
import { movement, uuidOf } from './testing/sample-movements.ts';

describe('exceptions', () => {
  const lines = (count: number, first: number, workstation = 'BJ-A') =>
    Array.from({ length: count }, (_, index) => movement(first + index, { number: 'BJ-A-2026-000007', line: index + 1, workstation }));

  it('[STOCK-13] the lines of one document share its number; two documents under it are one exception', () => {
    expect(numberException('BJ-A-2026-000007', lines(3, 1))).toBeUndefined();
    const twice = numberException('BJ-A-2026-000007', [...lines(3, 1), ...lines(2, 10)]);
    expect(twice).toMatchObject({ kind: 'chain-diverged', id: 'number/BJ-A-2026-000007/1/2', subject: 'BJ-A-2026-000007' });
    expect(twice?.movements).toEqual([1, 2, 10, 11].map(uuidOf));
    expect(numberException('BJ-A-2026-000007', [...lines(1, 1), ...lines(1, 10, 'BJ-B')])?.kind).toBe('duplicate-number');
  });

  it('[STOCK-22] a serial number on hand twice, at one place or at two, is an exception that names how it came in', () => {
    const place = (office: string, quantity: number) => ({ office, location: 'main', quantity });
    const incoming = [movement(1), movement(2, { office: 'GZ' })];
    expect(serialException('item', 'S1', [place('BJ', 1000)], incoming)).toBeUndefined();
    expect(serialException('item', 'S1', [place('BJ', 2000)], incoming)).toMatchObject({ kind: 'serial-clash', quantity: 2000 });
    expect(serialException('item', 'S1', [place('BJ', 1000), place('GZ', 1000)], incoming)).toMatchObject({
      offices: ['BJ', 'GZ'],
      subject: 'S1',
      movements: [uuidOf(1), uuidOf(2)],
    });
  });
});
