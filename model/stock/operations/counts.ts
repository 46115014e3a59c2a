/** Counts: planned, entered by several people at once, reviewed and posted. */
import { z } from 'zod';
import type { ErrorCatalog } from '../../contract/refusal.ts';
import { listOf, pageFields, quantityOrZeroField, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { MAX_PLANNED_ITEMS } from '../counts-kind.ts';
import { VALUE_CLASSES } from '../rolling-count.ts';
import { decimal, flag, itemMissing, itemReference, place, POSTING_ROLES, tooMuch } from './fields.ts';
import { placeErrors } from './line-errors.ts';

export const COUNT_SCOPES = ['all', 'locations', 'categories', 'items', 'rolling'] as const;
export const COUNT_STATES = ['counting', 'review', 'posted', 'cancelled'] as const;
/** Places that one count may have, as all of them are posted as one document. */
export const MAX_COUNT_PLACES = 1000;

const REVIEW_ROLES = ['manager', 'hq'] as const;
const id = z.uuid();

const countMissing = {
  'count.unknown': {
    zh: '找不到这次盘点，可能还没有同步到本机。没有保存，请稍后再试。',
    en: 'This count is not here; it may not have arrived yet. Nothing was saved; try again later.',
  },
} as const satisfies ErrorCatalog;

const countClosed = {
  ...countMissing,
  'count.elsewhere': {
    zh: '这次盘点属于 {{office}}，只能在 {{office}} 的电脑上录入。没有保存。',
    en: 'This count belongs to {{office}} and is entered on its computers only. Nothing was saved.',
  },
  'count.posted': {
    zh: '“{{title}}”已由 {{by}} 过账（{{number}}）。没有再次保存。',
    en: '“{{title}}” was already posted by {{by}} ({{number}}). Nothing was saved again.',
  },
  'count.cancelled': {
    zh: '“{{title}}”已由 {{by}} 取消。没有保存；需要时请新建盘点。',
    en: '“{{title}}” was cancelled by {{by}}. Nothing was saved; plan a new count if it is needed.',
  },
} as const satisfies ErrorCatalog;

export const countPlan = defineCommand({
  name: 'count.plan',
  summary: { zh: '新建盘点', en: 'Plan a count' },
  input: z.object({
    title: shortText,
    scope: z.enum(COUNT_SCOPES),
    /** Codes of locations, with those that are part of them. */
    locations: z.array(z.string().trim().min(1).max(100)).max(200).default([]),
    /** Ids of categories, with those below them. */
    categories: z.array(z.uuid()).max(200).default([]),
    items: z.array(itemReference).max(MAX_PLANNED_ITEMS).default([]),
    /** Whoever counts sees no figures of the books. */
    blind: flag.default(true),
  }),
  output: z.object({ id: z.string(), title: z.string(), places: z.number() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...itemMissing,
    'count.nothing': {
      zh: '这个范围内没有要盘的物料。没有保存，请选择另一个范围。',
      en: 'There is nothing to count in this scope. Nothing was saved; choose another.',
    },
    'count.nothing-due': {
      zh: '今天没有到期要盘的物料。没有保存。',
      en: 'No item is due to be counted today. Nothing was saved.',
    },
    'count.too-large': {
      zh: '这个范围有 {{places}} 处要盘，一次最多 {{most}} 处。没有保存，请按库位或分类分开盘点。',
      en: 'This scope has {{places}} places to count; one count takes at most {{most}}. Nothing was saved; divide it by location or category.',
    },
    'location.unknown': {
      zh: '本机构没有库位“{{location}}”。没有保存，请选择另一个库位。',
      en: 'This office has no location “{{location}}”. Nothing was saved; choose another.',
    },
  },
});

export const countEnter = defineCommand({
  name: 'count.enter',
  summary: { zh: '录入一处的实盘数', en: 'Enter what was found at a place' },
  input: z.object({
    count: id,
    item: itemReference,
    quantity: quantityOrZeroField,
    lot: place.lot,
    location: place.location,
    /** Once one entered the place: `add` to one's figure, `replace` it, or `recount` in the place of all figures. */
    mode: z.enum(['add', 'replace', 'recount']).optional(),
    /** When it was found, where it was written on paper first. */
    foundAtMs: z.coerce.number().int().min(0).optional(),
  }),
  output: z.object({
    entry: z.string(),
    item: z.string(),
    itemName: z.string(),
    unit: z.string(),
    lot: z.string().nullable(),
    location: z.string(),
    /** All that the person has found at the place so far. */
    counted: decimal,
    /** What the books say; null in a blind count. */
    expected: decimal.nullable(),
  }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...countClosed,
    ...itemMissing,
    ...tooMuch,
    ...placeErrors,
    'count.again': {
      zh: '您在这里已经盘过“{{item}}”：{{counted}} {{unit}}。没有保存，请选择累加还是替换。',
      en: 'You already counted {{counted}} {{unit}} of “{{item}}” here. Nothing was saved; choose whether to add to it or to replace it.',
    },
    'count.found-later': {
      zh: '盘点时刻不能晚于现在，也不能早于盘点开始。没有保存，请检查时刻。',
      en: 'It cannot have been found after now, nor before the count was planned. Nothing was saved; check the time.',
    },
  },
});

export const countChoose = defineCommand({
  name: 'count.choose',
  summary: { zh: '两人所盘不同时，选定一个', en: 'Choose one of several figures of a place' },
  input: z.object({ count: id, entry: id }),
  output: z.object({ counted: decimal }),
  permission: { roles: REVIEW_ROLES },
  errors: {
    ...countClosed,
    'count.entry-gone': {
      zh: '这个数已被后来的录入取代。没有保存，请再看一遍。',
      en: 'A later entry has replaced this figure. Nothing was saved; look again.',
    },
  },
});

export const countClose = defineCommand({
  name: 'count.close',
  summary: { zh: '盘完，交给主管复核', en: 'Counting is done; hand it over for review' },
  input: z.object({ count: id }),
  output: z.object({ id: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: countClosed,
});

export const countCancel = defineCommand({
  name: 'count.cancel',
  summary: { zh: '取消盘点', en: 'Cancel a count' },
  input: z.object({ count: id }),
  output: z.object({ id: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...countClosed,
    'count.cancel-denied': {
      zh: '只有新建者、主管或总部可以取消盘点。没有保存，请主管处理。',
      en: 'Only whoever planned a count, a manager or headquarters may cancel it. Nothing was saved; ask a manager.',
    },
  },
});

export const countPost = defineCommand({
  name: 'count.post',
  summary: { zh: '盘点过账，差异入账', en: 'Post a count with its differences' },
  input: z.object({
    count: id,
    /** What becomes of the places in scope that nobody counted. */
    uncounted: z.enum(['leave', 'zero']).optional(),
  }),
  output: z.object({ number: z.string(), lines: z.number(), differences: z.number() }),
  permission: { roles: REVIEW_ROLES },
  errors: {
    ...countClosed,
    ...tooMuch,
    'count.clash': {
      zh: '还有 {{count}} 处两人所盘不同。没有过账，请先选定或重盘。',
      en: '{{count}} places were counted with different figures. Nothing was posted; choose or recount them first.',
    },
    'count.uncounted': {
      zh: '还有 {{count}} 处没有盘。没有过账，请选择保持账面数还是按零入账。',
      en: '{{count}} places were not counted. Nothing was posted; choose whether to leave them as they are or to count them as zero.',
    },
    'count.empty': {
      zh: '还没有盘到任何一处。没有过账，请先盘点。',
      en: 'Nothing was counted yet. Nothing was posted; count first.',
    },
  },
});

const head = {
  id: z.string(),
  title: z.string(),
  office: z.string(),
  state: z.enum(COUNT_STATES),
  scope: z.enum(COUNT_SCOPES),
  blind: z.boolean(),
  by: z.string(),
  byName: z.string(),
  atMs: z.number(),
  /** Places to count, and those that were. */
  places: z.number(),
  counted: z.number(),
  /** The documents that it was posted as: two where that was done apart, which counts once. */
  posted: z.array(z.object({ number: z.string(), byName: z.string(), atMs: z.number() })),
};

const entryRow = z.object({
  id: z.string(),
  by: z.string(),
  byName: z.string(),
  atMs: z.number(),
  /** Null in a blind count, where another person entered it. */
  counted: decimal.nullable(),
  /** True for the one that counts. */
  decided: z.boolean(),
});

const countLine = z.object({
  /** Of the place: item, lot and location. */
  key: z.string(),
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  itemNameEn: z.string().nullable(),
  unit: z.string(),
  lot: z.string().nullable(),
  location: z.string(),
  /** False for what was found outside of what was planned. */
  planned: z.boolean(),
  state: z.enum(['open', 'counted', 'clash']),
  /** What the books say of the moment when it was counted; null where the reader may not know. */
  expected: decimal.nullable(),
  counted: decimal.nullable(),
  difference: decimal.nullable(),
  /** Of the difference, at the average cost; null where none is known. */
  value: z.string().nullable(),
  entries: z.array(entryRow),
  posted: z
    .object({
      movement: z.string(),
      number: z.string(),
      /** The difference when it was posted; `difference` is what it comes to now. */
      stated: decimal,
      reversed: z.boolean(),
      /** The older movements that arrived since and changed it. */
      late: z.array(z.object({ id: z.string(), number: z.string(), atMs: z.number() })),
    })
    .nullable(),
  /** True where the count was posted and this figure, which arrived later, is not part of it. */
  missed: z.boolean(),
});

export const countRead = defineQuery({
  name: 'count.read',
  summary: { zh: '一次盘点和它的各处', en: 'A count and its places' },
  input: z.object({
    count: id,
    /** `counting`: by location, nothing that a blind count hides. `review`: by value of the difference. */
    view: z.enum(['counting', 'review']).default('counting'),
    ...pageFields,
  }),
  output: z.object({
    ...head,
    /** Null where the reader may not know. */
    totals: z
      .object({ differences: z.number(), clashes: z.number(), surplus: z.string(), shortage: z.string(), net: z.string(), unvalued: z.number() })
      .nullable(),
    rows: z.array(countLine),
    nextCursor: z.string().optional(),
  }),
  permission: { roles: 'anyone' },
  errors: {
    ...countMissing,
    'count.review-denied': {
      zh: '复核由主管或总部进行。请继续盘点，或请主管在本机登录。',
      en: 'A count is reviewed by a manager or headquarters. Go on counting, or ask a manager to sign in here.',
    },
  },
  reads: ['count_plan', 'count_entry', 'count_choice', 'count_mark', 'movement', 'balance', 'item', 'person', 'value_figure'],
});

export const countList = defineQuery({
  name: 'count.list',
  summary: { zh: '盘点列表，最新在前', en: 'Counts, newest first' },
  input: z.object({ office: officeCodeField.optional(), state: z.enum([...COUNT_STATES, 'open']).optional(), ...pageFields }),
  output: listOf(z.object(head)),
  permission: { roles: 'anyone' },
  reads: ['count_plan', 'count_entry', 'count_mark', 'balance', 'item', 'person', 'movement'],
});

export const countDue = defineQuery({
  name: 'count.due',
  summary: { zh: '今天到期要盘的物料', en: 'Items that are due to be counted today' },
  input: z.object({}),
  output: z.object({
    /** What is left for today. */
    rows: z.array(
      z.object({
        item: z.string(),
        itemId: z.string(),
        itemName: z.string(),
        unit: z.string(),
        valueClass: z.enum(VALUE_CLASSES),
        intervalDays: z.number(),
        countedAtMs: z.number().nullable(),
      }),
    ),
    perDay: z.number(),
    /** Of today's, how many were counted and posted, and how many stand in a rolling count under way. */
    done: z.number(),
    underWay: z.number(),
    /** All that are due by now, today's included. */
    due: z.number(),
  }),
  permission: { roles: 'anyone' },
  reads: ['movement', 'value_figure', 'item', 'category', 'stock_level', 'count_plan', 'count_mark'],
});
