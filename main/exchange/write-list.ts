/**
 * Rows of cells as the bytes of a file, made in pieces as the rows come. Text is text: a cell that begins like a formula
 * is never one (EXCHANGE-1).
 */
import iconv from 'iconv-lite';
import { writeXlsxStream } from 'hucre/xlsx';
import { guardFormula } from './formula-text.ts';

/** A number stands in .xlsx as a number; everything else as text. */
export type WrittenCell = string | number | null;

export interface ListFormat {
  readonly format: 'xlsx' | 'csv';
  readonly encoding: 'utf-8' | 'gb18030';
}

/** Lines are gathered into pieces of about this many characters. */
const PIECE_CHARACTERS = 256 * 1024;
const FIRST_BYTES = { 'utf-8': '\uFEFF', gb18030: '' } as const;

export async function* writeList(
  headers: readonly string[],
  rows: AsyncIterable<readonly WrittenCell[]>,
  { format, encoding }: ListFormat,
): AsyncGenerator<Uint8Array> {
  if (format === 'xlsx') {
    yield* writeXlsxStream(sheetRows(headers, rows), { name: 'Sheet1', freezePane: { rows: 1 } });
    return;
  }
  let waiting = `${FIRST_BYTES[encoding]}${csvLine(headers)}`;
  for await (const row of rows) {
    waiting += csvLine(row);
    if (waiting.length < PIECE_CHARACTERS) continue;
    yield encode(waiting, encoding);
    waiting = '';
  }
  yield encode(waiting, encoding);
}

function encode(text: string, encoding: ListFormat['encoding']): Uint8Array {
  return encoding === 'utf-8' ? Buffer.from(text, 'utf8') : iconv.encode(text, 'gb18030');
}

async function* sheetRows(headers: readonly string[], rows: AsyncIterable<readonly WrittenCell[]>): AsyncGenerator<WrittenCell[]> {
  yield headers.map(cellText);
  for await (const row of rows) yield row.map((cell) => (typeof cell === 'string' ? cellText(cell) : cell));
}

/** `_x000D_` in a workbook is a character's number; text that looks so has its underscore written as one. */
function cellText(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function csvLine(cells: readonly WrittenCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: WrittenCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = guardFormula(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
