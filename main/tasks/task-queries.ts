/** Queries over boards and cards; all of them read projection rows. */
import { isRefusal } from '#model/contract/refusal.ts';
import { fieldStates, type HistoryEntry } from '#model/tasks/card-history.ts';
import { boardList, boardRead, cardList, cardRead, tasksCollisions, tasksSummary } from '#model/tasks/operations.ts';
import { query, type Handler } from '../area.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { localDay } from '../local-day.ts';
import { headRow, readCards, readHistory, valueInWords, writtenBy } from './card-rows.ts';
import { findBoard, findCard } from './resolve.ts';

/** Cards that are neither archived nor finished. */
const OPEN = 'card.archived = 0 AND coalesce(list.done, 0) = 0';

export const taskQueries: readonly Handler[] = [
  query(boardList, ({ read, nowMs }) => ({
    rows: read.all<{ id: string; title: string; cards: number; open: number; overdue: number; collisions: number; updatedAtMs: number }>(
      `SELECT board.id, board.title, count(card.id) AS cards,
         count(CASE WHEN coalesce(list.done, 0) = 0 THEN card.id END) AS open,
         count(CASE WHEN coalesce(list.done, 0) = 0 AND card.due < ? THEN card.id END) AS overdue,
         count(CASE WHEN card.collisions <> '[]' THEN card.id END) AS collisions,
         coalesce(max(card.updated_at_ms), 0) AS updatedAtMs
       FROM board LEFT JOIN card ON card.board = board.id AND card.archived = 0
         LEFT JOIN board_list AS list ON list.id = card.list
       GROUP BY board.id ORDER BY board.title, board.id`,
      localDay(nowMs()),
    ),
  })),

  query(boardRead, ({ read, nowMs }, input) => {
    const board = findBoard(read, input.id);
    if (isRefusal(board)) return board;
    const title = read.get<{ title: string }>('SELECT title FROM board WHERE id = ?', board)?.title ?? '';
    const lists = read.all<{ id: string; title: string; position: string; done: number }>(
      'SELECT id, title, position, done FROM board_list WHERE board = ? AND archived = 0 ORDER BY position, id',
      board,
    );
    const cards = Map.groupBy(
      readCards(read, localDay(nowMs()), 'WHERE card.board = ? AND card.archived = 0 ORDER BY card.position, card.id', board),
      (card) => card.list,
    );
    return { id: board, title, lists: lists.map((list) => ({ ...list, done: list.done === 1, cards: cards.get(list.id) ?? [] })) };
  }),

  query(cardList, ({ read, nowMs, actor }, input) => {
    const today = localDay(nowMs());
    const conditions = ['card.archived = ?'];
    const values: SqlValue[] = [input.archived ? 1 : 0];
    const where = (condition: string, ...given: SqlValue[]): void => {
      conditions.push(condition);
      values.push(...given);
    };
    if (input.board !== undefined) where('(card.board = ? OR board.title = ?)', input.board, input.board);
    if (input.responsible !== undefined) {
      const person = input.responsible === 'me' ? (actor?.person ?? '') : input.responsible;
      where('(card.responsible = ? OR person.name = ?)', person, person);
    }
    if (input.overdue === true) where('coalesce(list.done, 0) = 0 AND card.due < ?', today);
    if (input.collided === true) where("card.collisions <> '[]'");
    if (input.text !== undefined && input.text !== '') {
      where('instr(lower(card.title || char(10) || card.description), lower(?)) > 0', input.text);
    }
    const [due, id] = splitCursor(input.cursor);
    // Cards without a day come last.
    if (id !== undefined) where("(coalesce(card.due, '~'), card.id) > (?, ?)", due, id);
    const rows = readCards(
      read, today, `WHERE ${conditions.join(' AND ')} ORDER BY coalesce(card.due, '~'), card.id LIMIT ?`, ...values, input.limit + 1,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return rows.length > page.length && last !== undefined ? { rows: page, nextCursor: `${last.due ?? '~'}|${last.id}` } : { rows: page };
  }),

  query(cardRead, ({ read, nowMs }, input) => {
    const found = findCard(read, input.id);
    if (isRefusal(found)) return found;
    const [row] = readCards(read, localDay(nowMs()), 'WHERE card.id = ?', found.id);
    const own = read.get<OwnRow>(
      `SELECT description, created_by AS "by", created_name AS name, created_office AS office, created_workstation AS workstation, created_at AS at
       FROM card WHERE id = ?`,
      found.id,
    );
    if (row === undefined || own === undefined) throw new Error(`card ${found.id} has no row`);
    const history = readHistory(read, found.id);
    const states = fieldStates(history);
    const current = new Set([...states.values()].flatMap((state) => state.heads.map((head) => head.id)));
    return {
      ...row,
      description: own.description,
      createdBy: writtenBy(own),
      checklist: read
        .all<{ id: string; text: string; done: number }>('SELECT id, text, done FROM card_checklist WHERE card = ? ORDER BY id', found.id)
        .map((item) => ({ ...item, done: item.done === 1 })),
      seen: Object.fromEntries([...states].map(([field, state]) => [field, state.heads.map((head) => head.id)])),
      collided: [...states.values()]
        .filter((state) => state.collided)
        .map((state) => ({ field: state.field, heads: state.heads.map((head) => headRow(read, head)) })),
      history: history.toReversed().map((entry) => historyRow(read, entry, current.has(entry.id))),
      commentList: read
        .all<OwnRow & { id: string; text: string }>(
          'SELECT id, text, "by", name, office, workstation, at FROM card_comment WHERE card = ? ORDER BY at, id',
          found.id,
        )
        .map((comment) => ({ id: comment.id, text: comment.text, ...writtenBy(comment) })),
    };
  }),

  query(tasksSummary, ({ read, nowMs, actor }, input) => {
    const today = localDay(nowMs());
    const person = actor?.person ?? '';
    const { collided: _collided, ...mine } = counts(read, today, 'card.responsible = ?', person);
    return {
      mine,
      everyone: counts(read, today, '1'),
      rows: readCards(
        read, today, `WHERE ${OPEN} AND card.responsible = ? ORDER BY coalesce(card.due, '~'), card.id LIMIT ?`, person, input.limit,
      ),
    };
  }),

  query(tasksCollisions, ({ read }, input) => {
    const [card, field] = splitCursor(input.cursor);
    const fields = read.all<{ card: string; field: string; cardTitle: string; board: string; boardTitle: string }>(
      `SELECT DISTINCT head.card, head.field, card.title AS cardTitle, card.board, coalesce(board.title, '') AS boardTitle
       FROM card_head AS head JOIN card ON card.id = head.card LEFT JOIN board ON board.id = card.board
       WHERE card.archived = 0 AND (head.card, head.field) > (?, ?) ORDER BY head.card, head.field LIMIT ?`,
      card, field ?? '', input.limit + 1,
    );
    const page = fields.slice(0, input.limit);
    const rows = page.map((row) => {
      const state = fieldStates(readHistory(read, row.card)).get(row.field);
      return { ...row, heads: (state?.heads ?? []).map((head) => headRow(read, head)) };
    });
    const last = page.at(-1);
    return fields.length > page.length && last !== undefined ? { rows, nextCursor: `${last.card}|${last.field}` } : { rows };
  }),
];

interface OwnRow {
  readonly description: string;
  readonly by: string;
  readonly name: string;
  readonly office: string;
  readonly workstation: string;
  readonly at: string;
}

function historyRow(read: Reader, entry: HistoryEntry, current: boolean) {
  const { id, field, value, seen } = entry;
  return { id, field, value, text: valueInWords(read, field, value), seen: [...seen], current, ...writtenBy(entry) };
}

interface Counts {
  readonly open: number;
  readonly overdue: number;
  readonly dueToday: number;
  readonly blocked: number;
  readonly collided: number;
}

function counts(read: Reader, today: string, condition: string, ...values: SqlValue[]): Counts {
  const row = read.get<Counts>(
    `SELECT count(CASE WHEN ${OPEN} THEN 1 END) AS open,
       count(CASE WHEN ${OPEN} AND card.due < ? THEN 1 END) AS overdue,
       count(CASE WHEN ${OPEN} AND card.due = ? THEN 1 END) AS dueToday,
       count(CASE WHEN ${OPEN} AND card.blocked IS NOT NULL THEN 1 END) AS blocked,
       count(CASE WHEN card.collisions <> '[]' THEN 1 END) AS collided
     FROM card LEFT JOIN board_list AS list ON list.id = card.list WHERE card.archived = 0 AND ${condition}`,
    today, today, ...values,
  );
  return row ?? { open: 0, overdue: 0, dueToday: 0, blocked: 0, collided: 0 };
}

/** A cursor is `first|second`; it comes from outside, so it may be anything. */
function splitCursor(cursor: string | undefined): [string, string | undefined] {
  const at = cursor?.indexOf('|') ?? -1;
  return cursor === undefined || at < 0 ? ['', undefined] : [cursor.slice(0, at), cursor.slice(at + 1)];
}
