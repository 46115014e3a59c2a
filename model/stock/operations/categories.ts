/** Categories of items, a tree, and the fields that headquarters defines for items. */
import { z } from 'zod';
import { shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { FIELD_TYPES, MAX_COUNT_DAYS } from '../catalogue-kind.ts';
import { flag } from './fields.ts';

const permission = { roles: ['hq', 'manager'], where: 'headquarters' } as const;
const category = z.string().trim().min(1).max(200);

const countDays = z.coerce.number().int().min(1).max(MAX_COUNT_DAYS);

const categoryErrors = {
  'category.unknown': {
    zh: '没有类别“{{category}}”。没有保存，请刷新后重选。',
    en: 'There is no category “{{category}}”. Nothing was saved; look again and choose another.',
  },
  'category.name-taken': {
    zh: '同一级已有类别“{{name}}”。没有保存，请换一个名称。',
    en: 'There is already a category “{{name}}” at this level. Nothing was saved; choose another name.',
  },
  'category.circle': {
    zh: '“{{name}}”在“{{category}}”之下，不能反过来放。没有移动，请选择别的上级。',
    en: '“{{name}}” stands under “{{category}}”, which cannot go below it. Nothing was moved; choose another parent.',
  },
} as const;

const categoryRow = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** Days within which its items are counted again; null where those above it or the class of value say. */
  countDays: z.number().nullable(),
  /** Items directly in it. */
  items: z.number(),
});

export const categoryList = defineQuery({
  name: 'category.list',
  summary: { zh: '物料类别，按名称', en: 'Categories of items by name' },
  input: z.object({}),
  output: z.object({ rows: z.array(categoryRow) }),
  permission: { roles: 'anyone' },
  reads: ['category', 'item'],
});

export const categoryCreate = defineCommand({
  name: 'category.create',
  summary: { zh: '新建物料类别', en: 'Add a category' },
  input: z.object({ name: shortText, parent: category.optional(), countDays: countDays.optional() }),
  output: categoryRow,
  permission,
  errors: categoryErrors,
});

export const categoryUpdate = defineCommand({
  name: 'category.update',
  summary: { zh: '修改物料类别：名称、上级、盘点周期', en: 'Rename a category, move it under another, or say how often its items are counted' },
  input: z.object({ category, name: shortText.optional(), parent: category.nullish(), countDays: z.union([z.null(), countDays]).optional() }),
  output: categoryRow,
  permission,
  errors: categoryErrors,
});

const fieldRow = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  type: z.enum(FIELD_TYPES),
  choices: z.array(z.string()),
  retired: z.boolean(),
});

export const itemFieldList = defineQuery({
  name: 'item-field.list',
  summary: { zh: '总部为物料定义的字段', en: 'Fields that headquarters defined for items' },
  input: z.object({}),
  output: z.object({ rows: z.array(fieldRow) }),
  permission: { roles: 'anyone' },
  reads: ['item_field'],
});

const choices = z.array(z.string().trim().min(1).max(100)).max(50);
const fieldErrors = {
  'item-field.unknown': { zh: '没有这个字段。没有保存，请刷新后重试。', en: 'There is no such field. Nothing was saved; look again.' },
  'item-field.no-choices': {
    zh: '“选项”类型的字段至少要有一个选项。没有保存，请填写选项。',
    en: 'A field of choices needs at least one. Nothing was saved; enter the choices.',
  },
} as const;

export const itemFieldCreate = defineCommand({
  name: 'item-field.create',
  summary: { zh: '为物料定义一个字段', en: 'Define a field for items' },
  input: z.object({ name: shortText, nameEn: shortText.optional(), type: z.enum(FIELD_TYPES), choices: choices.optional() }),
  output: fieldRow,
  permission,
  errors: fieldErrors,
});

export const itemFieldUpdate = defineCommand({
  name: 'item-field.update',
  summary: { zh: '修改或停用物料的一个字段', en: 'Change a field for items, or retire it' },
  input: z.object({ field: z.uuid(), name: shortText.optional(), nameEn: shortText.nullish(), choices: choices.optional(), retired: flag.optional() }),
  output: fieldRow,
  permission,
  errors: fieldErrors,
});
