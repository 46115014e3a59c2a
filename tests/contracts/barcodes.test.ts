/** Codes are read again by a decoder, from the dots that a label printer of 203 dpi would burn. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawBarcode, type Barcode } from '../../renderer/app/print/barcode.ts';
import { isEan13 } from '../../renderer/app/print/ean13.ts';

const DOTS_PER_MM = 8;
const BAR_HEIGHT = 40;

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) }, fireImmediately: true });
});

/** The picture as dots: a dot is black where its middle lies in an odd number of the path's outlines. */
function dotsOf({ svg, widthMm, symbology }: Barcode) {
  const [, modules = '0'] = /viewBox="0 0 (\d+) /.exec(svg) ?? [];
  const outlines = [...(/ d="([^"]+)"/.exec(svg)?.[1] ?? '').matchAll(/M([^z]+)z/g)].map(([, text = '']) => pointsOf(text));
  const width = Math.round(widthMm * DOTS_PER_MM);
  expect(width).toBeCloseTo(widthMm * DOTS_PER_MM, 6);
  const height = symbology === 'qr' ? width : BAR_HEIGHT;
  const perModule = width / Number(modules);
  expect(Number.isInteger(perModule)).toBe(true);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [px, py] = [(x + 0.5) / perModule, symbology === 'qr' ? (y + 0.5) / perModule : 0.5];
      if (outlines.filter((outline) => contains(outline, px, py)).length % 2 === 1) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data, width, height, colorSpace: 'srgb' as const };
}

type Point = readonly [number, number];

function pointsOf(text: string): readonly Point[] {
  const bar = /^(\S+) 0h(\S+)v(\S+?)h/.exec(text);
  if (bar === null) return text.split('L').map((pair): Point => pair.split(' ').map(Number) as [number, number]);
  const [x, w, h] = [Number(bar[1]), Number(bar[2]), Number(bar[3])];
  return [[x, 0], [x + w, 0], [x + w, h], [x, h]];
}

function contains(outline: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  outline.forEach(([x1, y1], index) => {
    const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

async function read(code: Barcode): Promise<string> {
  const found = await readBarcodes(dotsOf(code), { formats: ['EAN13', 'Code128', 'QRCode'] });
  return found.map(({ text, isMirrored }) => `${isMirrored ? 'mirrored ' : ''}${text}`).join('|');
}

describe('barcodes', () => {
  it('[PRINT-4] every code is read as it was written, from the dots of a label printer', async () => {
    const wanted = [
      ['auto', '6900000100004', 36, 'ean13'],
      ['auto', 'LS-01', 36, 'code128'],
      ['code128', 'SH-A-2026-000123', 62, 'code128'],
      ['qr', 'A-01-03', 24, 'qr'],
      ['qr', '货架 3 层', 24, 'qr'],
    ] as const;
    for (const [symbology, text, width, becomes] of wanted) {
      const code = drawBarcode(symbology, text, width);
      expect(code.symbology).toBe(becomes);
      expect(code.widthMm).toBeLessThanOrEqual(width);
      expect(await read(code)).toBe(text);
    }
  });

  it('[PRINT-4] whatever a bar code may hold is read again, on the smallest label too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\w\-./+]{3,40}$/), fc.constantFrom(36, 56, 96), async (text, width) => {
        expect(await read(drawBarcode('auto', text, width))).toBe(text);
      }),
      { numRuns: 15 },
    );
  });

  it('[PRINT-5] a wrong check digit makes it Code 128 and is told; it reads as it stands', async () => {
    expect([isEan13('6900000100004'), isEan13('6900000100005'), isEan13('690000010000')]).toEqual([true, false, false]);
    const code = drawBarcode('auto', '6900000100005', 46);
    expect([code.symbology, code.note]).toEqual(['code128', 'wrong-check-digit']);
    expect(await read(code)).toBe('6900000100005');
  });

  it('[PRINT-5] what no bar code takes becomes a square code and is told', () => {
    for (const text of ['货架 3', 'X'.repeat(60)]) expect(drawBarcode('auto', text, 36)).toMatchObject({ symbology: 'qr', note: 'made-square' });
  });
});
