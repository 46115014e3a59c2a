/** Reads cards from the projection: rows for lists, history entries, and values in words. */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { HistoryEntry } from '#model/tasks/card-history.ts';
import type { CardRow, HeadRow } from '#model/tasks/operations.ts';
import type { Reader, SqlValue } from '../store/store.ts';

interface HistoryRow {
  readonly id: string;
  readonly card: string;
  readonly field: string;
  readonly value: string;
  readonly seen: string;
  readonly by: string;
  readonly name: string;
  readonly office: string;
  readonly workstation: string;
  readonly at: string;
}

/** All history entries of a card, oldest first. */
export function readHistory(read: Reader, card: string): readonly HistoryEntry[] {
  return read
    .all<HistoryRow>('SELECT id, card, field, value, seen, by, name, office, workstation, at FROM card_history WHERE card = ? ORDER BY at, id', card)
    .map((row) => ({ ...row, value: JSON.parse(row.value) as unknown, seen: JSON.parse(row.seen) as string[] }));
}

interface CardSqlRow {
  readonly id: string;
  readonly board: string;
  readonly board_title: string | null;
  readonly list: string | null;
  readonly list_title: string | null;
  readonly list_done: number | null;
  readonly position: string | null;
  readonly title: string;
  readonly responsible: string | null;
  readonly responsible_name: string | null;
  readonly due: string | null;
  readonly blocked: string | null;
  readonly archived: number;
  readonly labels: string;
  readonly collisions: string;
  readonly checklist_total: number;
  readonly checklist_done: number;
  readonly comments: number;
  readonly updated_at_ms: number;
}

/** Cards with the titles and names that stand beside them. `clause` begins with WHERE or ORDER BY, over `card`, `list`, `board`. */
export function readCards(read: Reader, today: string, clause: string, ...values: SqlValue[]): CardRow[] {
  const rows = read.all<CardSqlRow>(
    `SELECT card.id, card.board, board.title AS board_title, card.list, list.title AS list_title, list.done AS list_done,
       card.position, card.title, card.responsible, person.name AS responsible_name, card.due, card.blocked, card.archived,
       card.labels, card.collisions, card.checklist_total, card.checklist_done, card.comments, card.updated_at_ms
     FROM card LEFT JOIN board ON board.id = card.board LEFT JOIN board_list AS list ON list.id = card.list
       LEFT JOIN person ON person.id = card.responsible
     ${clause}`,
    ...values,
  );
  return rows.map((row) => cardRow(row, today));
}

function cardRow(row: CardSqlRow, today: string): CardRow {
  const done = row.list_done === 1;
  return {
    id: row.id,
    board: row.board,
    boardTitle: row.board_title ?? '',
    list: row.list ?? undefined,
    listTitle: row.list_title ?? undefined,
    position: row.position ?? undefined,
    title: row.title,
    responsible: row.responsible ?? undefined,
    responsibleName: row.responsible_name ?? undefined,
    due: row.due ?? undefined,
    overdue: !done && row.archived === 0 && row.due !== null && row.due < today,
    done,
    blocked: row.blocked ?? undefined,
    labels: JSON.parse(row.labels) as string[],
    checklistTotal: row.checklist_total,
    checklistDone: row.checklist_done,
    comments: row.comments,
    archived: row.archived === 1,
    collisions: JSON.parse(row.collisions) as string[],
    updatedAtMs: row.updated_at_ms,
  };
}

/** Who wrote something, as operations tell it. */
export function writtenBy(author: { readonly by: string; readonly name: string; readonly office: string; readonly workstation: string; readonly at: string }) {
  const { by, name, office, workstation, at } = author;
  return { by, byName: name, office, workstation, atMs: stampMs(at as Stamp) };
}

/** A head of a field that collided. */
export function headRow(read: Reader, entry: HistoryEntry): HeadRow {
  return { entry: entry.id, value: entry.value, text: valueInWords(read, entry.field, entry.value), ...writtenBy(entry) };
}

/** A field's value as a person reads it: names for ids. Booleans and places have no words here beyond the list's title. */
export function valueInWords(read: Reader, field: string, value: unknown): string {
  if (field === 'responsible' && typeof value === 'string') {
    return read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', value)?.name ?? value;
  }
  if (field === 'place' && typeof value === 'object' && value !== null && 'list' in value) {
    const list = String(value.list);
    return read.get<{ title: string }>('SELECT title FROM board_list WHERE id = ?', list)?.title ?? list;
  }
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : '';
}
