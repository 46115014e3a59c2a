/** What is on hand, how it came about, and what it is worth. */
import { z } from 'zod';
import { dayField, listOf, pageFields } from '../../contract/fields.ts';
import { defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { MOVEMENT_KINDS } from '../movement.ts';
import { itemReference, flag, decimal, itemMissing, movementRow } from './fields.ts';

const balanceRow = z.object({
  office: z.string(),
  /** Code of the item. */
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  category: z.string().nullable(),
  quantity: decimal,
  inTransitIn: decimal,
  inTransitOut: decimal,
});

export const stockBalance = defineQuery({
  name: 'stock.balance',
  summary: { zh: '结存', en: 'Balances' },
  input: z.object({
    item: itemReference.optional(),
    office: officeCodeField.optional(),
    text: z.string().trim().max(200).optional(),
    belowZero: flag.optional(),
    ...pageFields,
  }),
  output: listOf(balanceRow),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['stock_level', 'item', 'category', 'search_entry'],
});

/** What the journal of movements is narrowed by; filters together give what they have in common (STOCK-78). */
const journalFilters = {
  item: itemReference.optional(),
  office: officeCodeField.optional(),
  kind: z.enum(MOVEMENT_KINDS).optional(),
  id: z.string().trim().max(100).optional(),
  number: z.string().trim().max(40).optional(),
  /** Beginning of a number or reference, or an item as it is searched for. */
  text: z.string().trim().max(200).optional(),
  category: z.string().trim().max(100).optional(),
  partner: z.string().trim().max(64).optional(),
  person: z.string().trim().max(64).optional(),
  /** First and last day, by this computer's calendar. */
  from: dayField.optional(),
  until: dayField.optional(),
};

export const stockMovements = defineQuery({
  name: 'stock.movements',
  summary: { zh: '出入库明细，最新在前', en: 'Movements, newest first' },
  input: z.object({ ...journalFilters, ...pageFields }),
  output: listOf(movementRow),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item', 'category', 'person', 'partner', 'search_entry', 'quota_use'],
});

export const stockMovementSums = defineQuery({
  name: 'stock.movementSums',
  summary: { zh: '出入库明细合计：按单位的入、出、净', en: 'Sums of movements: in, out and net of each unit' },
  input: z.object(journalFilters),
  output: z.object({
    /** False where more movements fit than are summed at once: then `rows` is that bound, and there are no sums. */
    complete: z.boolean(),
    rows: z.number().int(),
    /** Most rows first. */
    units: z.array(z.object({ unit: z.string(), rows: z.number().int(), in: decimal, out: decimal, net: decimal })),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item', 'category', 'search_entry', 'stock_level'],
});

export const stockValue = defineQuery({
  name: 'stock.value',
  summary: { zh: '一个物料的库存价值（移动加权平均）', en: 'Value of an item’s stock by moving average' },
  input: z.object({ item: itemReference }),
  output: listOf(
    z.object({
      office: z.string(),
      quantity: decimal,
      value: z.string(),
      /** Money per base unit; null where nothing is on hand or no cost is known. */
      average: z.string().nullable(),
    }),
  ),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item'],
});

export const stockSummary = defineQuery({
  name: 'stock.summary',
  summary: { zh: '今日库存概览', en: 'Stock at a glance' },
  input: z.object({ office: officeCodeField.optional() }),
  output: z.object({
    office: z.string(),
    items: z.number(),
    itemsBelowZero: z.number(),
    /** Transfers on their way to this office. */
    toReceive: z.number(),
    /** Transfers that this office sent and that have not arrived. */
    onTheWay: z.number(),
    movementsLastDay: z.number(),
    openExceptions: z.number(),
  }),
  permission: { roles: 'anyone' },
  reads: ['movement', 'stock_level', 'transfer', 'stock_exception', 'stock_settlement', 'item'],
});
