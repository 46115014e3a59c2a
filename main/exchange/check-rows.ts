/** Checks each row of a file against its table's fields, against the other rows, and against what stands. Only reads. */
import type { Pause } from '../area.ts';
import {
  groupRows,
  type CellChange,
  type CellNotice,
  type CellProblem,
  type CompareContext,
  type Comparison,
  type ImportTable,
  type RowGroups,
  type RowValues,
} from '../exchange-table.ts';
import type { GridRow } from './grid.ts';
import type { ColumnMapping } from './header-mapping.ts';

export type RowState = 'new' | 'changed' | 'unchanged' | 'wrong';

export interface CheckedRow {
  readonly row: number;
  readonly state: RowState;
  /** Cells as they stand in the file, by field. */
  readonly cells: Readonly<Record<string, string>>;
  /** Values as they were read. */
  readonly values: RowValues;
  readonly key: string | undefined;
  readonly problems: readonly CellProblem[];
  /** The wrong row for whose sake a right one of the same group waits. */
  readonly heldBy: number | undefined;
  readonly changes: readonly CellChange[];
  readonly notices: readonly CellNotice[];
}

const SLICE_ROWS = 200;

const REQUIRED = { zh: '必须填写', en: 'a value; it is required' };

/** @param contextOf what is compared with, as it stands at each slice. */
export async function checkRows(
  table: ImportTable,
  mapping: readonly ColumnMapping[],
  rows: readonly GridRow[],
  contextOf: () => CompareContext,
  pause: Pause,
): Promise<readonly CheckedRow[]> {
  const read = rows.map((row) => readRow(table, mapping, row));
  markRepeated(table, read);
  const slices = sliced(contextOf, pause);
  if (table.groups !== undefined) return checkGroups(table.groups, read, slices);
  const checked: CheckedRow[] = [];
  for (const row of read) {
    const context = await slices.next(1);
    checked.push(row.problems.length > 0 ? wrongRow(row, row.problems) : checkedRow(row, table.compare(context, row.values)));
  }
  return checked;
}

/** What is compared with, anew after each slice of rows; between slices others have the core. */
interface Slices {
  next(rows: number): Promise<CompareContext>;
}

function sliced(contextOf: () => CompareContext, pause: Pause): Slices {
  let context = contextOf();
  let seen = 0;
  return {
    async next(rows) {
      seen += rows;
      if (seen < SLICE_ROWS) return context;
      seen = 0;
      await pause();
      context = contextOf();
      return context;
    },
  };
}

async function checkGroups(groups: RowGroups, read: readonly ReadRow[], slices: Slices): Promise<readonly CheckedRow[]> {
  const compareGroup = groups.begin();
  const checked: CheckedRow[] = [];
  for (const group of groupRows(groups, read)) {
    const right = group.every(({ problems }) => problems.length === 0);
    const comparisons = right ? compareGroup(await slices.next(group.length), group) : [];
    const each = group.map((row, index) => {
      const comparison = comparisons[index];
      if (row.problems.length > 0) return wrongRow(row, row.problems);
      return comparison === undefined ? checkedRow(row, { state: 'new' }) : checkedRow(row, comparison);
    });
    // A document comes in whole: with one line of it wrong, the others wait.
    const wrong = each.find(({ state }) => state === 'wrong');
    checked.push(...(wrong === undefined ? each : each.map((row): CheckedRow => (row.state === 'new' ? { ...row, state: 'wrong', heldBy: wrong.row } : row))));
  }
  return checked.toSorted((left, right) => left.row - right.row);
}

interface ReadRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly values: Record<string, string | undefined>;
  readonly problems: CellProblem[];
  readonly notices: CellNotice[];
}

function readRow(table: ImportTable, mapping: readonly ColumnMapping[], { row, cells: all }: GridRow): ReadRow {
  const cells: Record<string, string> = {};
  const values: Record<string, string | undefined> = {};
  const problems: CellProblem[] = [];
  const notices: CellNotice[] = [];
  for (const { column, field: id } of mapping) {
    const field = table.fields.find((each) => each.id === id);
    if (field === undefined) continue;
    const found = all[column] ?? '';
    cells[id] = found;
    const read = field.read(found);
    if ('expected' in read) problems.push({ field: id, expected: read.expected, found });
    else {
      values[id] = read.value;
      if (read.notice === true && read.value !== undefined) notices.push({ field: id, found, read: read.value });
      if (read.value === undefined && field.required) problems.push({ field: id, expected: REQUIRED, found });
    }
  }
  return { row, cells, values, problems, notices };
}

/** Two rows with one code are both wrong: nobody can tell which of them is meant. */
function markRepeated(table: ImportTable, rows: readonly ReadRow[]): void {
  for (const fields of table.unique) {
    const byValue = Map.groupBy(
      rows.filter(({ values }) => values[fields[0] ?? ''] !== undefined),
      ({ values }) => fields.map((field) => values[field]?.toLowerCase() ?? '').join('\n'),
    );
    for (const same of byValue.values()) if (same.length > 1) markEach(fields[0] ?? '', same);
  }
}

const MOST_NAMED = 3;

function markEach(field: string, same: readonly ReadRow[]): void {
  for (const row of same) {
    const others = same.filter((other) => other !== row).slice(0, MOST_NAMED);
    const named = (between: string): string => others.map((other) => String(other.row)).join(between);
    row.problems.push({
      field,
      expected: {
        zh: `文件中只出现一次；第 ${named('、')} 行也是它`,
        en: `a value that stands in the file once; row ${named(', ')} has it too`,
      },
      found: row.values[field] ?? '',
    });
  }
}

type Read = Pick<CheckedRow, 'row' | 'cells' | 'values' | 'notices'>;

function wrongRow({ row, cells, values, notices }: Read, problems: readonly CellProblem[]): CheckedRow {
  return { row, cells, values, notices, state: 'wrong', key: undefined, problems, heldBy: undefined, changes: [] };
}

function checkedRow({ row, cells, values, notices }: Read, comparison: Comparison): CheckedRow {
  const base = { row, cells, values, notices, key: undefined, problems: [], heldBy: undefined, changes: [] };
  switch (comparison.state) {
    case 'new':
    case 'unchanged':
      return { ...base, state: comparison.state };
    case 'changed':
      return { ...base, state: 'changed', key: comparison.key, changes: comparison.changes };
    case 'wrong':
      // A person looks for what stands in the file, not for how it was read.
      return { ...base, state: 'wrong', problems: comparison.problems.map((problem) => ({ ...problem, found: cells[problem.field] ?? problem.found })) };
  }
}
