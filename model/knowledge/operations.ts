/** What can be asked about articles. The operations' names and fields are public. */
import { z } from 'zod';
import { dayField, listOf, pageFields, shortText } from '../contract/fields.ts';
import { defineCommand, defineQuery } from '../contract/operation.ts';
import type { ErrorCatalog } from '../contract/refusal.ts';

const anyone = { roles: 'anyone' } as const;
const id = z.string().trim().min(1).max(100);
const markdown = z.string().max(1_000_000);
const space = z.string().trim().min(1).max(100);

const personUnknown = {
  'person.unknown': {
    zh: '通讯录中没有“{{person}}”，文章未保存。请检查姓名，或先添加此人。',
    en: 'The directory has nobody called “{{person}}”, so the article was not saved. Check the name, or add the person first.',
  },
  'person.ambiguous': {
    zh: '有多人名为“{{person}}”，文章未保存。请用编号指定。',
    en: 'Several people are called “{{person}}”, so the article was not saved. Name the person by id.',
  },
} as const satisfies ErrorCatalog;

/** An empty text clears the field: a command line has no null. */
function clearable<Value extends z.ZodType>(value: Value) {
  return z.union([z.literal('').transform(() => null), z.null(), value]);
}

const articleRow = z.object({
  id: z.string(),
  title: z.string(),
  space: z.string(),
  owner: z.string().optional(),
  ownerName: z.string().optional(),
  /** `2026-11-23`. */
  reviewOn: z.string().optional(),
  reviewDue: z.boolean(),
  archived: z.boolean(),
  excerpt: z.string(),
  createdAtMs: z.number().optional(),
  updatedAtMs: z.number(),
});
export type ArticleRow = z.infer<typeof articleRow>;

export const articleCreate = defineCommand({
  name: 'article.create',
  summary: { zh: '新建文章', en: 'Create an article' },
  permission: anyone,
  errors: personUnknown,
  input: z.strictObject({
    title: shortText,
    space: space.optional(),
    markdown: markdown.optional(),
    /** The person's id or name; whoever creates it, without it. */
    owner: shortText.optional(),
    reviewOn: dayField.optional(),
  }),
  output: z.object({ id: z.string() }),
});

export const articleList = defineQuery({
  name: 'article.list',
  summary: { zh: '列出文章', en: 'List articles' },
  permission: anyone,
  reads: ['article', 'article_body', 'person'],
  input: z.strictObject({
    ...pageFields,
    space: space.optional(),
    /** Only those whose review date has come. */
    reviewDue: z.boolean().optional(),
    archived: z.boolean().default(false),
    /** Contained in title or text. */
    text: z.string().trim().max(200).optional(),
  }),
  output: listOf(articleRow),
});

export const articleRead = defineQuery({
  name: 'article.read',
  summary: { zh: '阅读文章', en: 'Read an article' },
  permission: anyone,
  reads: ['article', 'article_body', 'person'],
  input: z.strictObject({ id }),
  output: articleRow.extend({ markdown: z.string(), text: z.string() }),
});

export const articleWrite = defineCommand({
  name: 'article.write',
  summary: { zh: '改写文章正文', en: 'Write an article’s text; only what differs is changed, so that edits made meanwhile merge' },
  permission: anyone,
  input: z.strictObject({ id, markdown }),
  output: z.object({ id: z.string(), changed: z.boolean() }),
});

export const articleUpdate = defineCommand({
  name: 'article.update',
  summary: { zh: '修改文章的标题、空间、负责人或复核日期', en: 'Change an article’s title, space, owner or review date' },
  permission: anyone,
  errors: personUnknown,
  input: z.strictObject({
    id,
    title: shortText.optional(),
    space: space.optional(),
    owner: clearable(shortText).optional(),
    reviewOn: clearable(dayField).optional(),
  }),
  output: z.object({ id: z.string() }),
});

export const articleArchive = defineCommand({
  name: 'article.archive',
  summary: { zh: '归档或恢复文章', en: 'Archive an article, or bring it back' },
  permission: anyone,
  input: z.strictObject({ id, archived: z.boolean().default(true) }),
  output: z.object({ id: z.string() }),
});

export const articleCheckpoint = defineCommand({
  name: 'article.checkpoint',
  summary: { zh: '保存文章的一个版本', en: 'Keep a version of an article' },
  permission: anyone,
  input: z.strictObject({ id }),
  output: z.object({
    /** The version kept, or the latest one where nothing changed since. */
    version: z.string(),
    added: z.boolean(),
  }),
});

export const articleVersions = defineQuery({
  name: 'article.versions',
  summary: { zh: '列出文章的版本', en: 'List an article’s versions, latest first' },
  permission: anyone,
  reads: ['article_version'],
  input: z.strictObject({ ...pageFields, id }),
  output: listOf(
    z.object({
      version: z.string(),
      title: z.string(),
      excerpt: z.string(),
      cause: z.enum(['write', 'restore', 'asked']),
      by: z.string(),
      byName: z.string(),
      office: z.string(),
      atMs: z.number(),
    }),
  ),
});

export const articleRestore = defineCommand({
  name: 'article.restore',
  summary: { zh: '恢复文章的某个版本', en: 'Bring a version’s text back as a new edit; what stands now is kept as a version first' },
  permission: anyone,
  input: z.strictObject({ id, version: id }),
  output: z.object({ id: z.string(), changed: z.boolean() }),
});

export const knowledgeSummary = defineQuery({
  name: 'knowledge.summary',
  summary: { zh: '知识概览：待复核与最近更新', en: 'Knowledge at a glance: due for review, recently changed' },
  permission: anyone,
  reads: ['article', 'article_body', 'person'],
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(8) }),
  output: z.object({
    articles: z.number(),
    reviewDue: z.number(),
    /** Due for review and owned by the person signed in. */
    myReviewDue: z.number(),
    due: z.array(articleRow),
    recent: z.array(articleRow),
  }),
});

export const knowledgeSpaces = defineQuery({
  name: 'knowledge.spaces',
  summary: { zh: '列出知识空间', en: 'List the spaces that articles stand in' },
  permission: anyone,
  reads: ['article'],
  input: z.strictObject({}),
  output: listOf(z.object({ space: z.string(), articles: z.number(), reviewDue: z.number() })),
});
