/** Documents of many lines: posted whole or not at all, under one number. */
import { z } from 'zod';
import { dayField, quantityField, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { moneyField } from '../quantity.ts';
import { decimal, flag, itemReference, movementRow, place, POSTING_ROLES } from './fields.ts';
import { lineErrors } from './line-errors.ts';

export const POSTED_DOCUMENT_KINDS = ['receipt', 'issue', 'transfer-out', 'move', 'return-in', 'return-out'] as const;
export type PostedDocumentKind = (typeof POSTED_DOCUMENT_KINDS)[number];

export const MAX_DOCUMENT_LINES = 500;

const line = z.strictObject({
  item: itemReference,
  /** In `unit`, or in the item's base unit. */
  quantity: quantityField,
  unit: z.string().trim().min(1).max(20).optional(),
  lot: place.lot,
  expiry: dayField.optional(),
  location: place.location,
  /** Where a move ends. */
  toLocation: place.location,
  /** Money per base unit. */
  unitCost: moneyField.optional(),
  unitPrice: moneyField.optional(),
  orderLine: z.coerce.number().int().min(1).max(10_000).optional(),
  note: place.note,
});

export const documentPosted = z.object({
  number: z.string(),
  lines: z.array(z.object({ movement: z.string(), line: z.number(), item: z.string(), itemName: z.string(), unit: z.string(), quantity: decimal })),
});

export const stockPostDocument = defineCommand({
  name: 'stock.postDocument',
  summary: { zh: '过账一张单据（多行，全部或全不）', en: 'Post a document of many lines, all or nothing' },
  input: z.object({
    kind: z.enum(POSTED_DOCUMENT_KINDS),
    partner: z.uuid().optional(),
    order: z.uuid().optional(),
    reference: place.reference,
    /** Of an issue: `consumption`, `sale`, `scrap`, or the office's own words. */
    reason: shortText.optional(),
    /** Receiving office of a transfer. */
    to: officeCodeField.optional(),
    override: flag.optional(),
    /** The draft that this was; it is discarded as this is posted. */
    draft: z.uuid().optional(),
    lines: z.array(line).min(1).max(MAX_DOCUMENT_LINES),
  }),
  output: documentPosted.extend({ transfer: z.string().nullable() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...lineErrors,
    'document.no-target': { zh: '调拨要写明发往哪个机构。没有保存，请选择。', en: 'A transfer needs the office it goes to. Nothing was saved; choose one.' },
    'document.order-elsewhere': {
      zh: '订单 {{number}} 属于 {{office}}，只能由 {{office}} 收发。没有保存。',
      en: 'Order {{number}} belongs to {{office}}; only {{office}} can post to it. Nothing was saved.',
    },
    'document.order-kind': {
      zh: '订单 {{number}} 不能这样过账：采购订单只能入库或退货，销售订单只能出库或收回退货。没有保存。',
      en: 'This cannot be posted to order {{number}}: a purchase is received or returned, a sale is issued or taken back. Nothing was saved.',
    },
    'document.order-partner': {
      zh: '订单 {{number}} 属于另一个往来单位。没有保存，请检查订单或往来单位。',
      en: 'Order {{number}} is with another partner. Nothing was saved; check the order or the partner.',
    },
    'document.order-line': {
      zh: '第 {{line}} 行：订单 {{number}} 没有订购“{{item}}”。整张单据都没有保存，请检查物料和行号。',
      en: 'Line {{line}}: order {{number}} has no such line of “{{item}}”. Nothing of the document was saved; check item and line.',
    },
    'transfer.to-self': { zh: '不能调拨给本机构。没有保存，请选择另一个机构。', en: 'Stock cannot be sent to this same office. Nothing was saved; choose another.' },
    'document.no-location': {
      zh: '第 {{line}} 行：移位要写明移入的库位。整张单据都没有保存。',
      en: 'Line {{line}}: a move needs the location it ends at. Nothing of the document was saved.',
    },
  },
});

const documentMissing = {
  'document.unknown': { zh: '找不到单据“{{number}}”。请检查单号，或等它同步到本机。', en: 'There is no document “{{number}}” here. Check its number, or wait until it has arrived.' },
} as const;

export const stockReverseDocument = defineCommand({
  name: 'stock.reverseDocument',
  summary: { zh: '整单冲销', en: 'Reverse a whole document' },
  input: z.object({ number: z.string().trim().min(1).max(40), reason: shortText, override: flag.optional() }),
  output: documentPosted.extend({ reverses: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...lineErrors,
    ...documentMissing,
    'document.ambiguous': { zh: '单号“{{number}}”有两张单据。没有保存，请在明细中逐笔冲销。', en: 'Two documents have the number “{{number}}”. Nothing was saved; reverse their lines one by one.' },
    'document.reversed': { zh: '单据 {{number}} 已全部冲销。没有保存。', en: 'All of {{number}} was already reversed. Nothing was saved.' },
    'movement.elsewhere': { zh: '这笔记录属于 {{office}}，只能由 {{office}} 冲销。没有保存。', en: 'This movement belongs to {{office}}; only {{office}} can reverse it. Nothing was saved.' },
    'movement.is-reversal': { zh: '冲销记录不能再冲销。没有保存，请重新录入一笔。', en: 'A reversal cannot be reversed. Nothing was saved; enter the movement again instead.' },
    'movement.transfer-received': {
      zh: '调拨 {{number}} 对方已经收货，不能冲销发出。没有保存，请让对方退回。',
      en: 'Transfer {{number}} was already received at the other end, so sending it cannot be reversed. Nothing was saved; ask them to send it back.',
    },
  },
});

export const stockDocument = defineQuery({
  name: 'stock.document',
  summary: { zh: '一张单据（表头和各行）', en: 'One document: its header and lines' },
  input: z.object({ number: z.string().trim().min(1).max(40) }),
  output: z.object({
    number: z.string(),
    kind: movementRow.shape.kind,
    office: z.string(),
    by: z.string(),
    byName: z.string(),
    atMs: z.number(),
    reason: z.string(),
    reference: z.string().nullable(),
    partner: z.string().nullable(),
    partnerName: z.string().nullable(),
    order: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** True once every line was reversed. */
    reversed: z.boolean(),
    /** True where two documents stand under the number: the lines are of both. */
    twice: z.boolean(),
    lines: z.array(movementRow),
  }),
  permission: { roles: 'anyone' },
  errors: documentMissing,
  reads: ['movement', 'item', 'person', 'partner', 'quota_use'],
});
