/** Finds what an operation's input names: boards, lists and cards by id (boards and lists by title too), people by id or name. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { BoardId, CardId } from '#model/identity/ids.ts';
import type { Reader } from '../store/store.ts';

const BOARD = { zh: '看板', en: 'board' };
const LIST = { zh: '列表', en: 'list' };
const CARD = { zh: '卡片', en: 'card' };

export function findBoard(read: Reader, idOrTitle: string): BoardId | Refusal {
  const byId = read.get<{ id: BoardId }>('SELECT id FROM board WHERE id = ?', idOrTitle);
  if (byId !== undefined) return byId.id;
  const [only, second] = read.all<{ id: BoardId }>('SELECT id FROM board WHERE title = ? LIMIT 2', idOrTitle);
  return only !== undefined && second === undefined ? only.id : refuse('not-found', { what: BOARD, id: idOrTitle }, 'board');
}

export interface FoundList {
  readonly id: string;
  readonly board: BoardId;
}

/** A list by id. */
export function findList(read: Reader, id: string): FoundList | Refusal {
  const found = read.get<FoundList>('SELECT id, board FROM board_list WHERE id = ?', id);
  return found ?? refuse('not-found', { what: LIST, id }, 'id');
}

/** A list of a board by id or title; its first list where none is named. */
export function findListOf(read: Reader, board: BoardId, idOrTitle: string | undefined): string | Refusal {
  const lists = read.all<{ id: string; title: string }>(
    'SELECT id, title FROM board_list WHERE board = ? AND archived = 0 ORDER BY position, id',
    board,
  );
  const found =
    idOrTitle === undefined ? lists[0] : (lists.find((list) => list.id === idOrTitle) ?? lists.find((list) => list.title === idOrTitle));
  return found === undefined ? refuse('not-found', { what: LIST, id: idOrTitle ?? '' }, 'list') : found.id;
}

export interface FoundCard {
  readonly id: CardId;
  readonly board: BoardId;
}

export function findCard(read: Reader, id: string): FoundCard | Refusal {
  return read.get<FoundCard>('SELECT id, board FROM card WHERE id = ?', id) ?? refuse('not-found', { what: CARD, id }, 'id');
}

/** The id of a person by id or name; refused where the directory has none, or several of that name. */
export function findPerson(read: Reader, idOrName: string): { readonly person: string } | Refusal {
  const found = read.all<{ id: string }>('SELECT id FROM person WHERE id = ? OR (name = ? AND active = 1) ORDER BY id = ? DESC LIMIT 3', idOrName, idOrName, idOrName);
  const [first, second] = found;
  if (first === undefined) return refuse('person.unknown', { person: idOrName }, 'responsible');
  if (first.id !== idOrName && second !== undefined) return refuse('person.ambiguous', { person: idOrName }, 'responsible');
  return { person: first.id };
}
