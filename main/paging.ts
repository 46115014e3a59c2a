/** Pages of lists by key: the cursor is the last row's sort key, so that rows that arrive between pages shift nothing. */

/** The two parts of a cursor; empty texts for the first page, which sort before everything. */
export function splitCursor(cursor: string | undefined): readonly [string, string] {
  const [first = '', second = ''] = (cursor ?? '').split('\n');
  return [first, second];
}

/** A page made of at most `limit` of the rows read (one more was asked for, to know whether there are more). */
export function paged<Record, Row>(
  records: readonly Record[],
  limit: number,
  rowOf: (record: Record) => Row,
  cursorOf: (record: Record) => string,
): { rows: Row[]; nextCursor?: string } {
  const shown = records.slice(0, limit);
  const last = shown.at(-1);
  const rows = shown.map(rowOf);
  return records.length > limit && last !== undefined ? { rows, nextCursor: cursorOf(last) } : { rows };
}

/** A page of the records that a search found, in its order, best first. The cursor is a place in what was found. */
export function pagedAsFound<Record extends { readonly id: string }, Row>(
  records: readonly Record[],
  found: readonly string[],
  { limit, cursor = '-1' }: { readonly limit: number; readonly cursor?: string | undefined },
  rowOf: (record: Record) => Row,
): { rows: Row[]; nextCursor?: string } {
  const places = new Map(found.map((id, place) => [id, place]));
  const placed = records.map((record) => ({ record, place: places.get(record.id) ?? found.length }));
  const left = placed.filter(({ place }) => place > Number(cursor)).toSorted((one, other) => one.place - other.place);
  return paged(left, limit, ({ record }) => rowOf(record), ({ place }) => String(place));
}

/** All parts of a cursor; undefined for the first page. */
export function cursorParts(cursor: string | undefined): readonly string[] | undefined {
  return cursor === undefined || cursor === '' ? undefined : cursor.split('\n');
}
