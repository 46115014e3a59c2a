/**
 * A file as rows of text. Nothing is taken for a number or date that the file does not say is one, so codes keep their
 * digits and leading zeros. Works in slices: between them the core answers others.
 */
import { streamCsvRows } from 'hucre/csv';
import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, megabytes } from '#model/exchange/limits.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Pause } from '../area.ts';
import { decodeText, detectSeparator } from './decode-text.ts';
import { unguardFormula } from './formula-text.ts';
import { unpackedSize } from './unpacked-size.ts';

export interface GridRow {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Grid {
  readonly format: 'xlsx' | 'csv';
  readonly encoding: string | null;
  readonly separator: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Rows with anything in them. */
  readonly rows: readonly GridRow[];
}

const SLICE_ROWS = 2000;

export async function readGrid(bytes: Uint8Array, sheet: string | undefined, pause: Pause): Promise<Grid | Refusal> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return refuse('import.old-excel');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes, sheet, pause);
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) return refuse('import.not-readable', { detail: 'binary' });
  const separator = detectSeparator(text);
  const values = streamCsvRows(text, { delimiter: separator });
  const rows = await gather(numbered(values), pause, (cell) => unguardFormula(textOf(cell)));
  return isRefusal(rows) ? rows : { format: 'csv', encoding, separator, sheets: [], sheet: null, rows };
}

async function readWorkbook(bytes: Uint8Array, wanted: string | undefined, pause: Pause): Promise<Grid | Refusal> {
  const size = unpackedSize(bytes);
  if (size === undefined) return refuse('import.not-readable', { detail: 'zip' });
  if (size > MAX_UNPACKED_BYTES) return refuse('import.expands-too-much', { most: megabytes(MAX_UNPACKED_BYTES) });
  try {
    const sheets: string[] = [];
    await readXlsx(bytes, {
      sheets(info) {
        sheets.push(info.name);
        return false;
      },
    });
    const sheet = wanted ?? sheets[0];
    if (sheet === undefined || !sheets.includes(sheet)) return refuse('import.sheet-unknown', { sheet: wanted ?? '' }, 'sheet');
    const rows = await gather(streamXlsxRows(bytes, { sheet }), pause, textOf);
    return isRefusal(rows) ? rows : { format: 'xlsx', encoding: null, separator: null, sheets, sheet, rows };
  } catch (error) {
    // The reader fails in many ways on a damaged file; to the person all of them are a file that cannot be read.
    return refuse('import.not-readable', { detail: error instanceof Error ? error.message : String(error) });
  }
}

interface RawRow {
  readonly index: number;
  readonly values: readonly unknown[];
}

function* numbered(rows: Iterable<readonly unknown[]>): Generator<RawRow> {
  let index = 0;
  for (const values of rows) {
    yield { index, values };
    index += 1;
  }
}

async function gather(
  raw: AsyncIterable<RawRow> | Iterable<RawRow>,
  pause: Pause,
  read: (cell: unknown) => string,
): Promise<readonly GridRow[] | Refusal> {
  const rows: GridRow[] = [];
  let seen = 0;
  for await (const { index, values } of raw) {
    seen += 1;
    if (seen % SLICE_ROWS === 0) await pause();
    if (index >= MAX_ROWS) return refuse('import.too-many-rows', { most: MAX_ROWS });
    const cells = values.map(read);
    while (cells.at(-1)?.trim() === '') cells.pop();
    if (cells.length > MAX_COLUMNS) return refuse('import.too-many-columns', { most: MAX_COLUMNS });
    if (cells.length > 0) rows.push({ row: index + 1, cells });
  }
  return rows;
}

/** A cell's value as text, as Excel would show it in a plain cell. */
function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return '';
}

/** Excel keeps fifteen digits; 0.1 + 0.2 is 0.3 there. Never with an exponent. */
function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  if (!text.includes('e')) return text;
  return Math.abs(rounded) >= 1 ? BigInt(Math.trunc(rounded)).toString() : rounded.toFixed(20).replace(/0+$/, '');
}
