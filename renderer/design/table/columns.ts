/** What a column of a DataTable is, and how its rows are found and ordered. Pure. */
import type { ReactNode } from 'react';

export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** What is filtered and ordered by. A quantity is given as its number. */
  readonly value: (row: Row) => string | number;
  /** What is shown; `value` without it. */
  readonly cell?: (row: Row) => ReactNode;
  /** Pixels, or a share of what is left over (`{ grow: 1, least: 160 }`). */
  readonly width: number | { readonly grow: number; readonly least: number };
  readonly align?: 'start' | 'end';
  /** Figure under the column, over the rows that are shown. */
  readonly sum?: (rows: readonly Row[]) => ReactNode;
  /** Left out until it is chosen. */
  readonly optional?: boolean;
  /** Gives way where the table is too narrow for all, as beside an open drawer. */
  readonly yields?: boolean;
}

/** The grid's column template: fixed widths, and shares of the rest. */
export function gridTemplate(columns: readonly Pick<DataColumn<never>, 'width'>[]): string {
  return columns
    .map(({ width }) => (typeof width === 'number' ? `${width}px` : `minmax(${width.least}px, ${width.grow}fr)`))
    .join(' ');
}

/** Least width of the whole grid, in pixels; narrower places scroll sideways. */
export function leastWidth(columns: readonly Pick<DataColumn<never>, 'width'>[]): number {
  return columns.reduce((sum, { width }) => sum + (typeof width === 'number' ? width : width.least), 0);
}

/** The columns without as many of those that yield as it takes to fit, the last first. */
export function fittingColumns<Column extends Pick<DataColumn<never>, 'width' | 'yields'>>(columns: readonly Column[], widthPx: number): readonly Column[] {
  if (leastWidth(columns) <= widthPx) return columns;
  const last = columns.findLastIndex((column) => column.yields === true);
  return last < 0 ? columns : fittingColumns(columns.toSpliced(last, 1), widthPx);
}

/** True where every word of the filter stands in one of the row's texts, whatever the case. */
export function matchesFilter(texts: readonly string[], filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return true;
  const lower = texts.map((text) => text.toLowerCase());
  return words.every((word) => lower.some((text) => text.includes(word)));
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Numbers by size, texts as a Chinese reader expects (pinyin, numbers within texts by size). */
export function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

/** The rows as text for a spreadsheet: a line per row, columns apart by tabs. */
export function asSpreadsheet<Row>(columns: readonly Pick<DataColumn<Row>, 'header' | 'value'>[], rows: readonly Row[]): string {
  const plain = (value: string | number): string => String(value).replaceAll(/[\t\r\n]+/g, ' ');
  const lines = rows.map((row) => columns.map((column) => plain(column.value(row))).join('\t'));
  return [columns.map((column) => column.header).join('\t'), ...lines].join('\n');
}

/** A cell's place. `row` is -1 in the header. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell; undefined where it is no key of the grid. */
export function cellAfterKey(key: string, ctrl: boolean, place: CellPlace, rows: number, columns: number, page: number): CellPlace | undefined {
  const at = (row: number, column: number): CellPlace => ({
    row: Math.max(-1, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(place.row - 1, place.column);
    case 'ArrowDown':
      return at(place.row + 1, place.column);
    case 'ArrowLeft':
      return at(place.row, place.column - 1);
    case 'ArrowRight':
      return at(place.row, place.column + 1);
    case 'Home':
      return ctrl ? at(0, 0) : at(place.row, 0);
    case 'End':
      return ctrl ? at(rows - 1, columns - 1) : at(place.row, columns - 1);
    case 'PageUp':
      return at(Math.max(0, place.row - page), place.column);
    case 'PageDown':
      return at(place.row + page, place.column);
    default:
      return undefined;
  }
}
