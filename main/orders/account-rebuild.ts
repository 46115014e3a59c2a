/**
 * Account entries of all documents at once, from the movements that stand there: page by page in the order of their
 * numbers, with the sums added up in memory.
 */
import type { Writer } from '../store/store.ts';
import { addToBalance, addToDay, entriesOf, insertEntry, POSTED_COLUMNS, WITH_REVERSED, type AccountEntry, type Posted } from './account-projection.ts';

/** Lines read at a time; a document's lines are never parted. */
const PAGE_LINES = 5000;

interface Sum {
  charged: number;
  settled: number;
  entries: number;
}

/** Adds the entries of documents to the tables of accounts, which hold none of them. @param pageLines lines read at a time. */
export function rebuildAccounts(write: Writer, pageLines = PAGE_LINES): void {
  const balances = new Map<string, Sum>();
  const days = new Map<string, Sum>();
  for (const lines of documents(write, pageLines)) {
    for (const entry of entriesOf(lines)) {
      insertEntry(write, entry);
      const { partner, account, office, aged } = entry;
      addTo(balances, `${partner}\n${account}\n${office}`, entry);
      addTo(days, `${partner}\n${account}\n${aged}\n${office}`, entry);
    }
  }
  for (const [key, sum] of balances) {
    const [partner = '', account = '', office = ''] = key.split('\n');
    addToBalance(write, { partner, account, office }, sum);
  }
  // In the order of the table, so that each page of it is written once.
  for (const key of [...days.keys()].toSorted()) {
    const [partner = '', account = '', aged = '', office = ''] = key.split('\n');
    const sum = days.get(key);
    if (sum !== undefined) addToDay(write, { partner, account, office, aged }, sum);
  }
}

function addTo(sums: Map<string, Sum>, key: string, { amount, charge }: AccountEntry): void {
  const sum = sums.get(key) ?? { charged: 0, settled: 0, entries: 0 };
  if (sum.entries === 0) sums.set(key, sum);
  sum.charged += charge;
  sum.settled += charge - amount;
  sum.entries += 1;
}

/** The lines of each document with a partner, in canonical order. */
function* documents(write: Writer, pageLines: number): Generator<readonly Posted[]> {
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
    yield* Map.groupBy(read.toSorted(canonically), ({ number, office }) => `${number}\n${office}`).values();
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
