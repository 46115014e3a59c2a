import { expect, it } from 'vitest';
import { formatFileSize } from './file-size.ts';

it('sizes of files are told in the unit that fits', () => {
  expect([0, 368_640, 1_250_000, 48_000_000, 3_200_000_000].map(formatFileSize)).toEqual(['0 kB', '369 kB', '1.3 MB', '48 MB', '3.2 GB']);
});
