/** Commands on articles. */
import type * as Y from 'yjs';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { ArticleId } from '#model/identity/ids.ts';
import { hasForeignContent } from '#model/knowledge/foreign-content.ts';
import { articleName, DEFAULT_SPACE } from '#model/knowledge/article-kind.ts';
import {
  articleArchive, articleCheckpoint, articleCreate, articleRestore, articleUpdate, articleWrite,
} from '#model/knowledge/operations.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { readBody, writeBody } from './article-body.ts';
import { keepVersion, versionOf } from './article-versions.ts';
import { fitToSchema } from './fit-to-schema.ts';
import type { MarkdownConverter } from './markdown.ts';

const ARTICLE = { zh: '文章', en: 'article' };
const VERSION = { zh: '版本', en: 'version' };

export function createArticleCommands(converter: MarkdownConverter): readonly Handler[] {
  return [
    command(articleCreate, (context, input) => {
      const owner = input.owner === undefined ? context.actor.person : findOwner(context.tx.read, input.owner);
      if (isRefusal(owner)) return owner;
      const id = context.newId() as ArticleId;
      context.tx.edit(articleName(id), (doc) => {
        setMeta(doc, {
          title: input.title,
          space: input.space ?? DEFAULT_SPACE,
          owner,
          reviewOn: input.reviewOn,
          createdAt: context.nowMs(),
          createdBy: context.actor.person,
        });
        const content = converter.fromMarkdown(input.markdown ?? '');
        if (input.markdown !== undefined) writeBody(doc.getXmlFragment('body'), content, converter.schema);
      });
      return { id };
    }),

    command(articleWrite, (context, input) =>
      withArticle(context, input.id, (article) => {
        const content = converter.fromMarkdown(input.markdown);
        const doc = context.tx.document(articleName(article));
        const body = doc?.getXmlFragment('body');
        // What no editor can hold reads like the text that is to replace it: it is written over all the same (KNOW-7).
        if (body !== undefined && !hasForeignContent(body) && JSON.stringify(readBody(body)) === JSON.stringify(content)) {
          return { id: article, changed: false };
        }
        keepVersion(context, article, 'write');
        editArticle(context, article, (written) => writeBody(written.getXmlFragment('body'), content, converter.schema));
        return { id: article, changed: true };
      }),
    ),

    command(articleUpdate, (context, input) =>
      withArticle(context, input.id, (article) => {
        const owner = input.owner === null || input.owner === undefined ? input.owner : findOwner(context.tx.read, input.owner);
        if (isRefusal(owner)) return owner;
        editArticle(context, article, (doc) => setMeta(doc, { title: input.title, space: input.space, owner, reviewOn: input.reviewOn }));
        return { id: article };
      }),
    ),

    command(articleArchive, (context, input) =>
      withArticle(context, input.id, (article) => {
        editArticle(context, article, (doc) => setMeta(doc, { archived: input.archived }));
        return { id: article };
      }),
    ),

    command(articleCheckpoint, (context, input) =>
      withArticle(context, input.id, (article) => {
        const kept = keepVersion(context, article, 'asked');
        return kept === undefined ? refuse('not-found', { what: ARTICLE, id: article }, 'id') : { ...kept };
      }),
    ),

    command(articleRestore, (context, input) =>
      withArticle(context, input.id, (article) => {
        const version = versionOf(context, article, input.version);
        if (version === undefined) return refuse('not-found', { what: VERSION, id: input.version }, 'version');
        const kept = keepVersion(context, article, 'restore');
        if (kept?.version === input.version) return { id: article, changed: false };
        editArticle(context, article, (doc) => {
          if (version.title !== '') setMeta(doc, { title: version.title });
          writeBody(doc.getXmlFragment('body'), fitToSchema(version.content), converter.schema);
        });
        return { id: article, changed: true };
      }),
    ),
  ];
}

function withArticle<Result>(context: CommandContext, id: string, act: (article: ArticleId) => Result): Result | Refusal {
  const found = context.tx.read.get<{ id: ArticleId }>('SELECT id FROM article WHERE id = ?', id);
  return found === undefined ? refuse('not-found', { what: ARTICLE, id }, 'id') : act(found.id);
}

/** An edit of an article that counts as its latest change. */
function editArticle(context: CommandContext, article: ArticleId, change: (doc: Y.Doc) => void): void {
  context.tx.edit(articleName(article), (doc) => {
    change(doc);
    doc.getMap('meta').set('updatedAt', context.nowMs());
  });
}

/** Sets what differs; null removes a field, undefined leaves it. */
function setMeta(doc: Y.Doc, fields: Readonly<Record<string, string | number | boolean | null | undefined>>): void {
  const meta = doc.getMap('meta');
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) meta.delete(field);
    else if (value !== undefined && meta.get(field) !== value) meta.set(field, value);
  }
}

/** The id of a person by id or name. */
function findOwner(read: Reader, idOrName: string): string | Refusal {
  const found = read.all<{ id: string }>('SELECT id FROM person WHERE id = ? OR (name = ? AND active = 1) ORDER BY id = ? DESC LIMIT 2', idOrName, idOrName, idOrName);
  const [first, second] = found;
  if (first === undefined) return refuse('person.unknown', { person: idOrName }, 'owner');
  if (first.id !== idOrName && second !== undefined) return refuse('person.ambiguous', { person: idOrName }, 'owner');
  return first.id;
}
