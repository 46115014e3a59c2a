import { describe, expect, it } from 'vitest';
import { readBarcodes, readPacks, writeBarcodes, writePacks } from './item-lines.ts';

describe('packs and barcodes as lines', () => {
  it('read back as they were written', () => {
    const packs = [{ unit: '盒', quantity: '24' }];
    const barcodes = [
      { code: '690001', unit: '个', quantity: '1' },
      { code: '690024', unit: '盒', quantity: '24' },
      { code: '690005', unit: '个', quantity: '5' },
    ];
    expect(readPacks(writePacks(packs))).toEqual(packs);
    expect(writeBarcodes(barcodes, '个', packs)).toBe('690001\n690024 盒\n690005 个 5');
    expect(readBarcodes('690001\n690024 盒\n690005 个 5')).toEqual([{ code: '690001' }, { code: '690024', unit: '盒' }, { code: '690005', unit: '个', quantity: '5' }]);
  });

  it('take full-width signs and blank lines', () => {
    expect(readPacks('盒　２４\n\n箱=240，托 960')).toEqual([{ unit: '盒', quantity: '24' }, { unit: '箱', quantity: '240' }, { unit: '托', quantity: '960' }]);
  });
});
