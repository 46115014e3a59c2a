import { describe, expect, it } from 'vitest';
import { takenOfReserved } from './reserved.ts';

describe('what is taken of what is promised', () => {
  it.each([
    ['nothing promised', '0', '20', 30_000n, undefined],
    ['what is free covers it', '15', '5', 5_000n, undefined],
    ['a thousandth more', '15', '5', 5_001n, '0.001'],
    ['no more than is promised', '15', '5', 99_000n, '15'],
    ['more promised than there is', '15', '-3', 2_000n, '2'],
  ])('[ORDER-7] %s', (_case, reserved, available, taken, expected) => {
    expect(takenOfReserved({ reserved, available }, taken)?.taken).toBe(expected);
  });
});
