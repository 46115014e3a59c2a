/** Items that branches propose, and items that are found to be one. */
import { z } from 'zod';
import { listOf, pageFields, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { itemInput, itemInputErrors } from './item-input.ts';
import { itemMissing, itemReference, itemRow, POSTING_ROLES } from './fields.ts';

export const itemPropose = defineCommand({
  name: 'item.propose',
  summary: { zh: '提议新物料，本机构立即可用', en: 'Propose an item; it can be used at once' },
  input: z.object({ ...itemInput, note: shortText.optional() }),
  output: itemRow,
  permission: { roles: [...POSTING_ROLES] },
  errors: itemInputErrors,
});

export const itemProposals = defineQuery({
  name: 'item.proposals',
  summary: { zh: '待总部确认的物料', en: 'Items that wait for headquarters' },
  input: z.object({ ...pageFields }),
  output: listOf(itemRow.extend({ note: z.string().nullable(), byName: z.string(), atMs: z.number(), barcodes: z.array(z.string()) })),
  permission: { roles: 'anyone' },
  reads: ['item', 'category', 'catalogue_source', 'person', 'item_barcode'],
});

const notProposed = {
  'item.not-proposed': {
    zh: '“{{item}}”不是待确认的提议，可能已被采纳或合并。没有再次保存。',
    en: '“{{item}}” is no open proposal; it may have been accepted or merged. Nothing was saved again.',
  },
} as const;

export const itemAccept = defineCommand({
  name: 'item.accept',
  summary: { zh: '采纳机构提议的物料', en: 'Accept an item that a branch proposes' },
  input: z.object({ item: itemReference }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: { ...itemMissing, ...notProposed },
});

export const itemMerge = defineCommand({
  name: 'item.merge',
  summary: { zh: '把重复的物料并入另一个', en: 'Merge a duplicate item into another' },
  input: z.object({ item: itemReference, into: itemReference }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: {
    ...itemMissing,
    'item.same': { zh: '两边是同一个物料“{{item}}”。没有保存，请选择另一个。', en: 'Both are the item “{{item}}”. Nothing was saved; choose another.' },
    'item.unit-differs': {
      zh: '“{{item}}”按“{{unit}}”记数，“{{into}}”按“{{intoUnit}}”记数，数量不能直接相加。没有合并，请先统一基本单位，或停用其中一个。',
      en: '“{{item}}” is counted in “{{unit}}” and “{{into}}” in “{{intoUnit}}”, so their quantities cannot be added. Nothing was merged; make their base units one, or discontinue one of them.',
    },
    'item.into-proposed': {
      zh: '“{{into}}”还是机构的提议，不能作为合并的目标。没有合并，请先采纳它。',
      en: '“{{into}}” is still a branch’s proposal and nothing can be merged into it. Nothing was merged; accept it first.',
    },
  },
});
