/**
 * The document `article/{uuid}`: `meta` (title, space, owner, review date) and `body` (rich text, see rich-text.ts).
 *
 * 1. Editors, commands and plain y-websocket clients write it, keystroke by keystroke; so the relay appends its updates
 *    without building the document (`guarded: false`), and whoever reads `meta` reads it through `readArticleMeta`,
 *    which leaves out what it cannot understand. Nothing in here can be refused after it was typed.
 * 2. Fields of `meta` hold plain JSON values; the latest write of a field counts. Its text merges.
 */
import type * as Y from 'yjs';
import { z } from 'zod';
import type { DocumentKind } from '../document/kind.ts';
import type { ArticleId, DocumentName } from '../identity/ids.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const articleKind: DocumentKind = {
  kind: 'article',
  pattern: new RegExp(`^article/${UUID}$`),
  roots: { meta: 'map', body: 'xml' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: false,
  check: () => undefined,
};

export function articleName(article: string): DocumentName {
  return `article/${article}` as DocumentName;
}

/** The id in an article document's name. */
export function articleIdOf(name: DocumentName): ArticleId {
  return name.slice('article/'.length) as ArticleId;
}

/** What stands in `meta`. Times are milliseconds since 1970. */
export interface ArticleMeta {
  readonly title: string;
  readonly space: string;
  /** Id of the person who keeps the article right. */
  readonly owner: string | undefined;
  /** Day on which the owner is to look at it again, `2026-11-23`. */
  readonly reviewOn: string | undefined;
  readonly archived: boolean;
  readonly createdAtMs: number | undefined;
  readonly createdBy: string | undefined;
  /** When a command last wrote the article; an editor's keystrokes do not count here. */
  readonly updatedAtMs: number | undefined;
}

const FIELDS = {
  title: z.string().trim().min(1).max(200),
  space: z.string().trim().min(1).max(100),
  owner: z.string().min(1).max(100),
  reviewOn: z.iso.date(),
  archived: z.boolean(),
  createdAt: z.number().int().nonnegative(),
  createdBy: z.string().min(1).max(100),
  updatedAt: z.number().int().nonnegative(),
};

export const DEFAULT_SPACE = '通用';

function field<Name extends keyof typeof FIELDS>(doc: Y.Doc, name: Name): z.output<(typeof FIELDS)[Name]> | undefined {
  const parsed = FIELDS[name].safeParse(doc.getMap('meta').get(name));
  return parsed.success ? (parsed.data as z.output<(typeof FIELDS)[Name]>) : undefined;
}

/** Reads `meta`; a field that is missing or not understood has its default. */
export function readArticleMeta(doc: Y.Doc): ArticleMeta {
  return {
    title: field(doc, 'title') ?? '',
    space: field(doc, 'space') ?? DEFAULT_SPACE,
    owner: field(doc, 'owner'),
    reviewOn: field(doc, 'reviewOn'),
    archived: field(doc, 'archived') ?? false,
    createdAtMs: field(doc, 'createdAt'),
    createdBy: field(doc, 'createdBy'),
    updatedAtMs: field(doc, 'updatedAt'),
  };
}
