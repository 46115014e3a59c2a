/** Views on stock that a person plans by: what expires, what runs short, what lies idle, how old it is, how fast it turns. */
import { z } from 'zod';
import { dayField, listOf, pageFields } from '../../contract/fields.ts';
import { defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { MONTH_PATTERN } from '../closing-kind.ts';
import { decimal, itemMissing, itemReference } from './fields.ts';

/** Decimal string of money; null for a person who may not see value. */
const money = z.string().nullable();
const searchText = z.string().trim().max(200).optional();
const days = z.coerce.number().int().min(0).max(3650);
const month = z.string().regex(MONTH_PATTERN, { error: 'month' });

/** What most lists are narrowed by. */
const narrowing = { office: officeCodeField.optional(), text: searchText, category: z.string().trim().max(100).optional() };

const itemFields = { item: z.string(), itemId: z.string(), itemName: z.string(), unit: z.string(), category: z.string().nullable() };

export const stockExpiring = defineQuery({
  name: 'stock.expiring',
  summary: { zh: '到期预警：有库存的批次，先到期的在前', en: 'Lots on hand that expire within some days, earliest first; expired ones too' },
  input: z.object({ ...narrowing, days: days.default(90), ...pageFields }),
  output: listOf(
    z.object({ office: z.string(), ...itemFields, lot: z.string(), expiry: z.string(), daysLeft: z.number().int(), quantity: decimal, value: money }),
  ),
  permission: { roles: 'anyone' },
  reads: ['lot', 'balance', 'item', 'category', 'value_figure', 'search_entry'],
});

export const stockReorder = defineQuery({
  name: 'stock.reorder',
  summary: { zh: '低于安全库存：现有加在途低于安全库存的物料', en: 'Items whose stock with what is on its way is below the reorder point' },
  input: z.object({ ...narrowing, ...pageFields }),
  output: listOf(z.object({ office: z.string(), ...itemFields, onHand: decimal, inTransit: decimal, point: decimal, target: decimal.nullable(), missing: decimal })),
  permission: { roles: 'anyone' },
  reads: ['item_level', 'stock_level', 'item', 'category', 'search_entry'],
});

export const stockIdle = defineQuery({
  name: 'stock.idle',
  summary: { zh: '呆滞库存：多少天没有出库，最久的在前', en: 'Stock that nothing was issued of for some days, longest first' },
  input: z.object({ ...narrowing, days: days.default(90), ...pageFields }),
  output: listOf(z.object({ office: z.string(), ...itemFields, quantity: decimal, lastIssueMs: z.number().nullable(), sinceMs: z.number(), idleDays: z.number().int(), value: money })),
  permission: { roles: 'anyone' },
  reads: ['stock_idle', 'item', 'category', 'value_figure', 'search_entry'],
});

export const stockAgeing = defineQuery({
  name: 'stock.ageing',
  summary: { zh: '库龄：现有库存按先进先出的入库时间分段', en: 'Age of what is on hand, first in first out, in quantity and value' },
  input: z.object({ ...narrowing, ...pageFields }),
  output: listOf(
    z.object({
      ...itemFields,
      quantity: decimal,
      value: money,
      /** Up to 30, 90, 180 and 365 days, and older. */
      quantity30: decimal,
      quantity90: decimal,
      quantity180: decimal,
      quantity365: decimal,
      quantityOlder: decimal,
      value30: money,
      value90: money,
      value180: money,
      value365: money,
      valueOlder: money,
    }),
  ),
  permission: { roles: 'anyone' },
  reads: ['stock_layer', 'item', 'category', 'value_figure', 'search_entry'],
});

export const stockPlaces = defineQuery({
  name: 'stock.places',
  summary: { zh: '结存按机构、库位、批次', en: 'On hand by office, location and lot' },
  input: z.object({ ...narrowing, location: z.string().trim().max(100).optional(), lot: z.string().trim().max(100).optional(), ...pageFields }),
  output: listOf(z.object({ office: z.string(), ...itemFields, location: z.string(), lot: z.string(), expiry: z.string().nullable(), quantity: decimal })),
  permission: { roles: 'anyone' },
  reads: ['balance', 'lot', 'item', 'category', 'search_entry'],
});

export const stockAsOf = defineQuery({
  name: 'stock.asOf',
  summary: { zh: '某日结束时的结存，按目前已知的记录', en: 'On hand at the end of a past day, as far as records are known now' },
  input: z.object({ ...narrowing, day: dayField, ...pageFields }),
  output: listOf(z.object({ ...itemFields, quantity: decimal, now: decimal })),
  permission: { roles: 'anyone' },
  reads: ['stock_month', 'movement', 'item', 'category', 'stock_level', 'search_entry'],
});

export const stockTurnover = defineQuery({
  name: 'stock.turnover',
  summary: { zh: '周转：一段月份内的出库与平均库存之比，按物料、分类或机构', en: 'Issues against the average stock over some months, by item, category or office' },
  input: z.object({ office: officeCodeField.optional(), from: month, until: month, by: z.enum(['item', 'category', 'office']).default('item') }),
  output: z.object({
    rows: z.array(
      z.object({
        /** Item code, category's name or office. */
        key: z.string(),
        itemId: z.string().nullable(),
        name: z.string(),
        unit: z.string().nullable(),
        /** Quantities stand for items alone: units differ. */
        opening: decimal.nullable(),
        received: decimal.nullable(),
        issued: decimal.nullable(),
        closing: decimal.nullable(),
        /** At the present average cost. */
        issuedValue: money,
        averageValue: money,
        /** Times that the average stock was issued; null where there was none. */
        turns: z.string().nullable(),
        daysOfStock: z.number().int().nullable(),
      }),
    ),
  }),
  permission: { roles: 'anyone' },
  reads: ['stock_month', 'item', 'category', 'value_figure'],
});

export const stockTurnoverMonths = defineQuery({
  name: 'stock.turnoverMonths',
  summary: { zh: '逐月入库、出库与月末结存', en: 'Received, issued and on hand at its end, month by month' },
  input: z.object({ office: officeCodeField.optional(), item: itemReference.optional(), until: month, months: z.coerce.number().int().min(2).max(36).default(12) }),
  output: z.object({
    /** The item asked for; null for all. */
    item: z.object({ id: z.string(), code: z.string(), name: z.string(), unit: z.string() }).nullable(),
    months: z.array(
      z.object({
        month: z.string(),
        /** Quantities stand for one item alone: units differ. */
        received: decimal.nullable(),
        issued: decimal.nullable(),
        closing: decimal.nullable(),
        /** At the present average cost. */
        receivedValue: money,
        issuedValue: money,
        closingValue: money,
      }),
    ),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['stock_month', 'item', 'value_figure'],
});

export const stockHistory = defineQuery({
  name: 'stock.history',
  summary: { zh: '物料流水与逐笔结存，最新在前', en: 'An item’s movements with the balance after each, newest first' },
  input: z.object({
    item: itemReference,
    office: officeCodeField.optional(),
    /** Which side of the cursor: `older` goes on, `newer` goes back. */
    direction: z.enum(['older', 'newer']).default('older'),
    ...pageFields,
  }),
  output: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        kind: z.string(),
        office: z.string(),
        quantity: decimal,
        /** Of the office, or of all offices where none was named. */
        balance: decimal,
        byName: z.string(),
        reference: z.string().nullable(),
        location: z.string(),
        lot: z.string().nullable(),
        atMs: z.number(),
      }),
    ),
    nextCursor: z.string().optional(),
    previousCursor: z.string().optional(),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item', 'person', 'stock_level'],
});

export const stockTrend = defineQuery({
  name: 'stock.trend',
  summary: { zh: '物料在一段时间内每天结束时的结存', en: 'An item’s balance at the end of each day' },
  input: z.object({ item: itemReference, office: officeCodeField.optional(), days: z.coerce.number().int().min(7).max(366).default(90) }),
  output: z.object({
    points: z.array(z.object({ day: z.string(), quantity: decimal, received: decimal, issued: decimal })),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item', 'stock_level'],
});

export const stockAttention = defineQuery({
  name: 'stock.attention',
  summary: { zh: '需要留意的库存：30 天内到期的批次、低于安全库存的物料', en: 'Lots that expire within 30 days, and items below their reorder point' },
  input: z.object({ office: officeCodeField.optional() }),
  output: z.object({ expiring: z.number().int(), below: z.number().int() }),
  permission: { roles: 'anyone' },
  reads: ['lot', 'balance', 'item_level', 'stock_level'],
});
