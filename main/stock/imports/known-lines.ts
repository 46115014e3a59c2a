/**
 * Rows of a file that carry a number of this organisation: lines that were exported. They are unchanged where they say
 * what is posted, and wrong where they say anything else; no file alters what is posted (EXCHANGE-12).
 */
import type { Text } from '#model/contract/text.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import { readNumber } from '#model/stock/movement.ts';
import type { CellProblem, FileRow, RowValues } from '../../exchange-table.ts';
import type { Reader } from '../../store/store.ts';
import { findItem } from '../item-lookup.ts';
import { readDocumentLines, type ListedMovement } from '../movement-rows.ts';
import { KIND_WORDS, REASON_WORDS } from '../movement-words.ts';
import { MOVEMENT_FIELDS } from './movement-fields.ts';
import { kindOf, wrong, type Judged } from './judged.ts';

/** True where a number is one that an office of this organisation gives. */
export function isOwnNumber(read: Reader, number: string): boolean {
  const parts = readNumber(number);
  return parts !== undefined && read.get('SELECT 1 FROM office WHERE code = ?', parts.office) !== undefined;
}

/** @param taken lines that rows before these said; a line stands in a file once. */
export function judgeKnownRows(read: Reader, number: string, rows: readonly FileRow[], taken: Set<string>): readonly Judged[] {
  const lines = readDocumentLines(read, number);
  if (lines.length === 0) {
    const expected = { zh: '已同步到本机的单号；这是本企业其他电脑的单据，请先同步', en: 'a number that has arrived here; it is of this organisation, so synchronise first' };
    return rows.map(() => wrong('number', number, expected));
  }
  return rows.map(({ values }) => judgeRow(read, values, lines, taken));
}

function judgeRow(read: Reader, values: RowValues, lines: readonly ListedMovement[], taken: Set<string>): Judged {
  const named = lines.filter(({ line }) => values['line'] === undefined || String(line) === values['line']);
  if (named.length === 0) return wrong('line', values['line'] ?? '', { zh: `1 到 ${String(lines.length)} 的行号`, en: `a line from 1 to ${String(lines.length)}` });
  const free = named.filter((line) => !taken.has(keyOf(line)));
  if (free.length === 0) return wrong('number', values['number'] ?? '', { zh: '文件中每行单据只出现一次', en: 'each line of a document once in the file' });
  // Without a line's number the row is sought among the lines of its quantity.
  const likely = values['line'] === undefined ? free.filter((line) => formatQuantity(line.quantity) === values['quantity']) : [];
  const judged = (likely.length > 0 ? likely : free.slice(0, 1)).map((line) => ({ line, problems: differences(read, values, line) }));
  const [closest] = judged.toSorted((left, right) => left.problems.length - right.problems.length);
  if (closest === undefined) throw new Error('a line was free a moment ago');
  taken.add(keyOf(closest.line));
  return closest.problems.length === 0 ? { state: 'unchanged' } : { state: 'wrong', problems: closest.problems };
}

function keyOf({ id, office }: ListedMovement): string {
  return `${id} ${office}`;
}

/** What a row says otherwise than the line. An empty cell says nothing. */
function differences(read: Reader, values: RowValues, line: ListedMovement): readonly CellProblem[] {
  return MOVEMENT_FIELDS.flatMap(({ id }) => {
    const found = values[id];
    if (found === undefined || agrees(read, id, found, line)) return [];
    const posted = wordsOf(id, line);
    const expected = {
      zh: `已入账的“${posted.zh}”；已入账的不能用文件修改，请先冲销`,
      en: `what is posted, “${posted.en}”; a file does not change it, so reverse it first`,
    };
    return [{ field: id, expected, found }];
  });
}

function agrees(read: Reader, field: string, found: string, line: ListedMovement): boolean {
  switch (field) {
    case 'number':
    case 'line':
      return true;
    case 'kind':
      return kindOf({ kind: found }) === line.kind;
    case 'item': {
      const item = findItem(read, found);
      return found === line.item || found === line.item_name || ('id' in item && item.id === line.item);
    }
    case 'quantity':
      // What a count comes to changes with what arrives late (STOCK-42).
      return line.stated !== null || found === formatQuantity(line.quantity);
    case 'date':
      return line.dated === null || found === line.dated;
    case 'unit':
      return line.unit === null || found === line.unit;
    case 'partner':
      return found === line.partner_name || (line.partner !== null && read.get('SELECT 1 FROM partner WHERE id = ? AND code = ?', line.partner, found) !== undefined);
    default:
      return found === asRead(field, postedText(field, line));
  }
}

/** Text of a posted value as a file's cell would be read. */
function asRead(field: string, text: string | null): string | undefined {
  const read = MOVEMENT_FIELDS.find(({ id }) => id === field)?.read(text ?? '');
  return read !== undefined && 'value' in read ? read.value : (text ?? undefined);
}

function postedText(field: string, line: ListedMovement): string | null {
  switch (field) {
    case 'office':
      return line.office;
    case 'item':
      return line.code ?? line.item;
    case 'quantity':
      return formatQuantity(line.quantity);
    case 'date':
      return line.dated;
    case 'unit':
      return line.unit;
    case 'unitCost':
      return line.unit_cost === null ? null : formatMoney(line.unit_cost);
    case 'unitPrice':
      return line.unit_price === null ? null : formatMoney(line.unit_price);
    case 'reason':
      return line.reason;
    case 'partner':
      return line.partner_name;
    case 'reference':
      return line.reference;
    case 'lot':
      return line.lot;
    case 'expiry':
      return line.expiry;
    case 'location':
      return line.location;
    case 'note':
      return line.note;
    default:
      return null;
  }
}

function wordsOf(field: string, line: ListedMovement): Text {
  if (field === 'kind') return KIND_WORDS[line.kind];
  const text = postedText(field, line);
  const known = field === 'reason' ? REASON_WORDS[text ?? ''] : undefined;
  return known ?? (text === null ? { zh: '空', en: 'nothing' } : { zh: text, en: text });
}
