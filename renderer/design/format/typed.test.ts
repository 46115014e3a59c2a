import { describe, expect, it } from 'vitest';
import { plainTyped } from './typed.ts';

describe('what is typed with a Chinese input method', () => {
  it('becomes plain where it is a number or a code', () => {
    expect(plainTyped('１２．５')).toBe('12.5');
    expect(plainTyped('１２。５')).toBe('12.5');
    expect(plainTyped('　Ｍ６－０１ ')).toBe('M6-01');
  });

  it('stays as it is where it is a name', () => {
    expect(plainTyped('接线端子 6 mm²')).toBe('接线端子 6 mm²');
    expect(plainTyped('盘点。')).toBe('盘点。');
  });
});
