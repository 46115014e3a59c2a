/** A film of one picture for Chromium's fake camera: an EAN-13 as it stands on a box. */

const WIDTH = 640;
const HEIGHT = 480;
const MODULE_PX = 4;
const LEFT = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'];
const PARITIES = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'];

const inverted = (bits: string): string => bits.replaceAll(/[01]/g, (bit) => (bit === '0' ? '1' : '0'));
const mirrored = (bits: string): string => Array.from(bits).toReversed().join('');

/** Bars of 13 digits, a 1 for each black module. */
function modulesOf(ean13: string): string {
  const digits = Array.from(ean13, Number);
  const bits = (digit: number | undefined): string => LEFT[digit ?? 0] ?? '';
  const parity = PARITIES[digits[0] ?? 0] ?? '';
  const left = digits.slice(1, 7).map((digit, index) => (parity[index] === 'L' ? bits(digit) : mirrored(inverted(bits(digit)))));
  return `101${left.join('')}01010${digits.slice(7).map((digit) => inverted(bits(digit))).join('')}101`;
}

/** The film as Y4M. */
export function filmOf(ean13: string): Buffer {
  const modules = modulesOf(ean13);
  const grey = Buffer.alloc(WIDTH * HEIGHT, 235);
  const from = Math.floor((WIDTH - modules.length * MODULE_PX) / 2);
  for (let y = 120; y < 360; y += 1) {
    for (let x = 0; x < modules.length * MODULE_PX; x += 1) if (modules[Math.floor(x / MODULE_PX)] === '1') grey[y * WIDTH + from + x] = 16;
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${String(WIDTH)} H${String(HEIGHT)} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
