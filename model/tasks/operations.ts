/** What can be asked about boards and cards. The operations' names and fields are public. */
import { z } from 'zod';
import { dayField, listOf, longText, pageFields, shortText } from '../contract/fields.ts';
import { defineCommand, defineQuery } from '../contract/operation.ts';
import type { ErrorCatalog } from '../contract/refusal.ts';

const anyone = { roles: 'anyone' } as const;
const BOARD_TABLES = ['board', 'board_list', 'card', 'card_head'] as const;

const id = z.string().trim().min(1).max(100);
/** An empty text clears the field: a command line has no null. */
function clearable<Value extends z.ZodType>(value: Value) {
  return z.union([z.literal('').transform(() => null), z.null(), value]);
}
const labels = z.array(z.string().trim().min(1).max(60)).max(50);

const neighbour = {
  'neighbour.unknown': {
    zh: '“{{id}}”不在目标位置旁边，顺序未改动。请刷新后再移动。',
    en: '“{{id}}” is not at the place named, so the order was not changed. Look again, then move.',
  },
} as const satisfies ErrorCatalog;

const personUnknown = {
  'person.unknown': {
    zh: '通讯录中没有“{{person}}”，卡片未保存。请检查姓名，或先添加此人。',
    en: 'The directory has nobody called “{{person}}”, so the card was not saved. Check the name, or add the person first.',
  },
  'person.ambiguous': {
    zh: '有多人名为“{{person}}”，卡片未保存。请用编号指定。',
    en: 'Several people are called “{{person}}”, so the card was not saved. Name the person by id.',
  },
} as const satisfies ErrorCatalog;

/** Who wrote a value, where and when. */
const written = {
  by: z.string(),
  byName: z.string(),
  office: z.string(),
  workstation: z.string(),
  /** Milliseconds since 1970. */
  atMs: z.number(),
};

const cardRow = z.object({
  id: z.string(),
  board: z.string(),
  boardTitle: z.string(),
  list: z.string().optional(),
  listTitle: z.string().optional(),
  position: z.string().optional(),
  title: z.string(),
  responsible: z.string().optional(),
  responsibleName: z.string().optional(),
  due: z.string().optional(),
  overdue: z.boolean(),
  /** In a list of finished cards. */
  done: z.boolean(),
  blocked: z.string().optional(),
  labels: z.array(z.string()),
  checklistTotal: z.number(),
  checklistDone: z.number(),
  comments: z.number(),
  archived: z.boolean(),
  /** Fields that hold two values which a person must settle. */
  collisions: z.array(z.string()),
  updatedAtMs: z.number(),
});
export type CardRow = z.infer<typeof cardRow>;

const head = z.object({
  entry: z.string(),
  value: z.unknown(),
  /** The value in words: the person's name, the list's title. */
  text: z.string(),
  ...written,
});
export type HeadRow = z.infer<typeof head>;

export const boardCreate = defineCommand({
  name: 'board.create',
  summary: { zh: '新建看板', en: 'Create a board' },
  permission: anyone,
  input: z.strictObject({
    title: shortText,
    /** Without lists: 待办, 进行中, 已完成. `done` marks a list of finished cards. */
    lists: z.array(z.union([shortText, z.strictObject({ title: shortText, done: z.boolean().optional() })])).max(50).optional(),
  }),
  output: z.object({ id: z.string(), lists: z.array(z.object({ id: z.string(), title: z.string() })) }),
});

export const boardList = defineQuery({
  name: 'board.list',
  summary: { zh: '列出看板', en: 'List the boards' },
  permission: anyone,
  reads: BOARD_TABLES,
  input: z.strictObject({}),
  output: listOf(
    z.object({ id: z.string(), title: z.string(), cards: z.number(), open: z.number(), overdue: z.number(), collisions: z.number(), updatedAtMs: z.number() }),
  ),
});

export const boardRead = defineQuery({
  name: 'board.read',
  summary: { zh: '查看看板：各列表及其卡片', en: 'Read a board: its lists with their cards in order' },
  permission: anyone,
  reads: [...BOARD_TABLES, 'card_comment', 'person'],
  input: z.strictObject({ id }),
  output: z.object({
    id: z.string(),
    title: z.string(),
    lists: z.array(z.object({ id: z.string(), title: z.string(), position: z.string(), done: z.boolean(), cards: z.array(cardRow) })),
  }),
});

