/** Crockford's base 32: digits and letters that people can read out and copy without mistakes. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The values 0 … 31 of a text's symbols, full-width ones included; spaces and dashes are skipped, O is read as 0, I and L as 1. Undefined where another symbol stands. */
export function readSymbols(text: string): number[] | undefined {
  const symbols: number[] = [];
  for (const character of text.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{Dash}]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    symbols.push(value);
  }
  return symbols;
}

export function writeSymbols(symbols: readonly number[]): string {
  return symbols.map((symbol) => ALPHABET.charAt(symbol)).join('');
}

/** Bytes as symbols of five bits, the last one filled up with zeros. */
export function bytesToSymbols(bytes: Uint8Array): number[] {
  const symbols: number[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) symbols.push((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  if (bits > 0) symbols.push((held << (5 - bits)) & 31);
  return symbols;
}

/** The whole bytes that symbols hold; undefined where the bits left over are not zero. */
export function symbolsToBytes(symbols: readonly number[]): Uint8Array | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const symbol of symbols) {
    held = (held << 5) | symbol;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  return held === 0 ? Uint8Array.from(bytes) : undefined;
}

/**
 * A check symbol over symbols (a polynomial over GF(32), x^5 + x^2 + 1): one wrong symbol, or any two exchanged
 * ones among 31, never give the same check.
 */
export function checkSymbol(symbols: readonly number[]): number {
  let check = 0;
  for (const symbol of symbols) check = timesAlpha(check ^ symbol);
  return check;
}

function timesAlpha(value: number): number {
  const shifted = value << 1;
  return shifted > 31 ? (shifted ^ 0b100101) & 31 : shifted;
}

/** `ABCD-EFGH-…` */
export function inGroups(text: string, size = 4): string {
  const groups: string[] = [];
  for (let start = 0; start < text.length; start += size) groups.push(text.slice(start, start + size));
  return groups.join('-');
}
