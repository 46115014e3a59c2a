/**
 * What an area says of a table that can be brought in from a file, and of a list that can be written to one.
 * The exchange area knows no other area: it reads, checks, writes and takes back by these definitions alone.
 *
 * 1. A cell is text as it stood in the file; a field reads it or says what it expected.
 * 2. `compare` only reads. What it found is checked again when it is written (EXCHANGE-5).
 * 3. `apply` and `undo` run in one transaction; a refusal leaves nothing.
 */
import type { Permission } from '#model/contract/operation.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import type { Actor, Area, CommandContext } from './area.ts';
import type { Reader } from './store/store.ts';

/** What was wrong with one cell: what was expected, and what stood there. */
export interface CellProblem {
  readonly field: string;
  readonly expected: Text;
  readonly found: string;
}

/** A cell that was read otherwise than it stood: `1,234.5` as `1234.5`. */
export interface CellNotice {
  readonly field: string;
  readonly found: string;
  readonly read: string;
}

/** An empty cell reads as undefined, and leaves what stands as it is. */
export type ReadCell = { readonly value: string | undefined; readonly notice?: true } | { readonly expected: Text };

export interface TableField {
  readonly id: string;
  readonly name: Text;
  /** Other headers by which it is known, in any case and width. */
  readonly aliases: readonly string[];
  readonly required: boolean;
  /** What may stand in it, for a person. */
  readonly hint: Text;
  readonly read: (cell: string) => ReadCell;
  /** The value is a word of ours (`receipt`): a person is shown what stands in the cell (`入库`). */
  readonly coded?: true;
  /** A quantity, an amount or a count: shown as figures are. */
  readonly figure?: true;
}

export type RowValues = Readonly<Record<string, string | undefined>>;

export interface CellChange {
  readonly field: string;
  /** Null where nothing stood. */
  readonly before: string | null;
  readonly after: string;
}

export type Comparison =
  | { readonly state: 'new' }
  | { readonly state: 'unchanged' }
  | { readonly state: 'changed'; readonly key: string; readonly changes: readonly CellChange[] }
  | { readonly state: 'wrong'; readonly problems: readonly CellProblem[] };

/** A row of a file as it was read. */
export interface FileRow {
  /** Row of the file, from 1. */
  readonly row: number;
  readonly values: RowValues;
}

/** A row to write, as it was previewed. */
export interface PlannedRow extends FileRow {
  /** Id of what is changed; undefined for what is new. */
  readonly key: string | undefined;
  readonly changes: readonly CellChange[];
}

/** What one row of an import wrote, kept for taking it back. */
export interface WrittenRow {
  readonly key: string;
  readonly created: boolean;
  readonly changes: readonly CellChange[];
}

export interface UndoCounts {
  /** Values put back. */
  readonly restored: number;
  /** Values that somebody changed since; they stand. */
  readonly kept: number;
  /** New entries taken out of use. */
  readonly withdrawn: number;
}

export interface CompareContext {
  readonly read: Reader;
  readonly actor: Actor;
  readonly nowMs: () => number;
  /** Ids of what an import made and its undo took out of use; the same rows bring them back. */
  readonly withdrawn: ReadonlySet<string>;
}

/** Compares the rows of one group; what one group leaves is known to the next. @returns one comparison for each row. */
export type CompareGroup = (context: CompareContext, rows: readonly FileRow[]) => readonly Comparison[];

/** How rows of one file belong together, as the lines of one document do: those that are new are written all or none. */
export interface RowGroups {
  /** Equal for rows of one group; undefined for a row by itself. */
  readonly keyOf: (values: RowValues) => string | undefined;
  /** Sorts the groups in which nothing was wrong to read: they are compared, and written, in this order. */
  readonly rankOf: (values: RowValues) => string;
  /** Begins to compare a file. */
  readonly begin: () => CompareGroup;
}

interface TableBasics {
  readonly id: string;
  readonly name: Text;
  readonly permission: Permission;
  /** Most rows of one import. */
  readonly maxRows: number;
  readonly fields: readonly TableField[];
  /** Fields that together may have the same values in one row of a file only. */
  readonly unique: readonly (readonly string[])[];
  apply(context: CommandContext, rows: readonly PlannedRow[]): readonly WrittenRow[] | Refusal;
  undo(context: CommandContext, rows: readonly WrittenRow[]): UndoCounts | Refusal;
}

/** Each row is compared by itself, or the rows of each group together. */
export type ImportTable = TableBasics &
  (
    | { readonly compare: (context: CompareContext, values: RowValues) => Comparison; readonly groups?: undefined }
    | { readonly groups: RowGroups; readonly compare?: undefined }
  );

/** Sorts the rows of a file into the groups of their table, by rank and then as they stand in the file. */
export function groupRows<Row extends FileRow>({ keyOf, rankOf }: RowGroups, rows: readonly Row[]): readonly (readonly [Row, ...Row[]])[] {
  const groups = [...Map.groupBy(rows, (row) => keyOf(row.values) ?? row.row).values()].filter((group): group is [Row, ...Row[]] => group.length > 0);
  const ranked = groups.map((group) => ({ group, rank: rankOf(group[0].values) }));
  return ranked.toSorted((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : left.group[0].row - right.group[0].row)).map(({ group }) => group);
}

/** One column of a list: the header, and the field of the query's row. */
export interface ListColumn {
  readonly key: string;
  readonly name: Text;
  /** `date` is milliseconds since 1970 in the row; `flag` is true or false. */
  readonly kind: 'text' | 'number' | 'date' | 'flag';
  /** Words of ours by value (`receipt` is 入库); others stand as they are. */
  readonly words?: Readonly<Record<string, Text>>;
}

/** A list that can be written to a file: a paged query and its columns. */
export interface ExportList {
  readonly id: string;
  readonly name: Text;
  /** Query whose output is `{rows, nextCursor?}`; its permission and filters are the list's. */
  readonly operation: string;
  readonly columns: readonly ListColumn[];
}

/** An area that brings tables and lists; the office hands them to the exchange area. */
export interface ExchangingArea extends Area {
  readonly tables: readonly ImportTable[];
  readonly lists: readonly ExportList[];
}
