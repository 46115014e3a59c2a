/** Pages of the directory's lists: the cursor is the last row's key, so rows that arrive between pages shift nothing. */
import type { Reader } from '../store/store.ts';

export interface PageRequest<Row extends object, Shown> {
  /** `SELECT … FROM table`, without conditions. */
  readonly select: string;
  readonly where?: { readonly column: string; readonly value: string } | undefined;
  /** Columns of text that order the rows and tell them apart. */
  readonly key: readonly (keyof Row & string)[];
  readonly page: { readonly limit: number; readonly cursor?: string | undefined };
  readonly show: (row: Row) => Shown;
}

export function readPage<Row extends object, Shown>(read: Reader, request: PageRequest<Row, Shown>): { rows: Shown[]; nextCursor?: string } {
  const { select, where, key, page, show } = request;
  const columns = key.join(', ');
  const after = (page.cursor ?? '').split('\n');
  const condition = where === undefined ? '' : `${where.column} = ? AND `;
  const found = read.all<Row>(
    `${select} WHERE ${condition}(${columns}) > (${key.map(() => '?').join(', ')}) ORDER BY ${columns} LIMIT ?`,
    ...(where === undefined ? [] : [where.value]),
    ...key.map((_column, index) => after[index] ?? ''),
    page.limit + 1,
  );
  const last = found[page.limit - 1];
  const rows = found.slice(0, page.limit).map(show);
  return found.length > page.limit && last !== undefined ? { rows, nextCursor: key.map((column) => String(last[column])).join('\n') } : { rows };
}
