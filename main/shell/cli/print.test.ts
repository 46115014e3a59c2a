import { expect, it } from 'vitest';
import { formatResult, formatTable } from './print.ts';

it('aligns columns with Chinese text, which is twice as wide', () => {
  const lines = formatTable([
    { item: '螺钉', quantity: '6' },
    { item: 'M6', quantity: '12' },
  ]).split('\n');
  expect(lines).toEqual(['item  quantity', '螺钉  6', 'M6    12']);
});

it('shows a list below its other fields', () => {
  expect(formatResult({ nextCursor: 'x', rows: [{ a: 1 }] })).toBe('nextCursor: x\na\n1');
});