export const listCreate = defineCommand({
  name: 'list.create',
  summary: { zh: '在看板上新建列表', en: 'Add a list to a board' },
  permission: anyone,
  input: z.strictObject({ board: id, title: shortText, done: z.boolean().optional() }),
  output: z.object({ id: z.string() }),
});

export const listRename = defineCommand({
  name: 'list.rename',
  summary: { zh: '重命名列表', en: 'Rename a list' },
  permission: anyone,
  input: z.strictObject({ id, title: shortText }),
  output: z.object({ id: z.string() }),
});

export const listMove = defineCommand({
  name: 'list.move',
  summary: { zh: '移动列表', en: 'Move a list; to the end when no neighbour is named' },
  permission: anyone,
  errors: neighbour,
  input: z.strictObject({ id, before: id.optional(), after: id.optional() }),
  output: z.object({ id: z.string() }),
});

export const cardCreate = defineCommand({
  name: 'card.create',
  summary: { zh: '新建卡片', en: 'Create a card' },
  permission: anyone,
  errors: personUnknown,
  input: z.strictObject({
    board: id,
    /** The list's id or title; the board's first list without it. */
    list: z.string().trim().min(1).max(200).optional(),
    title: z.string().trim().min(1).max(500),
    description: longText.optional(),
    /** The person's id or name. */
    responsible: clearable(shortText).optional(),
    due: clearable(dayField).optional(),
    labels: labels.optional(),
    checklist: z.array(z.string().trim().min(1).max(500)).max(100).optional(),
  }),
  output: z.object({ id: z.string() }),
});

export const cardUpdate = defineCommand({
  name: 'card.update',
  summary: { zh: '修改卡片', en: 'Change fields of a card; an empty text clears a field' },
  permission: anyone,
  errors: personUnknown,
  input: z.strictObject({
    id,
    title: z.string().trim().min(1).max(500).optional(),
    description: longText.optional(),
    responsible: clearable(shortText).optional(),
    due: clearable(dayField).optional(),
    /** Why work cannot go on. */
    blocked: clearable(z.string().trim().min(1).max(500)).optional(),
    labels: labels.optional(),
    /**
     * By field, the entries that the person had on screen. Without it, what this office holds now. An entry that
     * arrived meanwhile and is not named here is not overwritten: both values are kept.
     */
    seen: z.record(z.string(), z.array(z.uuid()).max(64)).optional(),
  }),
  output: z.object({ id: z.string(), changed: z.array(z.string()) }),
});

export const cardMove = defineCommand({
  name: 'card.move',
  summary: { zh: '移动卡片', en: 'Move a card to a list; to its end when no neighbour is named' },
  permission: anyone,
  errors: neighbour,
  input: z.strictObject({ id, list: z.string().trim().min(1).max(200), before: id.optional(), after: id.optional() }),
  output: z.object({ id: z.string() }),
});

export const cardList = defineQuery({
  name: 'card.list',
  summary: { zh: '列出卡片', en: 'List cards' },
  permission: anyone,
  reads: [...BOARD_TABLES, 'card_comment', 'person'],
  input: z.strictObject({
    ...pageFields,
    board: id.optional(),
    /** The person's id or name; `me` is whoever is signed in. */
    responsible: z.string().trim().min(1).max(200).optional(),
    overdue: z.boolean().optional(),
    collided: z.boolean().optional(),
    archived: z.boolean().default(false),
    /** Contained in title or description. */
    text: z.string().trim().max(200).optional(),
  }),
  output: listOf(cardRow),
});

export const cardRead = defineQuery({
  name: 'card.read',
  summary: { zh: '查看卡片及其历史', en: 'Read a card: fields, values that collided, checklist, comments, history' },
  permission: anyone,
  reads: [...BOARD_TABLES, 'card_history', 'card_checklist', 'card_comment', 'person'],
  input: z.strictObject({ id }),
  output: cardRow.extend({
    description: z.string(),
    createdBy: z.object(written),
    checklist: z.array(z.object({ id: z.string(), text: z.string(), done: z.boolean() })),
    /** The entries that each field's value stands on: what `card.update` takes as `seen`. */
    seen: z.record(z.string(), z.array(z.string())),
    collided: z.array(z.object({ field: z.string(), heads: z.array(head) })),
    history: z.array(
      z.object({ id: z.string(), field: z.string(), value: z.unknown(), text: z.string(), seen: z.array(z.string()), current: z.boolean(), ...written }),
    ),
    commentList: z.array(z.object({ id: z.string(), text: z.string(), ...written })),
  }),
});

