/** Commands on cards. Each writes history entries; nothing of a card is ever overwritten. */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { boardName, type CommentRecord } from '#model/tasks/board-kind.ts';
import { fieldAccepts, fieldStates, nextEntry, type HistoryEntry } from '#model/tasks/card-history.ts';
import { checklistField, labelField } from '#model/tasks/card-state.ts';
import {
  cardArchive, cardChecklistAdd, cardChecklistToggle, cardComment, cardCreate, cardMove, cardRestore, cardSettle, cardUpdate,
} from '#model/tasks/operations.ts';
import { positionAt, type Placed } from '#model/tasks/placement.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { readHistory } from './card-rows.ts';
import { authorNow, writeFields, type FieldChange } from './card-writing.ts';
import { findBoard, findCard, findListOf, findPerson, type FoundCard } from './resolve.ts';

export const cardCommands: readonly Handler[] = [
  command(cardCreate, (context, input) => {
    const { read } = context.tx;
    const board = findBoard(read, input.board);
    if (isRefusal(board)) return board;
    const list = findListOf(read, board, input.list);
    if (isRefusal(list)) return list;
    const responsible = readPerson(read, input.responsible);
    if (isRefusal(responsible)) return responsible;
    const id = context.newId();
    const fields: FieldChange[] = [
      { field: 'title', value: input.title },
      { field: 'place', value: { list, position: positionAt(cardsOf(read, list), {}) ?? '' } },
      ...present('description', input.description === '' ? undefined : input.description),
      ...present('responsible', responsible ?? undefined),
      ...present('due', input.due ?? undefined),
      ...(input.labels ?? []).map((label) => ({ field: labelField(label), value: true })),
      ...(input.checklist ?? []).map((text) => ({ field: checklistField(context.newId(), 'text'), value: text })),
    ];
    const record = { id, ...authorNow(context) };
    const entries = fields.map((change): HistoryEntry => nextEntry({ id: context.newId(), card: id, ...change, ...authorNow(context) }, undefined));
    context.tx.edit(boardName(board), (doc) => {
      doc.getMap('cards').set(id, record);
      for (const entry of entries) doc.getMap('history').set(entry.id, entry);
    });
    return { id };
  }),

  command(cardUpdate, (context, input) => {
    const card = findCard(context.tx.read, input.id);
    if (isRefusal(card)) return card;
    const responsible = readPerson(context.tx.read, input.responsible);
    if (isRefusal(responsible)) return responsible;
    const changes = [
      ...present('title', input.title),
      ...present('description', input.description),
      ...present('responsible', responsible),
      ...present('due', input.due),
      ...present('blocked', input.blocked),
      ...(input.labels === undefined ? [] : labelChanges(context.tx.read, card, input.labels)),
    ];
    return { id: card.id, changed: [...writeFields(context, card, changes, input.seen)] };
  }),

  command(cardMove, (context, input) => {
    const { read } = context.tx;
    const card = findCard(read, input.id);
    if (isRefusal(card)) return card;
    const list = findListOf(read, card.board, input.list);
    if (isRefusal(list)) return list;
    const position = positionAt(cardsOf(read, list).filter((other) => other.id !== card.id), input);
    if (position === undefined) return refuse('neighbour.unknown', { id: input.before ?? input.after ?? '' }, input.before === undefined ? 'after' : 'before');
    writeFields(context, card, [{ field: 'place', value: { list, position } }]);
    return { id: card.id };
  }),

  command(cardComment, (context, input) => {
    const card = findCard(context.tx.read, input.id);
    if (isRefusal(card)) return card;
    const comment: CommentRecord = { id: context.newId(), card: card.id, text: input.text, ...authorNow(context) };
    context.tx.edit(boardName(card.board), (doc) => doc.getMap('comments').set(comment.id, comment));
    return { comment: comment.id };
  }),

  command(cardChecklistAdd, (context, input) => {
    const card = findCard(context.tx.read, input.id);
    if (isRefusal(card)) return card;
    const item = context.newId();
    writeFields(context, card, [{ field: checklistField(item, 'text'), value: input.text }]);
    return { item };
  }),

  command(cardChecklistToggle, (context, input) => {
    const card = findCard(context.tx.read, input.id);
    if (isRefusal(card)) return card;
    const row = context.tx.read.get<{ done: number }>('SELECT done FROM card_checklist WHERE card = ? AND id = ?', card.id, input.item);
    if (row === undefined) return refuse('not-found', { what: { zh: '检查项', en: 'checklist item' }, id: input.item }, 'item');
    const done = input.done ?? row.done === 0;
    writeFields(context, card, [{ field: checklistField(input.item, 'done'), value: done }]);
    return { item: input.item, done };
  }),

  command(cardSettle, (context, input) => {
    const { read } = context.tx;
    const card = findCard(read, input.id);
    if (isRefusal(card)) return card;
    const state = fieldStates(readHistory(read, card.id)).get(input.field);
    if (state === undefined || !state.collided) return refuse('card.no-collision', { field: input.field }, 'field');
    const chosen = state.heads.find((head) => head.id === input.choose);
    if (input.choose !== undefined && chosen === undefined) return refuse('card.choice-unknown', {}, 'choose');
    const value = chosen === undefined ? readValue(read, input.field, input.value) : chosen.value;
    if (isRefusal(value)) return value;
    if (!fieldAccepts(input.field, value)) return refuse('card.value-invalid', { field: input.field }, 'value');
    writeFields(context, card, [{ field: input.field, value }]);
    return { id: card.id, field: input.field, value };
  }),

  command(cardArchive, (context, input) => setArchived(context, input.id, true)),
  command(cardRestore, (context, input) => setArchived(context, input.id, false)),
];

function present(field: string, value: unknown): FieldChange[] {
  return value === undefined ? [] : [{ field, value }];
}

/** The id of the person named; null clears, undefined leaves. */
function readPerson(read: Reader, idOrName: string | null | undefined): string | null | undefined | Refusal {
  if (idOrName === null || idOrName === undefined) return idOrName;
  const found = findPerson(read, idOrName);
  return isRefusal(found) ? found : found.person;
}

function readValue(read: Reader, field: string, value: string | boolean | null | undefined): unknown {
  return field === 'responsible' && typeof value === 'string' ? readPerson(read, value) : value;
}

function labelChanges(read: Reader, card: FoundCard, wanted: readonly string[]): FieldChange[] {
  const row = read.get<{ labels: string }>('SELECT labels FROM card WHERE id = ?', card.id);
  const held = JSON.parse(row?.labels ?? '[]') as string[];
  return [
    ...wanted.map((label) => ({ field: labelField(label), value: true })),
    ...held.filter((label) => !wanted.includes(label)).map((label) => ({ field: labelField(label), value: false })),
  ];
}

function cardsOf(read: Reader, list: string): readonly Placed[] {
  return read.all<{ id: string; position: string }>('SELECT id, position FROM card WHERE list = ? AND archived = 0 ORDER BY position, id', list);
}

function setArchived(context: CommandContext, id: string, archived: boolean): { id: string } | Refusal {
  const card = findCard(context.tx.read, id);
  if (isRefusal(card)) return card;
  writeFields(context, card, [{ field: 'archived', value: archived }]);
  return { id: card.id };
}
