/** Posting movements: receive, issue, reverse. */
import { z } from 'zod';
import { quantityField, shortText } from '../../contract/fields.ts';
import { defineCommand } from '../../contract/operation.ts';
import { moneyField } from '../quantity.ts';
import { itemReference, flag, POSTING_ROLES, itemMissing, tooMuch, belowZero, posted, place } from './fields.ts';
import { placeErrors } from './line-errors.ts';

export const stockReceive = defineCommand({
  name: 'stock.receive',
  summary: { zh: '入库', en: 'Receive stock' },
  input: z.object({
    item: itemReference,
    quantity: quantityField,
    unitCost: moneyField.optional(),
    reason: z.string().trim().min(1).max(200).default('purchase'),
    ...place,
  }),
  output: posted,
  permission: { roles: POSTING_ROLES },
  errors: { ...itemMissing, ...tooMuch, ...placeErrors },
});

export const stockIssue = defineCommand({
  name: 'stock.issue',
  summary: { zh: '出库', en: 'Issue stock' },
  input: z.object({
    item: itemReference,
    quantity: quantityField,
    /** `consumption`, `sale`, `scrap`, or the office's own words. */
    reason: z.string().trim().min(1).max(200),
    override: flag.optional(),
    ...place,
  }),
  output: posted,
  permission: { roles: POSTING_ROLES },
  errors: { ...itemMissing, ...tooMuch, ...belowZero, ...placeErrors },
});

export const stockReverse = defineCommand({
  name: 'stock.reverse',
  summary: { zh: '冲销一笔出入库', en: 'Reverse a movement' },
  input: z.object({
    /** Id of the movement, or its number on paper. */
    movement: z.string().trim().min(1).max(100),
    reason: shortText,
    override: flag.optional(),
  }),
  output: posted.extend({ reverses: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...tooMuch,
    ...placeErrors,
    ...belowZero,
    'movement.unknown': { zh: '找不到单据“{{movement}}”。没有保存，请检查单号。', en: 'There is no movement “{{movement}}” here. Nothing was saved; check its number.' },
    'movement.ambiguous': {
      zh: '单号“{{movement}}”对应不止一笔记录。没有保存，请打开明细后冲销其中一笔。',
      en: 'More than one movement has the number “{{movement}}”. Nothing was saved; open the list and reverse one of them.',
    },
    'movement.elsewhere': { zh: '这笔记录属于 {{office}}，只能由 {{office}} 冲销。没有保存。', en: 'This movement belongs to {{office}}; only {{office}} can reverse it. Nothing was saved.' },
    'movement.is-move': {
      zh: '单据 {{number}} 是移位，两行要一起冲销。没有保存，请整单冲销。',
      en: '{{number}} is a move, whose two lines are reversed together. Nothing was saved; reverse the whole document.',
    },
    'movement.reversed': { zh: '单据 {{number}} 已由 {{by}} 冲销，不能再次冲销。没有保存。', en: '{{number}} was already reversed by {{by}}, so it cannot be reversed again. Nothing was saved.' },
    'movement.is-reversal': { zh: '冲销记录不能再冲销。没有保存，请重新录入一笔。', en: 'A reversal cannot be reversed. Nothing was saved; enter the movement again instead.' },
    'movement.transfer-received': {
      zh: '调拨 {{number}} 对方已经收货，不能冲销发出。没有保存，请让对方退回。',
      en: 'Transfer {{number}} was already received at the other end, so sending it cannot be reversed. Nothing was saved; ask them to send it back.',
    },
  },
});
