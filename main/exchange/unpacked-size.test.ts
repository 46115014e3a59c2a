import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { MAX_UNPACKED_BYTES } from '#model/exchange/limits.ts';
import { readGrid } from './grid.ts';
import { unpackedSize } from './unpacked-size.ts';

const workbook = (): Promise<Uint8Array> => writeXlsx({ sheets: [{ name: 'A', rows: [['code'], ['007'], [6901234567892], [0.1 + 0.2]] }, { name: 'B', rows: [['x']] }] });
const now = (): Promise<void> => Promise.resolve();

/** Says of the first entry that it grows to `size` bytes. */
function claim(bytes: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(size, copy.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  return copy;
}

describe('[EXCHANGE-7] archives', () => {
  it('are measured by what they say they grow to', async () => {
    const bytes = await workbook();
    expect(unpackedSize(bytes)).toBeGreaterThan(1000);
    expect(unpackedSize(bytes.subarray(0, bytes.length - 30))).toBeUndefined();
    expect(unpackedSize(claim(bytes, 0))).toBeUndefined();
  });

  it('that grow too far are refused before they are unpacked', async () => {
    expect(await readGrid(claim(await workbook(), MAX_UNPACKED_BYTES), undefined, now)).toMatchObject({ reason: 'import.expands-too-much' });
  });

  it('are read sheet by sheet, numbers with all their digits', async () => {
    const bytes = await workbook();
    expect(await readGrid(bytes, undefined, now)).toMatchObject({ sheets: ['A', 'B'], sheet: 'A', rows: [{ cells: ['code'] }, { cells: ['007'] }, { cells: ['6901234567892'] }, { cells: ['0.3'] }] });
    expect(await readGrid(bytes, 'B', now)).toMatchObject({ rows: [{ cells: ['x'] }] });
    expect(await readGrid(bytes, 'C', now)).toMatchObject({ reason: 'import.sheet-unknown' });
  });
});
