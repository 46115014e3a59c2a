/** What merged cleanly and still needs a person. */
import { z } from 'zod';
import { listOf, pageFields } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { EXCEPTION_KINDS } from '../exceptions.ts';
import { decimal, movementRow } from './fields.ts';

export const stockExceptions = defineQuery({
  name: 'stock.exceptions',
  summary: { zh: '需要人来处理的库存问题', en: 'Stock that needs a person' },
  input: z.object({
    state: z.enum(['open', 'settled', 'all']).default('open'),
    office: officeCodeField.optional(),
    ...pageFields,
  }),
  output: listOf(
    z.object({
      id: z.string(),
      kind: z.enum(EXCEPTION_KINDS),
      /** Offices concerned. */
      offices: z.array(z.string()),
      item: z.string().nullable(),
      itemId: z.string().nullable(),
      itemName: z.string().nullable(),
      unit: z.string().nullable(),
      /** The figure that is wrong: a balance below zero, a difference, or how many share a number. */
      quantity: decimal.nullable(),
      subject: z.string(),
      atMs: z.number(),
      movements: z.array(movementRow),
      /** The items of one code, where that is what it is about: one may be merged into another. */
      items: z.array(z.object({ id: z.string(), code: z.string(), name: z.string(), unit: z.string() })),
      settled: z.object({ note: z.string(), byName: z.string(), atMs: z.number() }).nullable(),
    }),
  ),
  permission: { roles: 'anyone' },
  reads: ['stock_exception', 'stock_settlement', 'movement', 'item', 'person', 'partner', 'quota_use'],
});

export const stockSettleException = defineCommand({
  name: 'stock.settleException',
  summary: { zh: '将库存问题标记为已处理', en: 'Settle a stock exception' },
  input: z.object({ id: z.string().trim().min(1).max(300), note: z.string().trim().min(1).max(1000) }),
  output: z.object({ id: z.string() }),
  permission: { roles: ['manager', 'hq'] },
  errors: {
    'exception.unknown': {
      zh: '这个问题已不存在，可能已自行消除。没有保存，请刷新列表。',
      en: 'This exception is no longer there; it may have resolved itself. Nothing was saved; look at the list again.',
    },
    'exception.settled': { zh: '这个问题已由 {{by}} 处理。没有再次保存。', en: 'This exception was already settled by {{by}}. Nothing was saved again.' },
  },
});
