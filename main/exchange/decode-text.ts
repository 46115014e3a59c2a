/** Bytes of a CSV file as text: UTF-8 with or without its mark, UTF-16, and what else Excel writes in China (GB18030, a superset of GBK). */
import iconv from 'iconv-lite';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // No UTF-8. iconv knows GB18030 in every build of Node.
    return { text: iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'gb18030'), encoding: 'gb18030' };
  }
}

const SEPARATORS = [',', '\t', ';'] as const;

/** The separator that parts the first lines most evenly; a comma where none does. What stands in quotes does not count. */
export function detectSeparator(text: string): string {
  const lines = firstLines(text, 20);
  let best: { separator: string; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const least = Math.min(...counts);
    const score = least * 1000 + counts.filter((count) => count > 0 && count === counts[0]).length;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** The first lines that are not blank, without what stands in quotes. */
function firstLines(text: string, most: number): readonly string[] {
  return text
    .slice(0, 100_000)
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, most);
}