export const cardComment = defineCommand({
  name: 'card.comment',
  summary: { zh: '评论卡片', en: 'Comment on a card' },
  permission: anyone,
  input: z.strictObject({ id, text: z.string().trim().min(1).max(20_000) }),
  output: z.object({ comment: z.string() }),
});

export const cardChecklistAdd = defineCommand({
  name: 'card.checklist.add',
  summary: { zh: '添加检查项', en: 'Add an item to a card’s checklist' },
  permission: anyone,
  input: z.strictObject({ id, text: z.string().trim().min(1).max(500) }),
  output: z.object({ item: z.string() }),
});

export const cardChecklistToggle = defineCommand({
  name: 'card.checklist.toggle',
  summary: { zh: '勾选或取消检查项', en: 'Tick or untick an item of a card’s checklist' },
  permission: anyone,
  input: z.strictObject({ id, item: id, done: z.boolean().optional() }),
  output: z.object({ item: z.string(), done: z.boolean() }),
});

export const cardSettle = defineCommand({
  name: 'card.settle',
  summary: { zh: '在两个值之间选定', en: 'Settle a field that holds two values' },
  permission: anyone,
  errors: {
    ...personUnknown,
    'card.no-collision': {
      zh: '“{{field}}”现在只有一个值，无需选择。可能已有人处理，请刷新查看。',
      en: '“{{field}}” holds one value now, so there is nothing to settle. Someone may have done it; look again.',
    },
    'card.choice-unknown': {
      zh: '所选的值已不在待选之列，卡片未改动。请刷新后再选。',
      en: 'The value chosen is no longer among those to choose from; the card was not changed. Look again, then choose.',
    },
    'card.value-invalid': {
      zh: '“{{field}}”不能填写这个值，卡片未改动。请改选或重新填写。',
      en: '“{{field}}” cannot hold this value; the card was not changed. Choose or enter another.',
    },
  },
  input: z
    .strictObject({
      id,
      field: z.string().min(1).max(100),
      /** The entry whose value is right. */
      choose: id.optional(),
      /** Or another value altogether; null clears the field. */
      value: z.union([z.string(), z.boolean(), z.null()]).optional(),
    })
    .refine((input) => (input.choose === undefined) !== (input.value === undefined), {
      error: 'choose / value',
      path: ['choose'],
    }),
  output: z.object({ id: z.string(), field: z.string(), value: z.unknown() }),
});

export const cardArchive = defineCommand({
  name: 'card.archive',
  summary: { zh: '归档卡片', en: 'Archive a card' },
  permission: anyone,
  input: z.strictObject({ id }),
  output: z.object({ id: z.string() }),
});

export const cardRestore = defineCommand({
  name: 'card.restore',
  summary: { zh: '恢复已归档的卡片', en: 'Bring an archived card back' },
  permission: anyone,
  input: z.strictObject({ id }),
  output: z.object({ id: z.string() }),
});

export const tasksSummary = defineQuery({
  name: 'tasks.summary',
  summary: { zh: '今天的任务：逾期、今日到期、待选定', en: 'Tasks today: overdue, due, blocked, to be settled' },
  permission: anyone,
  reads: [...BOARD_TABLES, 'card_comment', 'person'],
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({
    /** Of the person signed in. */
    mine: z.object({ open: z.number(), overdue: z.number(), dueToday: z.number(), blocked: z.number() }),
    everyone: z.object({ open: z.number(), overdue: z.number(), dueToday: z.number(), blocked: z.number(), collided: z.number() }),
    /** The signed-in person's open cards, the most pressing first. */
    rows: z.array(cardRow),
  }),
});

export const tasksCollisions = defineQuery({
  name: 'tasks.collisions',
  summary: { zh: '两地同时修改、等待选定的值', en: 'Values changed in two places at once, waiting for a choice' },
  permission: anyone,
  reads: [...BOARD_TABLES, 'person'],
  input: z.strictObject({ ...pageFields }),
  output: listOf(
    z.object({ card: z.string(), cardTitle: z.string(), board: z.string(), boardTitle: z.string(), field: z.string(), heads: z.array(head) }),
  ),
});
