/** What items are narrowed by of the fields that headquarters defines (STOCK-37). */
import { z } from 'zod';
import { dayField } from '../../contract/fields.ts';
import type { ErrorCatalog } from '../../contract/refusal.ts';
import { isCustomNumber } from '../custom-number.ts';

const limit = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .refine(isCustomNumber, { error: 'customNumber' });

/** By the field's id. Which parts a field knows depends on its type; limits count themselves. */
export const customFilter = z.record(
  z.uuid(),
  z.strictObject({
    /** Of a text: words that stand in it. */
    text: z.string().trim().min(1).max(200).optional(),
    /** Of a number. */
    least: limit.optional(),
    most: limit.optional(),
    /** Of a date. */
    from: dayField.optional(),
    until: dayField.optional(),
    /** Of a choice: one of these. */
    choices: z.array(z.string().trim().min(1).max(100)).min(1).max(50).optional(),
  }),
);
export type CustomFilter = z.output<typeof customFilter>;

export const customFilterErrors = {
  'item.filter-field-unknown': {
    zh: '没有编号为“{{field}}”的自定义字段。没有列出物料；请去掉这个条件，或刷新后重选字段。',
    en: 'There is no custom field with the id “{{field}}”. No items were listed; take this condition away, or look again and choose a field.',
  },
  'item.filter-field-retired': {
    zh: '自定义字段“{{name}}”已停用，不能再按它筛选。没有列出物料；请去掉这个条件，或请总部恢复该字段。',
    en: 'The custom field “{{name}}” is retired, so that items are no longer filtered by it. No items were listed; take this condition away, or ask headquarters to use the field again.',
  },
  'item.filter-unfit': {
    zh: '自定义字段“{{name}}”不能这样筛选。没有列出物料；文字按所含的词（text），数字按上下限（least、most），日期按起止日期（from、until），选项按所选的项（choices）。',
    en: 'The custom field “{{name}}” cannot be filtered like this. No items were listed; give words for a text (text), limits for a number (least, most), days for a date (from, until), and options for a choice (choices).',
  },
  'item.filter-choice-unknown': {
    zh: '自定义字段“{{name}}”没有选项“{{value}}”。没有列出物料；请重选选项。',
    en: 'The custom field “{{name}}” has no option “{{value}}”. No items were listed; choose the options again.',
  },
} as const satisfies ErrorCatalog;
