/**
 * Reads cells as people write them. What can be read in one way only is read and noted (full-width digits, thousands
 * separators); what could mean two things, or has lost digits, is refused with what was expected.
 */
import type { Text } from '#model/contract/text.ts';
import { parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import type { ReadCell } from './exchange-table.ts';

const wrong = (zh: string, en: string): ReadCell => ({ expected: { zh, en } });

/** Excel's way of showing a long number; its last digits are gone. */
const SHORTENED = /^\d(?:\.\d+)?E\+?\d+$/i;
const LOST: ReadCell = wrong(
  '完整的编码；这个数字已被 Excel 缩写，末尾几位已丢失，请把该列设为“文本”后重新填写',
  'the whole code; Excel has shortened this number and its last digits are lost, so format the column as text and enter it again',
);

function given(value: string, found: string): ReadCell {
  return value === found ? { value } : { value, notice: true };
}

/** One line of text or several, at most `most` characters; its outer blanks do not count. */
export function readText(most: number): (cell: string) => ReadCell {
  return (cell) => {
    const value = cell.replaceAll('\r\n', '\n').trim();
    if (value === '') return { value: undefined };
    return value.length <= most ? { value } : wrong(`最多 ${String(most)} 个字符`, `at most ${String(most)} characters`);
  };
}

/** A code or barcode: full-width letters and digits are read as plain ones. */
export function readCode(pattern: RegExp, expected: Text): (cell: string) => ReadCell {
  return (cell) => {
    const found = cell.trim();
    if (found === '') return { value: undefined };
    const value = found.normalize('NFKC').trim();
    if (SHORTENED.test(value) && value.includes('.')) return LOST;
    return pattern.test(value) ? given(value, found) : { expected };
  };
}

/** Plain digits of a number as written; undefined where it is none, or could be read in two ways. */
function plainNumber(found: string): string | undefined {
  const text = found.normalize('NFKC').replaceAll(/[\s¥$€]/g, '').replace(/^\+/, '');
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  return /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : undefined;
}

function trimZeros(digits: string): string {
  const whole = digits.replace(/^(-?)0+(?=\d)/, '$1');
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
}

function readNumber(cell: string, parse: (text: string) => boolean, expected: Text): ReadCell {
  const found = cell.trim();
  if (found === '') return { value: undefined };
  const digits = plainNumber(found);
  if (digits === undefined) return { expected };
  const value = trimZeros(digits);
  if (!parse(value)) return { expected };
  // What differs from the cell only by zeros needs no word.
  return trimZeros(found) === value ? { value } : { value, notice: true };
}

/** A number above zero, at most a thousandth fine. */
export function readQuantity(cell: string): ReadCell {
  return readNumber(cell, (text) => parseQuantity(text) !== undefined, {
    zh: '大于零的数字，最多三位小数，例如 12 或 0.5',
    en: 'a number above zero with at most three decimals, such as 12 or 0.5',
  });
}

/** A number as lists write it: with its sign, zero too, at most a thousandth fine. */
export function readSignedQuantity(cell: string): ReadCell {
  return readNumber(cell, (text) => text === '0' || parseQuantity(text.replace(/^-/, '')) !== undefined, {
    zh: '数字，最多三位小数，例如 12 或 0.5',
    en: 'a number with at most three decimals, such as 12 or 0.5',
  });
}

/** A whole number from `least` to `most`. */
export function readWhole(least: number, most: number): (cell: string) => ReadCell {
  const expected = { zh: `${String(least)} 到 ${String(most)} 的整数`, en: `a whole number from ${String(least)} to ${String(most)}` };
  return (cell) => readNumber(cell, (text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most, expected);
}

/** An amount of zero or more; read with two places, as amounts are shown. */
export function readAmount(cell: string): ReadCell {
  const read = readNumber(cell, (text) => parseMoney(text) !== undefined, {
    zh: '不小于零的金额，最多两位小数，例如 12.50',
    en: 'an amount of zero or more with at most two decimals, such as 12.50',
  });
  if (!('value' in read) || read.value === undefined) return read;
  const [whole = '', cents = ''] = read.value.split('.');
  return { ...read, value: `${whole}.${cents.padEnd(2, '0')}` };
}

const YES = new Set(['是', 'y', 'yes', 'true', '1', '停用', '已停用', '√']);
const NO = new Set(['否', 'n', 'no', 'false', '0', '启用', '在用', '正常', '×']);

/** Yes or no, as `true` and `false`. */
export function readFlag(cell: string): ReadCell {
  const word = cell.normalize('NFKC').trim().toLowerCase();
  if (word === '') return { value: undefined };
  if (YES.has(word)) return { value: 'true' };
  return NO.has(word) ? { value: 'false' } : wrong('“是”或“否”', '“yes” or “no”');
}

function foldWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll(/[\s_\-/]/g, '');
}

/** One of a few words: each value by the words that mean it, in any case and width. */
export function readWord(words: Readonly<Record<string, readonly string[]>>, expected: Text): (cell: string) => ReadCell {
  const values = new Map(Object.entries(words).flatMap(([value, meant]) => [value, ...meant].map((word) => [foldWord(word), value] as const)));
  return (cell) => {
    if (cell.trim() === '') return { value: undefined };
    const value = values.get(foldWord(cell));
    return value === undefined ? { expected } : { value };
  };
}

/** A calendar day in the order year, month, day; read as `2026-01-05`. */
export function readDay(cell: string): ReadCell {
  const found = cell.trim();
  if (found === '') return { value: undefined };
  const text = found.normalize('NFKC');
  // A time of day may follow; the day alone is read.
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|(?=[ T]|$))(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, year = '', month = '', day = ''] = match ?? [];
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = match === null ? Number.NaN : Date.parse(`${value}T00:00:00Z`);
  // Date.parse turns 30 February into March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) {
    return wrong('存在的日期，按年月日，例如 2026-01-31', 'a day that exists, as year, month, day, such as 2026-01-31');
  }
  return given(value, found);
}
