/**
 * What a list of movements is narrowed by, so that one index leads it whatever is asked: the most telling filter by its
 * index, the others on the rows that it gives. A leading `+` takes a column out of SQLite's choice of index.
 */
import { makeStamp } from '#model/identity/hybrid-clock.ts';
import type { MovementKind } from '#model/stock/movement.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { dayStartMs } from './analysis/calendar.ts';
import { BELOW_CATEGORY } from './analysis/narrowing.ts';
import { matchingItems } from './item-search.ts';

export interface MovementFilter {
  readonly id?: string | undefined;
  readonly item?: string | undefined;
  readonly office?: string | undefined;
  readonly kind?: MovementKind | undefined;
  readonly number?: string | undefined;
  readonly text?: string | undefined;
  readonly category?: string | undefined;
  readonly partner?: string | undefined;
  readonly person?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface MovementCondition {
  /** Joined by AND; empty where nothing narrows. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Movements of so many are gathered and ordered; of more, all are walked newest first until a page is full. */
const MOST_GATHERED = 20_000;
const IN_CATEGORY = `SELECT item.id FROM item WHERE item.category IN (${BELOW_CATEGORY})`;
/** As the index `movement_rare` says it. */
const RARE_KINDS = `movement.kind NOT IN ('receipt', 'issue')`;
const LAST_CHARACTER = '\u{10FFFF}';

export function movementCondition(read: Reader, filter: MovementFilter): MovementCondition {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  const where = (part: string, ...own: readonly SqlValue[]): void => {
    parts.push(part);
    values.push(...own);
  };
  const leading = (['id', 'number', 'item', 'partner', 'person', 'office'] as const).find((name) => filter[name] !== undefined);
  const text = filter.text === undefined || filter.text === '' ? undefined : textCondition(read, filter.text);
  for (const name of ['id', 'number', 'item', 'partner', 'person', 'office'] as const) {
    const value = filter[name];
    if (value !== undefined) where(`${name === leading && text?.gathered !== true ? '' : '+'}movement.${name} = ?`, value);
  }
  if (text !== undefined) where(text.sql, ...text.values);
  if (filter.category !== undefined && filter.category !== '') {
    const leads = leading === undefined && text?.gathered !== true && isRare(read, filter.category);
    where(leads ? `movement.rowid IN (SELECT grouped.rowid FROM movement AS grouped INDEXED BY movement_item WHERE grouped.item IN (${IN_CATEGORY}))` : `+movement.item IN (${IN_CATEGORY})`, filter.category);
  }
  // In the text, with the words of the partial index of rare kinds, so that it is found; a kind is one of a closed list.
  if (filter.kind !== undefined) {
    const leads = leading === undefined && text?.gathered !== true && filter.kind !== 'receipt' && filter.kind !== 'issue';
    where(leads ? `movement.kind = '${filter.kind}' AND ${RARE_KINDS}` : `+movement.kind = '${filter.kind}'`);
  }
  if (filter.from !== undefined) where('movement.at >= ?', makeStamp(Math.max(0, dayStartMs(filter.from)), 0, '00000000'));
  if (filter.until !== undefined) where('movement.at < ?', makeStamp(Math.max(0, dayStartMs(filter.until, 1)), 0, '00000000'));
  return { sql: parts.join(' AND '), values };
}

/** Whether a category's movements are gathered rather than met with on a walk through all. */
function isRare(read: Reader, category: string): boolean {
  const entries = read.get<{ sum: number | null }>(`SELECT sum(entries) AS sum FROM stock_level WHERE item IN (${IN_CATEGORY})`, category)?.sum ?? 0;
  return entries < MOST_GATHERED;
}

/** Beginning of a number or a reference, or an item that the search finds. */
function textCondition(read: Reader, text: string): MovementCondition & { readonly gathered: boolean } {
  const items = JSON.stringify(matchingItems(read, text));
  const entries = read.get<{ sum: number | null }>('SELECT sum(entries) AS sum FROM stock_level WHERE item IN (SELECT value FROM json_each(?))', items)?.sum ?? 0;
  const upper = text.toUpperCase();
  const byNumber = 'SELECT named.rowid FROM movement AS named INDEXED BY movement_document WHERE named.number >= ? AND named.number < ?';
  const byReference = 'SELECT named.rowid FROM movement AS named INDEXED BY movement_reference WHERE named.reference >= ? AND named.reference < ?';
  const bounds = [upper, `${upper}${LAST_CHARACTER}`, text, `${text}${LAST_CHARACTER}`];
  const numbered = read.get<{ count: number }>(`SELECT count(*) AS count FROM (${byNumber} LIMIT ${MOST_GATHERED})`, upper, `${upper}${LAST_CHARACTER}`)?.count ?? 0;
  if (entries + numbered < MOST_GATHERED) {
    const byItem = 'SELECT named.rowid FROM movement AS named INDEXED BY movement_item WHERE named.item IN (SELECT value FROM json_each(?))';
    return { sql: `movement.rowid IN (${byNumber} UNION ${byReference} UNION ${byItem})`, values: [...bounds, items], gathered: true };
  }
  return {
    sql: `(+movement.number >= ? AND +movement.number < ? OR +movement.reference >= ? AND +movement.reference < ? OR +movement.item IN (SELECT value FROM json_each(?)))`,
    values: [...bounds, items],
    gathered: false,
  };
}
