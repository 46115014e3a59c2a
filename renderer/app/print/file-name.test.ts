import { expect, it } from 'vitest';
import { fileName } from './file-name.ts';

const more = (count: number): string => `等 ${count} 种`;

it('a file is named after what it shows: one by its name, several by the first and their number', () => {
  expect(fileName('标签', ['AB-01 AB 胶'], more)).toBe('标签 AB-01 AB 胶');
  expect(fileName('标签', ['AB-01 AB 胶', 'AB-02', 'AB-03'], more)).toBe('标签 AB-01 AB 胶 等 3 种');
  expect(fileName('标签', [], more)).toBe('标签');
});

it('a long name is cut, so that every system takes the file', () => {
  expect(fileName('标签', ['长'.repeat(200)], more)).toBe(`标签 ${'长'.repeat(60)}…`);
});
