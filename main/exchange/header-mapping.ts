/** Which column of a file is which field, by the names that people give their headers. */
import type { ImportTable, TableField } from '../exchange-table.ts';
import type { GridRow } from './grid.ts';

export interface ColumnMapping {
  readonly column: number;
  readonly field: string;
}

/** Rows in which a header is looked for: lists often begin with a title. */
const HEADER_WITHIN = 10;

/** `*物料编码（必填）` is 物料编码; case, width, blanks and marks do not count. */
function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)|\[.*?\]/g, '')
    .replaceAll(/[\s*:：_\-./]/g, '');
}

function fieldOf(fields: readonly TableField[], header: string): TableField | undefined {
  const folded = foldHeader(header);
  if (folded === '') return undefined;
  return fields.find(({ id, name, aliases }) => [id, name.zh, name.en, ...aliases].some((each) => foldHeader(each) === folded));
}

/** The fields of a row of headers, each field once: the first column wins. */
export function mapHeaders(table: ImportTable, headers: readonly string[]): readonly ColumnMapping[] {
  const taken = new Set<string>();
  return headers.flatMap((header, column) => {
    const field = fieldOf(table.fields, header);
    if (field === undefined || taken.has(field.id)) return [];
    taken.add(field.id);
    return [{ column, field: field.id }];
  });
}

/** Index of the header among the rows: where most fields are named, else the first row. */
export function findHeader(table: ImportTable, rows: readonly GridRow[]): number {
  let best = { index: 0, fields: 0 };
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const fields = mapHeaders(table, cells).length;
    if (fields > best.fields) best = { index, fields };
  }
  return best.index;
}
