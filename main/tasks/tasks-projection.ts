/**
 * Rows of boards, lists and cards. History and comments are kept row by row; a card's own row is derived anew from
 * its history rows whenever one is added, so the rows depend on what was written and not on the order of arrival.
 * `card`, `board` and `board_list` may be read by other areas; the rest is this area's own.
 */
import { entryJson } from '#model/document/change.ts';
import type { DocumentChange } from '#model/document/kind.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { boardIdOf, readList, type CardRecord, type CommentRecord } from '#model/tasks/board-kind.ts';
import { fieldStates, historyEntryProblem, type HistoryEntry } from '#model/tasks/card-history.ts';
import { cardState } from '#model/tasks/card-state.ts';
import type { Projection, Writer } from '../store/store.ts';
import { readHistory } from './card-rows.ts';
import { indexEntry, removeEntry } from '../store/search.ts';

const schema = `
  CREATE TABLE board (
    id TEXT PRIMARY KEY, title TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE board_list (
    id TEXT PRIMARY KEY, board TEXT NOT NULL, title TEXT NOT NULL, position TEXT NOT NULL,
    done INTEGER NOT NULL, archived INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX board_list_by_board ON board_list (board, position);

  CREATE TABLE card (
    id TEXT PRIMARY KEY, board TEXT NOT NULL, list TEXT, position TEXT,
    title TEXT NOT NULL, description TEXT NOT NULL, responsible TEXT, due TEXT, blocked TEXT, archived INTEGER NOT NULL,
    -- JSON arrays of texts: labels; fields that a person must settle.
    labels TEXT NOT NULL, collisions TEXT NOT NULL,
    checklist_total INTEGER NOT NULL, checklist_done INTEGER NOT NULL, comments INTEGER NOT NULL,
    created_by TEXT NOT NULL, created_name TEXT NOT NULL, created_office TEXT NOT NULL, created_workstation TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_by_board ON card (board, list, position);
  CREATE INDEX card_by_responsible ON card (responsible, archived);
  CREATE INDEX card_by_due ON card (due) WHERE archived = 0;

  -- The heads of fields that collided.
  CREATE TABLE card_head (
    card TEXT NOT NULL, field TEXT NOT NULL, entry TEXT NOT NULL, board TEXT NOT NULL,
    PRIMARY KEY (card, field, entry)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE card_history (
    id TEXT PRIMARY KEY, board TEXT NOT NULL, card TEXT NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, seen TEXT NOT NULL,
    by TEXT NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL, workstation TEXT NOT NULL, at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_history_by_card ON card_history (card, field);

  CREATE TABLE card_checklist (
    card TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, done INTEGER NOT NULL,
    PRIMARY KEY (card, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE card_comment (
    id TEXT PRIMARY KEY, board TEXT NOT NULL, card TEXT NOT NULL, text TEXT NOT NULL,
    by TEXT NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL, workstation TEXT NOT NULL, at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX card_comment_by_card ON card_comment (card, at);
`;

export const tasksProjection: Projection = {
  name: 'tasks',
  version: 1,
  schema,
  tables: ['board', 'board_list', 'card', 'card_head', 'card_history', 'card_checklist', 'card_comment'],
  kinds: ['board'],
  project(write, change) {
    const board = boardIdOf(change.name);
    const touchedCards = new Set<string>();
    for (const { root, key, after } of change.entries) {
      if (root === 'meta' && key === 'title') projectBoard(write, change, board, after);
      else if (root === 'lists') projectList(write, board, key, after);
      else if (root === 'cards') touchedCards.add(key);
      else if (root === 'history') addIfSome(touchedCards, projectHistory(write, board, key, after));
      else if (root === 'comments') addIfSome(touchedCards, projectComment(write, board, after as CommentRecord));
    }
    for (const card of touchedCards) {
      const record = entryJson(change.doc.getMap('cards').get(card)) as CardRecord | undefined;
      if (record !== undefined) projectCard(write, change, board, record);
    }
  },
};

