/** Items: headquarters keeps them, everyone finds them. */
import { z } from 'zod';
import { listOf, pageFields, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { moneyField } from '../quantity.ts';
import { itemReference, flag, decimal, itemMissing, itemTaken, itemRow } from './fields.ts';

const barcodeField = z
  .string()
  .trim()
  .regex(/^[\w\-./+]{3,64}$/, { error: 'barcode' });
const itemFields = {
  name: shortText,
  nameEn: shortText.optional(),
  unit: z.string().trim().min(1).max(20),
  category: shortText.optional(),
  barcode: barcodeField.optional(),
  price: moneyField.optional(),
};

export const itemCreate = defineCommand({
  name: 'item.create',
  summary: { zh: '新建物料', en: 'Add an item' },
  input: z.object({ code: z.string().trim().min(1).max(50), ...itemFields }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: itemTaken,
});

export const itemUpdate = defineCommand({
  name: 'item.update',
  summary: { zh: '修改物料', en: 'Change an item' },
  input: z.object({
    item: itemReference,
    code: z.string().trim().min(1).max(50).optional(),
    ...itemFields,
    name: shortText.optional(),
    unit: z.string().trim().min(1).max(20).optional(),
    discontinued: flag.optional(),
  }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: { ...itemMissing, ...itemTaken },
});

export const itemList = defineQuery({
  name: 'item.list',
  summary: { zh: '物料列表，可按文字、拼音、编码或条码查找', en: 'Items, found by text, pinyin, code or barcode' },
  input: z.object({ text: z.string().trim().max(200).optional(), discontinued: flag.optional(), ...pageFields }),
  output: listOf(itemRow),
  permission: { roles: 'anyone' },
  reads: ['item', 'category', 'search_entry'],
});

export const itemRead = defineQuery({
  name: 'item.read',
  summary: { zh: '一个物料及各机构结存', en: 'One item with its balance in each office' },
  input: z.object({ item: itemReference }),
  output: itemRow.extend({
    balances: z.array(z.object({ office: z.string(), quantity: decimal, inTransitIn: decimal, inTransitOut: decimal })),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['item', 'category', 'stock_level'],
});
