/** Orders: made, amended, called off, listed and read. What comes and goes is posted by `stock.postDocument`. */
import { z } from 'zod';
import { dayField, listOf, pageFields, quantityField } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { moneyField } from '../../contract/quantity.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { ORDER_STATES } from '../order-state.ts';
import { MAX_ORDER_LINES, ORDER_KINDS } from '../orders-kind.ts';
import { decimal, flag, itemErrors, itemReference, money, orderElsewhere, orderMissing, orderReference, partnerMissing, partnerReference, TRADING_ROLES } from './fields.ts';

const note = z.string().trim().max(1000);
const written = z.object({ id: z.string(), number: z.string(), state: z.enum(ORDER_STATES) });

export const orderCreate = defineCommand({
  name: 'order.create',
  summary: { zh: '新建采购或销售订单', en: 'Make a purchase or sales order' },
  input: z.object({
    kind: z.enum(ORDER_KINDS),
    partner: partnerReference,
    due: dayField.optional(),
    note: note.optional(),
    lines: z
      .array(
        z.strictObject({
          item: itemReference,
          /** In `unit`, or in the item's base unit. */
          quantity: quantityField,
          unit: z.string().trim().min(1).max(20).optional(),
          /** Per base unit. Without it the last cost of a purchase, or the list price of a sale. */
          unitPrice: moneyField.optional(),
          due: dayField.optional(),
        }),
      )
      .min(1)
      .max(MAX_ORDER_LINES),
  }),
  output: written,
  permission: { roles: TRADING_ROLES },
  errors: {
    ...itemErrors,
    ...partnerMissing,
    'order.partner-role': {
      zh: '“{{partner}}”不是{{role}}。没有保存，请选择另一个往来单位，或请总部修改。',
      en: '“{{partner}}” is no {{role}}. Nothing was saved; choose another, or ask headquarters to change it.',
    },
  },
});

export const orderAmend = defineCommand({
  name: 'order.amend',
  summary: { zh: '修改订单：数量、单价、交期、取消或恢复', en: 'Amend an order: quantity, price, due day, called off or not' },
  input: z.object({
    order: orderReference,
    due: dayField.nullish(),
    note: note.nullish(),
    cancelled: flag.optional(),
    lines: z
      .array(
        z.strictObject({
          line: z.coerce.number().int().min(1).max(MAX_ORDER_LINES),
          /** In the item's base unit. */
          quantity: quantityField.optional(),
          unitPrice: moneyField.optional(),
          due: dayField.nullish(),
          cancelled: flag.optional(),
        }),
      )
      .max(MAX_ORDER_LINES)
      .default([]),
  }),
  output: written,
  permission: { roles: TRADING_ROLES },
  errors: {
    ...orderMissing,
    ...orderElsewhere,
    'order.no-line': {
      zh: '订单 {{number}} 没有第 {{line}} 行。没有保存，请刷新后重试。',
      en: 'Order {{number}} has no line {{line}}. Nothing was saved; look again.',
    },
  },
});

export const orderCancel = defineCommand({
  name: 'order.cancel',
  summary: { zh: '取消订单未到或未交的部分，整单或一行', en: 'Call off what is still open of an order, or of one of its lines' },
  input: z.object({ order: orderReference, line: z.coerce.number().int().min(1).max(MAX_ORDER_LINES).optional() }),
  output: written,
  permission: { roles: TRADING_ROLES },
  errors: {
    ...orderAmend.errors,
    'order.nothing-open': {
      zh: '订单 {{number}} 没有可取消的未结部分。没有保存。',
      en: 'Nothing of order {{number}} is open that could be called off. Nothing was saved.',
    },
  },
});

export const orderList = defineQuery({
  name: 'order.list',
  summary: { zh: '订单，新的在前', en: 'Orders, newest first' },
  input: z.object({
    kind: z.enum(ORDER_KINDS).optional(),
    /** `unfinished` are those of which something is open. */
    state: z.enum(['unfinished', ...ORDER_STATES]).optional(),
    partner: z.string().trim().max(100).optional(),
    office: officeCodeField.optional(),
    ...pageFields,
  }),
  output: listOf(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.enum(ORDER_KINDS),
      office: z.string(),
      partner: z.string(),
      partnerName: z.string(),
      state: z.enum(ORDER_STATES),
      due: z.string().nullable(),
      lines: z.number().int(),
      /** Lines of which nothing is open. */
      finishedLines: z.number().int(),
      /** Null for those who see no prices. */
      amount: money.nullable(),
      collided: z.boolean(),
      byName: z.string(),
      atMs: z.number(),
    }),
  ),
  permission: { roles: 'anyone' },
  reads: ['trade_order', 'order_line', 'partner', 'person'],
});

const head = z.object({ value: z.string(), byName: z.string(), atMs: z.number() });

export const orderRead = defineQuery({
  name: 'order.read',
  summary: { zh: '一张订单：各行、已到或已交、未结', en: 'One order: its lines, what came of each and what is open' },
  input: z.object({ order: orderReference }),
  output: z.object({
    id: z.string(),
    number: z.string(),
    kind: z.enum(ORDER_KINDS),
    office: z.string(),
    partner: z.string(),
    partnerName: z.string(),
    partnerContact: z.string().nullable(),
    state: z.enum(ORDER_STATES),
    due: z.string().nullable(),
    note: z.string().nullable(),
    amount: money.nullable(),
    byName: z.string(),
    atMs: z.number(),
    lines: z.array(
      z.object({
        line: z.number().int(),
        item: z.string(),
        itemId: z.string(),
        itemName: z.string(),
        itemNameEn: z.string().nullable(),
        unit: z.string(),
        tracking: z.enum(['none', 'lot', 'serial']),
        shelfLifeDays: z.number().nullable(),
        quantity: decimal,
        pack: z.object({ unit: z.string(), quantity: decimal }).nullable(),
        price: money.nullable(),
        amount: money.nullable(),
        due: z.string().nullable(),
        fulfilled: decimal,
        open: decimal,
        cancelled: decimal,
        over: decimal,
      }),
    ),
    /** What came and went on it, oldest first; at most 100. */
    documents: z.array(z.object({ movement: z.string(), number: z.string(), kind: z.string(), byName: z.string(), atMs: z.number(), lines: z.number().int() })),
    /** Fields that were amended apart: what each amendment says, the one that counts first. */
    collided: z.array(z.object({ field: z.string(), heads: z.array(head) })),
  }),
  permission: { roles: 'anyone' },
  errors: orderMissing,
  reads: ['trade_order', 'order_line', 'trade_entry', 'partner', 'item', 'movement', 'person'],
});
