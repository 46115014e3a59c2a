/**
 * Rows of articles and their versions. `article` may be read by other areas; texts stand in a table of their own,
 * so that lists do not carry them. Rows hold what the document holds and no time of arrival: rebuilding gives the same.
 * `article_body.content` is Tiptap JSON that fits the schema: Markdown costs most of what an article's rows would
 * cost, and is made for the one article that somebody reads.
 */
import type { DocumentChange } from '#model/document/kind.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { articleIdOf, readArticleMeta } from '#model/knowledge/article-kind.ts';
import { excerptOf, plainText } from '#model/knowledge/rich-text.ts';
import { readVersion, versionedArticle } from '#model/knowledge/versions-kind.ts';
import { indexEntry, removeEntry } from '../store/search.ts';
import type { Projection, Writer } from '../store/store.ts';
import { readBody } from './article-body.ts';
import { textOf } from './fit-to-schema.ts';

const EXCERPT_LENGTH = 120;

const schema = `
  CREATE TABLE article (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, space TEXT NOT NULL, owner TEXT, review_on TEXT, archived INTEGER NOT NULL,
    excerpt TEXT NOT NULL, created_at_ms INTEGER, updated_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX article_by_space ON article (space, archived);
  CREATE INDEX article_by_review ON article (review_on) WHERE archived = 0;

  CREATE TABLE article_body (
    id TEXT PRIMARY KEY, content TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;

  CREATE TABLE article_version (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, title TEXT NOT NULL, excerpt TEXT NOT NULL, cause TEXT NOT NULL,
    by TEXT NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL, at TEXT NOT NULL, at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX article_version_by_article ON article_version (article, at);
`;

export function createKnowledgeProjection(): Projection {
  return {
    name: 'knowledge',
    version: 2,
    schema,
    tables: ['article', 'article_body', 'article_version'],
    kinds: ['article', 'versions'],
    project(write, change) {
      if (change.kind === 'versions') projectVersions(write, change);
      else projectArticle(write, change);
    },
  };
}

function projectArticle(write: Writer, change: DocumentChange): void {
  const id = articleIdOf(change.name);
  const meta = readArticleMeta(change.doc);
  const held = write.get<{ text: string }>('SELECT text FROM article_body WHERE id = ?', id);
  let text = held?.text ?? '';
  if (change.textChanged || held === undefined) {
    const body = change.doc.getXmlFragment('body');
    text = plainText(body);
    write.run('INSERT OR REPLACE INTO article_body (id, content, text) VALUES (?, ?, ?)', id, JSON.stringify(readBody(body)), text);
  }
  write.run(
    `INSERT OR REPLACE INTO article (id, title, space, owner, review_on, archived, excerpt, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id, meta.title, meta.space, meta.owner ?? null, meta.reviewOn ?? null, meta.archived ? 1 : 0, excerptOf(text, EXCERPT_LENGTH),
    meta.createdAtMs ?? null, meta.updatedAtMs ?? null,
  );
  if (meta.archived) removeEntry(write, 'article', id);
  else indexEntry(write, { kind: 'article', id, document: change.name, title: meta.title, body: text, extra: meta.space });
}

function projectVersions(write: Writer, change: DocumentChange): void {
  const article = versionedArticle(change.name);
  for (const { after } of change.entries) {
    const version = readVersion(after);
    if (version === undefined) continue;
    write.run(
      `INSERT OR REPLACE INTO article_version (id, article, title, excerpt, cause, by, name, office, at, at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      version.id, article, version.title, excerptOf(textOf(version.content), EXCERPT_LENGTH), version.cause,
      version.by, version.name, version.office, version.at, stampMs(version.at as Stamp),
    );
  }
}
