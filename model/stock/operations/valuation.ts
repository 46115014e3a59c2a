/** What stock is worth, and what late arrivals changed in figures that somebody had looked at. */
import { z } from 'zod';
import { listOf, pageFields } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { decimal } from './fields.ts';

/** Money as a decimal string with two places, signed. */
const money = z.string();

const READS = ['value_figure', 'value_due', 'item', 'category'] as const;

export const stockValuation = defineQuery({
  name: 'stock.valuation',
  summary: { zh: '库存价值：按物料，全部机构合计或单个机构', en: 'Value of stock by item, in all offices or in one' },
  input: z.object({ office: officeCodeField.optional(), text: z.string().trim().max(200).optional(), ...pageFields }),
  output: listOf(
    z.object({
      /** Code of the item. */
      item: z.string(),
      itemId: z.string(),
      itemName: z.string(),
      unit: z.string(),
      category: z.string().nullable(),
      quantity: decimal,
      value: money,
      /** Per base unit; null where nothing is on hand or no cost is known. */
      average: money.nullable(),
      /** Movements arrived that this figure does not hold yet; it follows at once. */
      pending: z.boolean(),
    }),
  ),
  permission: { roles: ['manager', 'hq'] },
  reads: [...READS, 'search_entry'],
});

export const stockValuationOffices = defineQuery({
  name: 'stock.valuationOffices',
  summary: { zh: '各机构库存价值合计', en: 'Value of stock in each office' },
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ office: z.string(), items: z.number().int(), value: money })),
    total: money,
    /** Items whose figures are being brought up to date. */
    pending: z.number().int(),
  }),
  permission: { roles: ['manager', 'hq'] },
  reads: READS,
});

export const stockLookAtValue = defineCommand({
  name: 'stock.lookAtValue',
  summary: { zh: '记下当前库存价值已看过，之后列出迟到记录带来的变化', en: 'Note that the value of stock was looked at now; what late arrivals change is listed from then on' },
  input: z.object({}),
  output: z.object({ atMs: z.number() }),
  permission: { roles: ['manager', 'hq'] },
});

export const stockValueChanges = defineQuery({
  name: 'stock.valueChanges',
  summary: { zh: '上次看过之后，迟到的记录改变了哪些当时的价值', en: 'Which of the figures last looked at were changed by late arrivals' },
  input: z.object({}),
  output: z.object({
    /** When this person last looked; null where they never did. */
    lookedAtMs: z.number().nullable(),
    rows: z.array(
      z.object({
        office: z.string(),
        item: z.string(),
        itemId: z.string(),
        itemName: z.string(),
        unit: z.string(),
        /** As it was shown then, and as it is now known to have been at that moment. */
        quantityBefore: decimal,
        quantityAfter: decimal,
        valueBefore: money,
        valueAfter: money,
        /** Late arrivals of the item, oldest first; at most ten. */
        movements: z.array(z.object({ id: z.string(), number: z.string(), office: z.string(), atMs: z.number() })),
      }),
    ),
    /** More items are affected than are listed. */
    more: z.boolean(),
  }),
  permission: { roles: ['manager', 'hq'] },
  reads: ['movement', 'item', 'setting'],
});
