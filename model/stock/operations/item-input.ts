/** What a person gives of an item, new, proposed or changed. */
import { z } from 'zod';
import { quantityField, shortText } from '../../contract/fields.ts';
import { TRACKINGS } from '../item-fields.ts';
import { moneyField } from '../quantity.ts';
import { itemTaken } from './fields.ts';

const barcodeField = z
  .string()
  .trim()
  .regex(/^[\w\-./+]{3,64}$/, { error: 'barcode' });
export const unitField = z.string().trim().min(1).max(20);
export const codeField = z.string().trim().min(1).max(50);

/** Fields that can be empty. In a change, null empties them. */
export const optionalFields = {
  nameEn: shortText,
  /** Name or id of a category; a name that is not known makes one. */
  category: shortText,
  barcode: barcodeField,
  price: moneyField,
  shelfLifeDays: z.coerce.number().int().min(1).max(36_500),
  tracking: z.enum(TRACKINGS),
  /** Id or code of a partner. */
  supplier: z.string().trim().min(1).max(100),
};

export const listFields = {
  /** `quantity` base units in one pack. */
  packs: z.array(z.object({ unit: unitField, quantity: quantityField })).max(20),
  /** What one scan stands for: a unit of the item; `quantity` (base units) where it is no pack's. */
  barcodes: z.array(z.object({ code: barcodeField, unit: unitField.optional(), quantity: quantityField.optional() })).max(30),
  /** Values of the fields that headquarters defined, by the field's id; null empties one. */
  custom: z.record(z.uuid(), z.string().trim().min(1).max(500).nullable()),
};

export const itemInput = {
  code: codeField,
  name: shortText,
  unit: unitField,
  ...z.object({ ...optionalFields, ...listFields }).partial().shape,
};

const unitsTaken = {
  'item.unit-taken': {
    zh: '单位“{{unit}}”出现了两次。没有保存，请给每个包装单位取不同的名称。',
    en: 'The unit “{{unit}}” stands there twice. Nothing was saved; give each pack unit its own name.',
  },
  'item.unit-unknown': {
    zh: '条码“{{barcode}}”的单位“{{unit}}”既不是基本单位也不是包装单位。没有保存，请先添加这个包装单位。',
    en: 'The unit “{{unit}}” of the barcode “{{barcode}}” is neither the base unit nor a pack. Nothing was saved; add the pack first.',
  },
  'item.field-invalid': {
    zh: '“{{name}}”不能填“{{value}}”。没有保存，请按该字段的类型填写。',
    en: '“{{name}}” cannot hold “{{value}}”. Nothing was saved; enter what the field is made for.',
  },
  'item.supplier-unknown': {
    zh: '没有编码或编号为“{{supplier}}”的往来单位。没有保存，请先新建。',
    en: 'There is no partner with the code or id “{{supplier}}”. Nothing was saved; add it first.',
  },
  'item.too-large': {
    zh: '这个物料的内容太多，超出了可保存的大小。没有保存，请减少条码或自定义字段。',
    en: 'There is more to this item than can be kept. Nothing was saved; take away barcodes or custom fields.',
  },
} as const;

export const itemInputErrors = { ...itemTaken, ...unitsTaken };
