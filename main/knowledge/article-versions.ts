/** Keeps versions of an article. A version is never changed; bringing one back is a new edit of the article. */
import type { JSONContent } from '@tiptap/core';
import { articleName, readArticleMeta } from '#model/knowledge/article-kind.ts';
import { readVersion, versionsName, type VersionRecord } from '#model/knowledge/versions-kind.ts';
import type { ArticleId, DocumentName } from '#model/identity/ids.ts';
import type { CommandContext } from '../area.ts';
import { readBody } from './article-body.ts';
import { textOf } from './fit-to-schema.ts';

export interface KeptVersion {
  readonly version: string;
  readonly added: boolean;
}

/** Keeps the article's text as it stands, unless it is empty or the latest version holds the same. */
export function keepVersion(context: CommandContext, article: ArticleId, cause: VersionRecord['cause']): KeptVersion | undefined {
  const doc = context.tx.document(articleName(article));
  if (doc === undefined) return undefined;
  const content = readBody(doc.getXmlFragment('body'));
  const { title } = readArticleMeta(doc);
  const latest = latestVersion(context, article);
  if (latest !== undefined && latest.title === title && JSON.stringify(latest.content) === JSON.stringify(content)) {
    return { version: latest.id, added: false };
  }
  if (cause !== 'asked' && textOf(content) === '') return undefined;
  const { actor } = context;
  const version: VersionRecord = {
    id: context.newId(),
    title,
    content: content as JSONContent & { type: 'doc' },
    cause,
    by: actor.person,
    name: actor.personName,
    office: actor.office,
    workstation: actor.workstation,
    at: context.stamp(),
  };
  context.tx.edit(versionsName(article), (versions) => versions.getMap('versions').set(version.id, version));
  return { version: version.id, added: true };
}

function latestVersion(context: CommandContext, article: ArticleId): VersionRecord | undefined {
  const row = context.tx.read.get<{ id: string }>('SELECT id FROM article_version WHERE article = ? ORDER BY at DESC, id DESC LIMIT 1', article);
  return row === undefined ? undefined : versionOf(context, article, row.id);
}

/** A version by id; undefined where the article has none of that id here. */
export function versionOf(context: CommandContext, article: ArticleId, version: string): VersionRecord | undefined {
  const name: DocumentName = versionsName(article);
  return readVersion(context.tx.document(name)?.getMap('versions').get(version));
}
