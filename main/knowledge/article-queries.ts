/** Queries over articles; all of them read projection rows. */
import type { JSONContent } from '@tiptap/core';
import { refuse } from '#model/contract/refusal.ts';
import { articleList, articleRead, articleVersions, knowledgeSpaces, knowledgeSummary, type ArticleRow } from '#model/knowledge/operations.ts';
import { query, type Handler } from '../area.ts';
import { localDay } from '../local-day.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import type { MarkdownConverter } from './markdown.ts';

const DUE = 'article.archived = 0 AND article.review_on <= ?';

export function createArticleQueries(converter: MarkdownConverter): readonly Handler[] {
  return [
    query(articleList, ({ read, nowMs }, input) => {
      const today = localDay(nowMs());
      const conditions = ['article.archived = ?'];
      const values: SqlValue[] = [input.archived ? 1 : 0];
      const where = (condition: string, ...given: SqlValue[]): void => {
        conditions.push(condition);
        values.push(...given);
      };
      if (input.space !== undefined) where('article.space = ?', input.space);
      if (input.reviewDue === true) where('article.review_on <= ?', today);
      if (input.text !== undefined && input.text !== '') {
        where("instr(lower(article.title || char(10) || coalesce(body.text, '')), lower(?)) > 0", input.text);
      }
      const [id, title] = splitCursor(input.cursor);
      if (title !== undefined) where('(article.title, article.id) > (?, ?)', title, id);
      const rows = readArticles(read, today, `WHERE ${conditions.join(' AND ')} ORDER BY article.title, article.id LIMIT ?`, ...values, input.limit + 1);
      const page = rows.slice(0, input.limit);
      const last = page.at(-1);
      return rows.length > page.length && last !== undefined ? { rows: page, nextCursor: `${last.id}|${last.title}` } : { rows: page };
    }),

    query(articleRead, ({ read, nowMs }, input) => {
      const [row] = readArticles(read, localDay(nowMs()), 'WHERE article.id = ?', input.id);
      const body = read.get<{ content: string; text: string }>('SELECT content, text FROM article_body WHERE id = ?', input.id);
      if (row === undefined || body === undefined) return refuse('not-found', { what: { zh: '文章', en: 'article' }, id: input.id }, 'id');
      return { ...row, markdown: converter.toMarkdown(JSON.parse(body.content) as JSONContent), text: body.text };
    }),

    query(articleVersions, ({ read }, input) => {
      const [id, at] = splitCursor(input.cursor);
      const rows = read.all<VersionRow>(
        `SELECT id AS version, title, excerpt, cause, "by", name AS byName, office, at_ms AS atMs, at FROM article_version
         WHERE article = ? AND (? = '' OR (at, id) < (?, ?)) ORDER BY at DESC, id DESC LIMIT ?`,
        input.id, id, at ?? '', id, input.limit + 1,
      );
      const page = rows.slice(0, input.limit);
      const last = page.at(-1);
      const shown = page.map(({ at: _at, ...row }) => row);
      return rows.length > page.length && last !== undefined ? { rows: shown, nextCursor: `${last.version}|${last.at}` } : { rows: shown };
    }),

    query(knowledgeSummary, ({ read, nowMs, actor }, input) => {
      const today = localDay(nowMs());
      const counted = read.get<{ articles: number; reviewDue: number; myReviewDue: number }>(
        `SELECT count(*) AS articles, count(CASE WHEN ${DUE} THEN 1 END) AS reviewDue,
           count(CASE WHEN ${DUE} AND article.owner = ? THEN 1 END) AS myReviewDue
         FROM article WHERE archived = 0`,
        today, today, actor?.person ?? '',
      );
      return {
        ...(counted ?? { articles: 0, reviewDue: 0, myReviewDue: 0 }),
        due: readArticles(read, today, `WHERE ${DUE} ORDER BY article.review_on, article.id LIMIT ?`, today, input.limit),
        recent: readArticles(read, today, 'WHERE article.archived = 0 ORDER BY changed_at_ms DESC, article.id LIMIT ?', input.limit),
      };
    }),

    query(knowledgeSpaces, ({ read, nowMs }) => ({
      rows: read.all<{ space: string; articles: number; reviewDue: number }>(
        `SELECT space, count(*) AS articles, count(CASE WHEN ${DUE} THEN 1 END) AS reviewDue
         FROM article WHERE archived = 0 GROUP BY space ORDER BY space`,
        localDay(nowMs()),
      ),
    })),
  ];
}

interface VersionRow {
  readonly version: string;
  readonly title: string;
  readonly excerpt: string;
  readonly cause: 'write' | 'restore' | 'asked';
  readonly by: string;
  readonly byName: string;
  readonly office: string;
  readonly atMs: number;
  readonly at: string;
}

interface ArticleSqlRow {
  readonly id: string;
  readonly title: string;
  readonly space: string;
  readonly owner: string | null;
  readonly owner_name: string | null;
  readonly review_on: string | null;
  readonly archived: number;
  readonly excerpt: string;
  readonly created_at_ms: number | null;
  readonly changed_at_ms: number;
}

/** Articles with their owners' names. `clause` begins with WHERE, over `article`, `body`, `person`. */
function readArticles(read: Reader, today: string, clause: string, ...values: SqlValue[]): ArticleRow[] {
  // An editor's keystrokes carry no time: when the document last changed here is the best there is.
  const rows = read.all<ArticleSqlRow>(
    `SELECT article.id, article.title, article.space, article.owner, person.name AS owner_name, article.review_on, article.archived,
       article.excerpt, article.created_at_ms,
       coalesce(document.changed_at_ms, article.updated_at_ms, article.created_at_ms, 0) AS changed_at_ms
     FROM article LEFT JOIN article_body AS body ON body.id = article.id LEFT JOIN person ON person.id = article.owner
       LEFT JOIN document ON document.name = 'article/' || article.id
     ${clause}`,
    ...values,
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    space: row.space,
    owner: row.owner ?? undefined,
    ownerName: row.owner_name ?? undefined,
    reviewOn: row.review_on ?? undefined,
    reviewDue: row.archived === 0 && row.review_on !== null && row.review_on <= today,
    archived: row.archived === 1,
    excerpt: row.excerpt,
    createdAtMs: row.created_at_ms ?? undefined,
    updatedAtMs: row.changed_at_ms,
  }));
}

/** A cursor is `id|rest`; it comes from outside, so it may be anything. */
function splitCursor(cursor: string | undefined): [string, string | undefined] {
  const at = cursor?.indexOf('|') ?? -1;
  return cursor === undefined || at < 0 ? ['', undefined] : [cursor.slice(0, at), cursor.slice(at + 1)];
}
