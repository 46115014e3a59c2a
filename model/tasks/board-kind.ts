/**
 * The document `board/{uuid}`: `meta` (title), `lists` (a Y.Map each), `cards` (who made each, when), `history`
 * (every change of every card, see card-history.ts) and `comments`. Cards, history and comments are plain JSON
 * and only ever added.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import type { DocumentChange, DocumentKind, DocumentProblem, EntryChange } from '../document/kind.ts';
import type { BoardId, DocumentName } from '../identity/ids.ts';
import { authorship, historyEntryProblem, valueKey, type Author } from './card-history.ts';

const id = z.uuid();

/** Who made a card, where and when. Its fields stand in the history. */
export interface CardRecord extends Author {
  readonly id: string;
}

export interface CommentRecord extends Author {
  readonly id: string;
  readonly card: string;
  readonly text: string;
}

const cardShape = z.object({ id, ...authorship });
const commentShape = z.object({ id, card: id, text: z.string().min(1).max(20_000), ...authorship });
const listShape = z.object({
  title: z.string().min(1).max(200),
  position: z.string().regex(/^[0-9A-Za-z]{1,200}$/),
  done: z.boolean().optional(),
  archived: z.boolean().optional(),
});
/** A board list's fields; `done` marks a list whose cards count as finished. */
export type ListRecord = z.infer<typeof listShape>;

const APPEND_ONLY = new Set(['cards', 'history', 'comments']);

const PATTERN = /^board\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function boardName(board: string): DocumentName {
  return `board/${board}` as DocumentName;
}

/** The id in a board document's name. */
export function boardIdOf(name: DocumentName): BoardId {
  return name.slice('board/'.length) as BoardId;
}

export const boardKind: DocumentKind = {
  kind: 'board',
  pattern: PATTERN,
  roots: { meta: 'map', lists: 'map', cards: 'map', history: 'map', comments: 'map' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: true,
  check: (change) => firstProblem(change.entries, (entry) => entryProblem(change, entry)),
};

function firstProblem<Each>(all: readonly Each[], check: (each: Each) => DocumentProblem | undefined): DocumentProblem | undefined {
  for (const each of all) {
    const problem = check(each);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function entryProblem(change: DocumentChange, entry: EntryChange): DocumentProblem | undefined {
  if (APPEND_ONLY.has(entry.root)) {
    const broken = appendProblem(change, entry);
    if (broken !== undefined) return { rule: 'TASK-1', detail: broken };
  }
  const shape = shapeProblem(entry);
  return shape === undefined ? undefined : { rule: 'TASK-2', detail: shape };
}

function appendProblem(change: DocumentChange, { root, key, before, after }: EntryChange): string | undefined {
  if (after === undefined) return `${root} ${key} would be removed`;
  if (before !== undefined && valueKey(before) !== valueKey(after)) return `${root} ${key} would be replaced`;
  // A nested Yjs type could be changed later without its entry being replaced.
  if (change.doc.getMap(root).get(key) instanceof Y.AbstractType) return `${root} ${key} is not plain`;
  return undefined;
}

function shapeProblem({ root, key, after }: EntryChange): string | undefined {
  switch (root) {
    case 'history':
      return historyEntryProblem(key, after);
    case 'cards':
      return recordProblem(cardShape, root, key, after);
    case 'comments':
      return recordProblem(commentShape, root, key, after);
    case 'lists':
      if (after === undefined) return `list ${key} would be removed; archive it`;
      return listShape.safeParse(after).success ? undefined : `list ${key} is not valid`;
    default:
      return key === 'title' && !z.string().min(1).max(200).safeParse(after).success ? 'the title is not valid' : undefined;
  }
}

function recordProblem(
  shape: z.ZodType<{ readonly id: string }>,
  root: string,
  key: string,
  after: unknown,
): string | undefined {
  const parsed = shape.safeParse(after);
  if (!parsed.success) return `${root} ${key}: ${parsed.error.issues[0]?.path.join('.') ?? ''} is not valid`;
  return parsed.data.id === key ? undefined : `${root} ${key} calls itself ${parsed.data.id}`;
}

/** A list as it stands in the document; undefined where it is not one. */
export function readList(value: unknown): ListRecord | undefined {
  const parsed = listShape.safeParse(value instanceof Y.AbstractType ? value.toJSON() : value);
  return parsed.success ? parsed.data : undefined;
}
