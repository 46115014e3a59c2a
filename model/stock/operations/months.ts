/** Month-end: figures closed and kept, and what arrived after (STOCK-74 to STOCK-77). */
import { z } from 'zod';
import { listOf, pageFields } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import type { ErrorCatalog } from '../../contract/refusal.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { MONTH_PATTERN } from '../closing-kind.ts';
import { decimal } from './fields.ts';

const READERS = { roles: ['manager', 'hq'] } as const;
const month = z.string().trim().regex(MONTH_PATTERN, { error: 'month' });
const reference = z.string().trim().min(1).max(64);
const money = z.string();

const closingMissing = {
  'closing.unknown': {
    zh: '本机没有这次月结“{{closing}}”，可能尚未同步到。没有改动任何内容，请稍后再试。',
    en: 'There is no closing “{{closing}}” here; it may not have arrived yet. Nothing was changed; try again later.',
  },
} as const satisfies ErrorCatalog;

export const monthClose = defineCommand({
  name: 'month.close',
  summary: { zh: '月结：保存月末结存与价值，之后到达的记录列为调整', en: 'Close a month: its figures are kept, and what arrives later is an adjustment' },
  input: z.object({
    month,
    /** The one office to close; all without it. */
    office: officeCodeField.optional(),
    /** Offices that are known not to be complete, and that are closed without what is missing. */
    missing: z.array(officeCodeField).max(10_000).default([]),
  }),
  output: z.object({ id: z.string(), month: z.string(), lines: z.number().int(), value: money }),
  permission: { roles: ['hq'], where: 'headquarters' },
  errors: {
    'closing.not-over': {
      zh: '{{month}} 还没有结束，不能月结。没有保存任何内容，请在月末之后再做。',
      en: '{{month}} is not over and cannot be closed yet. Nothing was saved; close it after its last day.',
    },
    'closing.closed': {
      zh: '{{month}} 已由 {{by}} 月结。没有再次保存；之后到达的记录请看“调整”。',
      en: '{{month}} was already closed by {{by}}. Nothing was saved again; what arrived since is listed under adjustments.',
    },
    'closing.incomplete': {
      zh: '这些机构到月末为止的记录还没有全部到达本机：{{offices}}。没有保存；请等它们同步，或在月结时明确注明缺少它们。',
      en: 'Not all records up to the month’s end have arrived here from: {{offices}}. Nothing was saved; wait until they have synced, or name them as missing when you close.',
    },
    'closing.office-unknown': {
      zh: '没有机构“{{office}}”。没有保存任何内容，请检查机构代码。',
      en: 'There is no office “{{office}}”. Nothing was saved; check its code.',
    },
  },
});

export const monthList = defineQuery({
  name: 'month.list',
  summary: { zh: '已月结的月份，最新在前', en: 'Closings of months, newest first' },
  input: z.object({ ...pageFields }),
  output: listOf(
    z.object({
      id: z.string(),
      month: z.string(),
      /** The one office that it closes; null for all. */
      office: z.string().nullable(),
      missing: z.array(z.string()),
      lines: z.number().int(),
      value: money,
      byName: z.string(),
      atMs: z.number(),
      untilMs: z.number(),
      /** `waiting`: movements that it holds have not all arrived here. `checking`: its figures are being derived. */
      state: z.enum(['checking', 'waiting', 'verified', 'differs']),
      /** Movements that arrived after it and are dated before its end. */
      late: z.number().int(),
    }),
  ),
  permission: READERS,
  reads: ['closing', 'closing_due', 'movement', 'person'],
});

export const monthNext = defineQuery({
  name: 'month.next',
  summary: { zh: '可以月结的月份，以及哪些机构的记录还没有到齐', en: 'The month to close, and the offices whose records up to its end are not all here' },
  input: z.object({}),
  output: z.object({ month: z.string(), incomplete: z.array(z.string()), closed: z.boolean() }),
  permission: READERS,
  reads: ['closing', 'sync_report', 'office', 'workstation'],
});

export const monthRead = defineQuery({
  name: 'month.read',
  summary: { zh: '一次月结的结存与价值，按物料与机构', en: 'The figures of a closing, by item and office' },
  input: z.object({ closing: reference, office: officeCodeField.optional(), ...pageFields }),
  output: listOf(z.object({ office: z.string(), item: z.string(), itemId: z.string(), itemName: z.string(), unit: z.string(), quantity: decimal, value: money })),
  permission: READERS,
  errors: closingMissing,
  reads: ['closing', 'closing_figure', 'item', 'item_alias'],
});

export const monthAdjustments = defineQuery({
  name: 'month.adjustments',
  summary: { zh: '月结之后到达、日期在月结之前的记录改变了什么', en: 'What records that arrived after a closing change in its figures' },
  input: z.object({ closing: reference, ...pageFields }),
  output: listOf(
    z.object({
      office: z.string(),
      item: z.string(),
      itemId: z.string(),
      itemName: z.string(),
      unit: z.string(),
      quantityClosed: decimal,
      quantityNow: decimal,
      quantityChange: decimal,
      valueClosed: money,
      valueNow: money,
      valueChange: money,
      /** Numbers of late records, oldest first; at most ten, apart by commas. */
      numbers: z.string(),
    }),
  ),
  permission: READERS,
  errors: closingMissing,
  reads: ['closing', 'movement', 'item'],
});

export const monthVerify = defineCommand({
  name: 'month.verify',
  summary: { zh: '由原始记录重新推导月结的数字并核对', en: 'Derive the figures of a closing again from its movements and compare them' },
  input: z.object({ closing: reference }),
  output: z.object({ id: z.string() }),
  permission: READERS,
  errors: closingMissing,
});
