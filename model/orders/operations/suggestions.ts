/** What is to be ordered, and what of the stock is promised already. */
import { z } from 'zod';
import { dayField, listOf, pageFields, quantityField } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { decimal, itemErrors, itemReference, money, TRADING_ROLES } from './fields.ts';
import { MAX_ORDER_LINES } from '../orders-kind.ts';

const READS = ['item', 'item_level', 'item_alias', 'stock_level', 'order_line'] as const;

export const orderSuggest = defineQuery({
  name: 'order.suggest',
  summary: { zh: '采购建议：可用量低于安全库存的物料，按供应商', en: 'What is to be ordered: items below their reorder point, by supplier' },
  input: z.object({ office: officeCodeField.optional(), ...pageFields }),
  output: listOf(
    z.object({
      supplier: z.string().nullable(),
      supplierName: z.string().nullable(),
      item: z.string(),
      itemId: z.string(),
      itemName: z.string(),
      unit: z.string(),
      onHand: decimal,
      inTransit: decimal,
      onOrder: decimal,
      reserved: decimal,
      point: decimal,
      target: decimal,
      /** In base units, rounded up to whole packs. */
      quantity: decimal,
      pack: z.object({ unit: z.string(), quantity: decimal }).nullable(),
      /** The last cost; null where none is known or prices are not for this person. */
      price: money.nullable(),
    }),
  ),
  permission: { roles: 'anyone' },
  reads: [...READS, 'partner'],
});

export const orderCreateSuggested = defineCommand({
  name: 'order.createSuggested',
  summary: { zh: '按建议下采购订单，每个供应商一张', en: 'Order what is suggested: one purchase order for each supplier' },
  input: z.object({
    due: dayField.optional(),
    /** Quantities in base units. */
    lines: z.array(z.strictObject({ item: itemReference, quantity: quantityField })).min(1).max(1000),
  }),
  output: z.object({ orders: z.array(z.object({ id: z.string(), number: z.string(), partnerName: z.string(), lines: z.number().int().max(MAX_ORDER_LINES) })) }),
  permission: { roles: TRADING_ROLES },
  errors: {
    ...itemErrors,
    'order.no-supplier': {
      zh: '“{{item}}”没有供应商，不能按建议下单。没有保存；请去掉这一行，或请总部为它选择供应商。',
      en: '“{{item}}” has no supplier, so it cannot be ordered from the suggestions. Nothing was saved; leave it out, or ask headquarters to choose its supplier.',
    },
  },
});

export const orderAvailability = defineQuery({
  name: 'order.availability',
  summary: { zh: '物料在机构的可用量：在库减已预留', en: 'What is available of an item at an office: on hand less reserved' },
  input: z.object({ item: itemReference, office: officeCodeField.optional() }),
  output: z.object({ unit: z.string(), onHand: decimal, inTransit: decimal, onOrder: decimal, reserved: decimal, available: decimal }),
  permission: { roles: 'anyone' },
  errors: { 'order.no-item': itemErrors['order.no-item'] },
  reads: READS,
});
