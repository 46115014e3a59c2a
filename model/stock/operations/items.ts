/** Items: headquarters keeps them, everyone finds them. */
import { z } from 'zod';
import { listOf, pageFields, shortText, quantityOrZeroField } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { TRACKINGS } from '../item-fields.ts';
import { customFilter, customFilterErrors } from './custom-filter.ts';
import { itemReference, flag, decimal, itemMissing, itemRow } from './fields.ts';
import { codeField, itemInput, itemInputErrors, listFields, optionalFields, unitField } from './item-input.ts';

export const itemCreate = defineCommand({
  name: 'item.create',
  summary: { zh: '新建物料', en: 'Add an item' },
  input: z.object(itemInput),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: itemInputErrors,
});

export const itemUpdate = defineCommand({
  name: 'item.update',
  summary: { zh: '修改物料', en: 'Change an item' },
  input: z.object({
    item: itemReference,
    code: codeField.optional(),
    name: shortText.optional(),
    unit: unitField.optional(),
    nameEn: optionalFields.nameEn.nullish(),
    category: optionalFields.category.nullish(),
    /** Adds a barcode of one base unit. */
    barcode: optionalFields.barcode.optional(),
    price: optionalFields.price.nullish(),
    shelfLifeDays: z.union([z.null(), optionalFields.shelfLifeDays]).optional(),
    tracking: optionalFields.tracking.optional(),
    supplier: optionalFields.supplier.nullish(),
    /** In place of those that it has. */
    packs: listFields.packs.optional(),
    barcodes: listFields.barcodes.optional(),
    custom: listFields.custom.optional(),
    discontinued: flag.optional(),
  }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: {
    ...itemMissing,
    ...itemInputErrors,
    'item.is-proposed': {
      zh: '“{{item}}”还是 {{office}} 的提议。没有保存，请先采纳或合并。',
      en: '“{{item}}” is still a proposal of {{office}}. Nothing was saved; accept or merge it first.',
    },
  },
});

export const itemSetLevel = defineCommand({
  name: 'item.setLevel',
  summary: { zh: '设定一个机构的补货点和目标库存', en: 'Set an office’s reorder point and target for an item' },
  input: z.object({ item: itemReference, office: officeCodeField, point: quantityOrZeroField.nullish(), target: quantityOrZeroField.nullish() }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: {
    ...itemMissing,
    'item.target-below-point': {
      zh: '目标库存 {{target}} 低于补货点 {{point}}。没有保存，请把目标设得不低于补货点。',
      en: 'The target {{target}} is below the reorder point {{point}}. Nothing was saved; set the target no lower than the point.',
    },
  },
});

export const itemList = defineQuery({
  name: 'item.list',
  summary: { zh: '物料列表，可按文字、拼音、编码或条码查找', en: 'Items, found by text, pinyin, code or barcode' },
  input: z.object({
    text: z.string().trim().max(200).optional(),
    discontinued: flag.optional(),
    /** Id of a category; those under it count. */
    category: z.uuid().optional(),
    tracking: z.enum(TRACKINGS).optional(),
    /** Those of which an office holds less than its reorder point; of `office` alone where it is given. */
    belowReorder: flag.optional(),
    office: officeCodeField.optional(),
    proposed: flag.optional(),
    custom: customFilter.optional(),
    /** Has rows carry their values of custom fields. */
    withCustom: flag.optional(),
    ...pageFields,
  }),
  output: listOf(
    itemRow.extend({
      /** Values of the fields in use, by the field's id; absent where they were not asked for. */
      custom: z.record(z.string(), z.string()).optional(),
    }),
  ),
  permission: { roles: 'anyone' },
  errors: customFilterErrors,
  reads: ['item', 'category', 'search_entry', 'item_level', 'stock_level', 'item_photo', 'item_field', 'item_custom'],
});

export const itemRead = defineQuery({
  name: 'item.read',
  summary: { zh: '一个物料及各机构结存', en: 'One item with its balance in each office' },
  input: z.object({ item: itemReference }),
  output: itemRow.extend({
    balances: z.array(z.object({ office: z.string(), quantity: decimal, inTransitIn: decimal, inTransitOut: decimal })),
    /** From the root down. */
    categoryPath: z.array(z.object({ id: z.string(), name: z.string() })),
    /** `quantity` base units. */
    barcodes: z.array(z.object({ code: z.string(), unit: z.string(), quantity: decimal })),
    levels: z.array(z.object({ office: z.string(), point: decimal.nullable(), target: decimal.nullable() })),
    supplier: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
    custom: z.array(z.object({ field: z.string(), name: z.string(), nameEn: z.string().nullable(), value: z.string() })),
    /** Values that stand beside each other since they were given apart, the one that is shown first. */
    collisions: z.array(z.object({ field: z.string(), values: z.array(z.object({ value: z.json(), byName: z.string(), atMs: z.number() })) })),
    /** What was merged into it. */
    merged: z.array(z.object({ id: z.string(), code: z.string().nullable(), name: z.string().nullable() })),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['item', 'category', 'item_photo', 'stock_level', 'item_barcode', 'item_level', 'partner', 'item_field', 'catalogue_edit', 'item_alias', 'person'],
});

export const itemScan = defineQuery({
  name: 'item.scan',
  summary: { zh: '一次扫描代表什么：物料、单位和数量', en: 'What one scan stands for: item, unit and amount' },
  input: z.object({ code: itemReference }),
  output: z.object({
    item: itemRow,
    unit: z.string(),
    /** Base units that one scan stands for. */
    quantity: decimal,
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['item', 'category', 'item_photo', 'item_barcode', 'item_alias'],
});
