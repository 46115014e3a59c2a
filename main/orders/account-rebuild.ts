/**
 * Account entries of all documents at once, from the movements that stand there: page by page in the order of their
 * numbers. Their sums are made by SQLite once all stand there, payments' included.
 */
import type { Writer } from '../store/store.ts';
import { entriesOf, insertEntries, POSTED_COLUMNS, WITH_REVERSED, type Posted } from './account-projection.ts';
import { sumAllEntries } from './account-sums.ts';

/** Lines read at a time; a document's lines are never parted. */
const PAGE_LINES = 5000;

/** Adds the entries of documents to the tables of accounts, which hold none of them, and makes all sums anew. @param pageLines lines read at a time. */
export function rebuildAccounts(write: Writer, pageLines = PAGE_LINES): void {
  for (const page of pages(write, pageLines)) insertEntries(write, page.flatMap((lines) => [...entriesOf(lines.toSorted(canonically))]));
  sumAllEntries(write);
}

/** The lines of each document with a partner; many documents at a time, in the order of their numbers. */
function* pages(write: Writer, pageLines: number): Generator<readonly (readonly Posted[])[]> {
  for (let after = ''; ; ) {
    const page = write.all<Posted>(
      `SELECT ${POSTED_COLUMNS} FROM movement INDEXED BY movement_document ${WITH_REVERSED}
       WHERE movement.number > ? AND +movement.partner IS NOT NULL ORDER BY movement.number LIMIT ?`,
      after,
      pageLines,
    );
    const last = page.at(-1)?.number;
    if (last === undefined) return;
    const isEnd = page.length < pageLines;
    // What the page cut off comes with the next; a number that fills a page is read by itself.
    const whole = isEnd ? page : page.filter(({ number }) => number !== last);
    const [read, upTo] = whole.length > 0 ? [whole, whole.at(-1)?.number ?? last] : [linesOf(write, last), last];
    yield [...Map.groupBy(read, ({ number, office }) => `${number}\n${office}`).values()];
    if (isEnd) return;
    after = upTo;
  }
}

function linesOf(write: Writer, number: string): readonly Posted[] {
  return write.all<Posted>(`SELECT ${POSTED_COLUMNS} FROM movement ${WITH_REVERSED} WHERE movement.number = ? AND movement.partner IS NOT NULL`, number);
}

function canonically(left: Posted, right: Posted): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}
