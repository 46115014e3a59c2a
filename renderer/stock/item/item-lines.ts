/** Packs and barcodes as people type them, one a line: `盒 24`, `6901234567892 盒`. Pure. */
import { plainTyped } from '../../design/format/typed.ts';

export interface PackLine {
  readonly unit: string;
  /** Base units, a decimal string. */
  readonly quantity: string;
}

export interface BarcodeLine {
  readonly code: string;
  readonly unit?: string;
  readonly quantity?: string;
}

function wordsOf(text: string): string[][] {
  return text
    .split(/\n|，|,|；|;/)
    .map((line) => plainTyped(line).split(/[\s=×]+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0);
}

/** A line without an amount keeps an empty one, which is refused at the field. */
export function readPacks(text: string): PackLine[] {
  return wordsOf(text).map(([unit = '', quantity = '']) => ({ unit, quantity }));
}

export function writePacks(packs: readonly PackLine[]): string {
  return packs.map(({ unit, quantity }) => `${unit} ${quantity}`).join('\n');
}

/** A barcode, then the unit that it stands for, then how many base units where it is no pack's. */
export function readBarcodes(text: string): BarcodeLine[] {
  return wordsOf(text).map(([code = '', unit, quantity]) => ({ code, ...(unit === undefined ? {} : { unit }), ...(quantity === undefined ? {} : { quantity }) }));
}

export function writeBarcodes(barcodes: readonly Required<BarcodeLine>[], baseUnit: string, packs: readonly PackLine[]): string {
  return barcodes
    .map(({ code, unit, quantity }) => {
      const usual = unit === baseUnit ? '1' : packs.find((pack) => pack.unit === unit)?.quantity;
      if (usual !== quantity) return `${code} ${unit} ${quantity}`;
      return unit === baseUnit ? code : `${code} ${unit}`;
    })
    .join('\n');
}
