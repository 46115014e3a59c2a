/** Commands on boards and their lists. */
import * as Y from 'yjs';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { boardName } from '#model/tasks/board-kind.ts';
import { boardCreate, listCreate, listMove, listRename } from '#model/tasks/operations.ts';
import { firstPositions, positionAt, type Placed } from '#model/tasks/placement.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { findBoard, findList } from './resolve.ts';

const DEFAULT_LISTS = [{ title: '待办' }, { title: '进行中' }, { title: '已完成', done: true }];

export const boardCommands: readonly Handler[] = [
  command(boardCreate, (context, input) => {
    const id = context.newId();
    const wanted = input.lists ?? DEFAULT_LISTS;
    const positions = firstPositions(wanted.length);
    const lists = wanted.map((list, index) => ({
      id: context.newId(),
      ...(typeof list === 'string' ? { title: list } : list),
      position: positions[index] ?? '',
    }));
    context.tx.edit(boardName(id), (doc) => {
      doc.getMap('meta').set('title', input.title);
      for (const { id: list, ...fields } of lists) setList(doc, list, fields);
    });
    return { id, lists: lists.map((list) => ({ id: list.id, title: list.title })) };
  }),

  command(listCreate, (context, input) => {
    const board = findBoard(context.tx.read, input.board);
    if (isRefusal(board)) return board;
    const id = context.newId();
    const position = positionAt(listsOf(context.tx.read, board), {}) ?? '';
    context.tx.edit(boardName(board), (doc) => setList(doc, id, { title: input.title, done: input.done, position }));
    return { id };
  }),

  command(listRename, (context, input) => editList(context, input.id, (list) => list.set('title', input.title))),

  command(listMove, (context, input) => {
    const list = findList(context.tx.read, input.id);
    if (isRefusal(list)) return list;
    const others = listsOf(context.tx.read, list.board).filter((other) => other.id !== list.id);
    const position = positionAt(others, input);
    if (position === undefined) return refuse('neighbour.unknown', { id: input.before ?? input.after ?? '' }, input.before === undefined ? 'after' : 'before');
    return editList(context, input.id, (fields) => fields.set('position', position));
  }),
];

function setList(doc: Y.Doc, id: string, fields: { readonly title: string; readonly position: string; readonly done?: boolean | undefined }): void {
  const list = new Y.Map<unknown>();
  list.set('title', fields.title);
  list.set('position', fields.position);
  if (fields.done === true) list.set('done', true);
  doc.getMap('lists').set(id, list);
}

function listsOf(read: Reader, board: string): readonly Placed[] {
  return read.all<{ id: string; position: string }>('SELECT id, position FROM board_list WHERE board = ? ORDER BY position, id', board);
}

function editList(context: CommandContext, id: string, change: (list: Y.Map<unknown>) => void): { id: string } | Refusal {
  const found = findList(context.tx.read, id);
  if (isRefusal(found)) return found;
  context.tx.edit(boardName(found.board), (doc) => {
    const list = doc.getMap('lists').get(found.id);
    if (list instanceof Y.Map) change(list as Y.Map<unknown>);
  });
  return { id: found.id };
}
