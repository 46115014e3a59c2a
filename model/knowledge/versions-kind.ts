/**
 * The document `versions/{article}`: checkpoints of an article as plain JSON by id, only ever added. A version holds
 * the whole text as Tiptap JSON, so that it can be read without the article's own history.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import type { DocumentChange, DocumentKind, DocumentProblem, EntryChange } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import type { ArticleId, DocumentName } from '../identity/ids.ts';

const id = z.uuid();

const versionShape = z.object({
  id,
  title: z.string().max(200),
  /** Tiptap JSON of the whole text. */
  content: z.object({ type: z.literal('doc') }).loose(),
  /** Why it was kept: before a command wrote, before an older version was restored, or because a person asked. */
  cause: z.enum(['write', 'restore', 'asked']),
  by: z.string().min(1).max(100),
  name: z.string().max(200),
  office: z.string().min(1).max(20),
  workstation: z.string().min(1).max(100),
  at: z.string().regex(STAMP_PATTERN),
});
export type VersionRecord = z.infer<typeof versionShape>;

export function versionsName(article: string): DocumentName {
  return `versions/${article}` as DocumentName;
}

/** The article that a versions document belongs to. */
export function versionedArticle(name: DocumentName): ArticleId {
  return name.slice('versions/'.length) as ArticleId;
}

/** A version as it stands in the document; undefined where it is not one. */
export function readVersion(value: unknown): VersionRecord | undefined {
  const parsed = versionShape.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

export const versionsKind: DocumentKind = {
  kind: 'versions',
  pattern: /^versions\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  roots: { versions: 'map' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: true,
  check(change) {
    for (const entry of change.entries) {
      const problem = entryProblem(change, entry);
      if (problem !== undefined) return problem;
    }
    return undefined;
  },
};

function entryProblem(change: DocumentChange, { root, key, before, after }: EntryChange): DocumentProblem | undefined {
  if (after === undefined) return { rule: 'KNOW-4', detail: `version ${key} would be removed` };
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(after)) {
    return { rule: 'KNOW-4', detail: `version ${key} would be replaced` };
  }
  if (change.doc.getMap(root).get(key) instanceof Y.AbstractType) return { rule: 'KNOW-4', detail: `version ${key} is not plain` };
  const version = readVersion(after);
  return version?.id === key ? undefined : { rule: 'KNOW-4', detail: `version ${key} is not valid` };
}