function addIfSome(set: Set<string>, card: string | undefined): void {
  if (card !== undefined) set.add(card);
}

function projectBoard(write: Writer, change: DocumentChange, board: string, title: unknown): void {
  if (typeof title !== 'string') return;
  write.run('INSERT INTO board (id, title) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title', board, title);
  indexEntry(write, { kind: 'board', id: board, document: change.name, title });
}

function projectList(write: Writer, board: string, id: string, value: unknown): void {
  const list = readList(value);
  if (list === undefined) return;
  write.run(
    'INSERT OR REPLACE INTO board_list (id, board, title, position, done, archived) VALUES (?, ?, ?, ?, ?, ?)',
    id, board, list.title, list.position, list.done === true ? 1 : 0, list.archived === true ? 1 : 0,
  );
}

function projectHistory(write: Writer, board: string, key: string, value: unknown): string | undefined {
  if (historyEntryProblem(key, value) !== undefined) return undefined;
  const entry = value as HistoryEntry;
  write.run(
    `INSERT OR REPLACE INTO card_history (id, board, card, field, value, seen, by, name, office, workstation, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.id, board, entry.card, entry.field, JSON.stringify(entry.value ?? null), JSON.stringify(entry.seen),
    entry.by, entry.name, entry.office, entry.workstation, entry.at,
  );
  return entry.card;
}

function projectComment(write: Writer, board: string, comment: CommentRecord): string {
  write.run(
    'INSERT OR REPLACE INTO card_comment (id, board, card, text, by, name, office, workstation, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    comment.id, board, comment.card, comment.text, comment.by, comment.name, comment.office, comment.workstation, comment.at,
  );
  return comment.card;
}

function projectCard(write: Writer, change: DocumentChange, board: string, record: CardRecord): void {
  const { id } = record;
  const history = readHistory(write, id);
  const state = cardState(history);
  const comments = write.all<{ text: string; at: string }>('SELECT text, at FROM card_comment WHERE card = ? ORDER BY at, id', id);
  const stamps = [record.at, ...history.map((entry) => entry.at), ...comments.map((comment) => comment.at)];
  write.run(
    `INSERT OR REPLACE INTO card (id, board, list, position, title, description, responsible, due, blocked, archived,
       labels, collisions, checklist_total, checklist_done, comments,
       created_by, created_name, created_office, created_workstation, created_at, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id, board, state.place?.list ?? null, state.place?.position ?? null,
    state.title, state.description, state.responsible ?? null, state.due ?? null, state.blocked ?? null, state.archived ? 1 : 0,
    JSON.stringify(state.labels), JSON.stringify(state.collisions.map((collision) => collision.field)),
    state.checklist.length, state.checklist.filter((item) => item.done).length, comments.length,
    record.by, record.name, record.office, record.workstation, record.at,
    Math.max(...stamps.map((stamp) => stampMs(stamp as Stamp))),
  );
  write.run('DELETE FROM card_head WHERE card = ?', id);
  for (const collision of state.collisions) {
    for (const head of collision.heads) {
      write.run('INSERT INTO card_head (card, field, entry, board) VALUES (?, ?, ?, ?)', id, collision.field, head.id, board);
    }
  }
  write.run('DELETE FROM card_checklist WHERE card = ?', id);
  for (const item of state.checklist) {
    write.run('INSERT INTO card_checklist (card, id, text, done) VALUES (?, ?, ?, ?)', id, item.id, item.text, item.done ? 1 : 0);
  }
  if (state.archived) {
    removeEntry(write, 'card', id);
    return;
  }
  // Every value of a collision can be found, not only the one that shows.
  const titles = fieldStates(history).get('title')?.heads.map((head) => String(head.value)) ?? [];
  const body = [state.description, ...titles.slice(1), ...state.checklist.map((item) => item.text), ...comments.map((comment) => comment.text)];
  indexEntry(write, { kind: 'card', id, document: change.name, title: state.title, body: body.join('\n'), extra: state.labels.join(' ') });
}
