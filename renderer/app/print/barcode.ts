/**
 * Barcodes as SVG in millimetres, on the dot grid of a label printer. Pure.
 *
 * 1. A narrow bar is a whole number of dots of 203 dpi, two at least, as wide as the room allows; so that neither a
 *    thermal head nor a scaling browser blurs an edge.
 * 2. The quiet zones belong to the picture: 10 narrow bars for Code 128, 11 and 7 for EAN-13, 4 modules for QR.
 * 3. A code that cannot be what was wanted becomes one that can be read, and says so (`note`).
 */
import { code128, ean13, qrcode, type DrawingContext, type RenderOptions } from '@bwip-js/generic';
import { isEan13 } from './ean13.ts';

/** A dot of a label printer of 203 dpi (8 dots a millimetre). */
const DOT_MM = 0.125;
const LEAST_DOTS = 2;
const MOST_DOTS = 6;
/** QR modules under three dots are hard on cheap scanners. */
const QR_LEAST_DOTS = 3;
const QR_MOST_DOTS = 12;
const LINEAR_HEIGHT_MM = 10;

export type Symbology = 'auto' | 'ean13' | 'code128' | 'qr';

/** Why a code is another than was wanted: the check digit is wrong; the text has signs or a length that no bar code takes. */
export type BarcodeNote = 'wrong-check-digit' | 'made-square';

export interface Barcode {
  readonly svg: string;
  readonly symbology: Exclude<Symbology, 'auto'>;
  readonly widthMm: number;
  readonly note?: BarcodeNote;
}

/** What is drawn, in modules; the origin is the picture's own, after the quiet zone. */
interface Drawn {
  readonly width: number;
  readonly path: string;
}

const coordinate = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Collects what bwip-js draws at its scale of one: bars as lines, QR modules as outlines of two units each. */
function collect(offset: number, height: number): DrawingContext<Drawn> {
  let width = 0;
  const parts: string[] = [];
  return {
    scale: (sx, sy) => [sx, sy],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (drawnWidth) => {
      width = drawnWidth;
    },
    line: (x, _y0, _x1, _y1, thickness) => {
      // The middle of a bar of odd thickness is given rounded up.
      parts.push(`M${x - Math.ceil(thickness / 2) + offset} 0h${thickness}v${height}h-${thickness}z`);
    },
    polygon: (points) => {
      parts.push(`M${points.map(([x, y]) => `${coordinate(x / 2 + offset)} ${coordinate(y / 2 + offset)}`).join('L')}z`);
    },
    hexagon: () => {},
    ellipse: () => {},
    fill: () => {},
    text: () => {},
    end: () => ({ width, path: parts.join('') }),
  };
}

const options = (bcid: string, text: string): RenderOptions => ({ bcid, text, scale: 1, includetext: false });

/** Dots of a module that fill the width; undefined where that would be fewer than the least. */
function fit(modules: number, widthMm: number, least: number, most: number): number | undefined {
  const dots = Math.min(most, Math.floor(widthMm / (modules * DOT_MM) + 1e-6));
  return dots < least ? undefined : dots;
}

function linear(kind: 'ean13' | 'code128', text: string, widthMm: number): Barcode | undefined {
  const [before, after] = kind === 'ean13' ? [11, 7] : [10, 10];
  const drawing = collect(before, 1);
  const { width, path } = kind === 'ean13' ? ean13(options(kind, text), drawing) : code128(options(kind, text), drawing);
  const modules = width + before + after;
  const dots = fit(modules, widthMm, LEAST_DOTS, MOST_DOTS);
  if (dots === undefined) return undefined;
  const drawnMm = modules * dots * DOT_MM;
  // The height is free: a style sheet may set another.
  return {
    symbology: kind,
    widthMm: drawnMm,
    svg: `<svg class="barcode ${kind}" xmlns="http://www.w3.org/2000/svg" width="${drawnMm}mm" height="${LINEAR_HEIGHT_MM}mm" viewBox="0 0 ${modules} 1" preserveAspectRatio="none" shape-rendering="crispEdges"><path d="${path}"/></svg>`,
  };
}

function square(text: string, widthMm: number): Barcode {
  const quiet = 4;
  const drawn = qrcode({ ...options('qrcode', text), eclevel: 'M' } as RenderOptions, collect(quiet, 1));
  const modules = drawn.width / 2 + 2 * quiet;
  // Too small a place is overrun rather than filled with what no scanner reads.
  const sideMm = modules * (fit(modules, widthMm, QR_LEAST_DOTS, QR_MOST_DOTS) ?? QR_LEAST_DOTS) * DOT_MM;
  return {
    symbology: 'qr',
    widthMm: sideMm,
    svg: `<svg class="barcode qr" xmlns="http://www.w3.org/2000/svg" width="${sideMm}mm" height="${sideMm}mm" viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges"><path fill-rule="evenodd" d="${drawn.path}"/></svg>`,
  };
}

/** Printable ASCII: what every scanner set up as a keyboard types again. */
const CODE_128_TEXT = /^[ -~]+$/;

/**
 * @param text what the scanner shall read; not empty.
 * @param widthMm room across, quiet zones included.
 */
export function drawBarcode(wanted: Symbology, text: string, widthMm: number): Barcode {
  if (wanted === 'qr') return square(text, widthMm);
  const thirteenDigits = /^\d{13}$/.test(text);
  const asEan = wanted !== 'code128' && isEan13(text) ? linear('ean13', text, widthMm) : undefined;
  if (asEan !== undefined) return asEan;
  const wrongDigit = (wanted === 'ean13' || (wanted === 'auto' && thirteenDigits)) && !isEan13(text);
  const bars = CODE_128_TEXT.test(text) ? linear('code128', text, widthMm) : undefined;
  if (bars === undefined) return { ...square(text, widthMm), note: 'made-square' };
  return wrongDigit ? { ...bars, note: 'wrong-check-digit' } : bars;
}
