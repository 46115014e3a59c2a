/** Transfers between offices: dispatch, receive, list. */
import { z } from 'zod';
import { listOf, pageFields, quantityField, quantityOrZeroField, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { TRANSFER_STATES } from '../balance.ts';
import { itemReference, flag, decimal, POSTING_ROLES, itemMissing, tooMuch, belowZero, posted, place, transferMissing } from './fields.ts';
import { documentPosted, MAX_DOCUMENT_LINES } from './documents.ts';
import { lineErrors, placeErrors } from './line-errors.ts';

export const stockTransfer = defineCommand({
  name: 'stock.transfer',
  summary: { zh: '调拨发出', en: 'Send stock to another office' },
  input: z.object({ item: itemReference, quantity: quantityField, to: officeCodeField, override: flag.optional(), ...place }),
  output: posted.extend({ transfer: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...itemMissing,
    ...tooMuch,
    ...placeErrors,
    ...belowZero,
    'transfer.to-self': { zh: '不能调拨给本机构。没有保存，请选择另一个机构。', en: 'Stock cannot be sent to this same office. Nothing was saved; choose another.' },
  },
});

const transferClosed = {
  'transfer.not-here': { zh: '这笔调拨发往 {{to}}，只能由 {{to}} 收货。没有保存。', en: 'This transfer goes to {{to}}; only {{to}} can receive it. Nothing was saved.' },
  'transfer.done': {
    zh: '调拨 {{number}} 已经收货或已取消，不能再次收货。没有保存。',
    en: 'Transfer {{number}} was already received or called back, so it cannot be received again. Nothing was saved.',
  },
} as const;

export const stockAcceptTransfer = defineCommand({
  name: 'stock.acceptTransfer',
  summary: { zh: '调拨收货（全部或部分）', en: 'Receive a transfer, whole or short' },
  input: z.object({
    /** Id of the transfer, or its number on paper. */
    transfer: z.string().trim().min(1).max(100),
    /** Which of the transfer's items; needed where several are on their way. */
    item: itemReference.optional(),
    quantity: quantityField,
    location: z.string().trim().min(1).max(100).optional(),
    note: z.string().trim().max(500).optional(),
  }),
  output: posted.extend({ transfer: z.string(), difference: decimal }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...itemMissing,
    ...tooMuch,
    ...placeErrors,
    ...transferMissing,
    ...transferClosed,
    'transfer.by-item': {
      zh: '调拨 {{number}} 有几种物料在途。没有保存，请指明物料，或整单收货。',
      en: 'Several items of transfer {{number}} are on their way. Nothing was saved; name the item, or receive the whole transfer.',
    },
    'transfer.by-lot': {
      zh: '调拨 {{number}} 的这个物料有几个批号。没有保存，请按批号收货。',
      en: 'Transfer {{number}} has several lots of this item. Nothing was saved; receive it by its lots.',
    },
  },
});

export const stockReceiveTransfer = defineCommand({
  name: 'stock.receiveTransfer',
  summary: { zh: '整单调拨收货：全部、短少、破损或拒收', en: 'Receive a whole transfer: all, short, damaged or refused' },
  input: z.object({
    /** Id of the transfer, or its number on paper. */
    transfer: z.string().trim().min(1).max(100),
    /** Absent: all of it arrived whole, or is refused. What no line names is still on its way. */
    lines: z
      .array(
        z.strictObject({
          item: itemReference,
          lot: place.lot,
          // Zero: nothing of that kind arrived.
          good: quantityOrZeroField.optional(),
          damaged: quantityOrZeroField.optional(),
          refused: quantityOrZeroField.optional(),
          location: place.location,
          /** Where the damaged part goes; else to the office’s quarantine. */
          quarantine: place.location,
          reason: shortText.optional(),
        }),
      )
      .min(1)
      .max(MAX_DOCUMENT_LINES)
      .optional(),
    refused: flag.optional(),
    reason: shortText.optional(),
    note: place.note,
    /** The draft that this was; it is discarded as this is posted. */
    draft: z.uuid().optional(),
  }),
  /** `sentBack`: the transfer by which the refused part goes back. */
  output: documentPosted.extend({ transfer: z.string(), sentBack: z.string().nullable() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...lineErrors,
    ...transferMissing,
    ...transferClosed,
    'transfer.not-sent': {
      zh: '第 {{line}} 行：这笔调拨没有发出“{{item}}”（批号 {{lot}}）。没有保存，请核对。',
      en: 'Line {{line}}: this transfer holds no “{{item}}” (lot {{lot}}). Nothing was saved; check it.',
    },
    'transfer.nothing': {
      zh: '调拨 {{number}} 没有任何一行实收。没有保存；货物没到时，请等它到达或让对方冲销。',
      en: 'Nothing of transfer {{number}} arrived. Nothing was saved; wait for it, or ask the sender to reverse it.',
    },
  },
});

const transferRow = z.object({
  id: z.string(),
  number: z.string(),
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  from: z.string(),
  to: z.string(),
  sent: decimal,
  received: decimal,
  /** Of what was received. */
  damaged: decimal,
  refused: decimal,
  inTransit: decimal,
  /** Received less sent, once received; negative is short. */
  difference: decimal,
  state: z.enum(TRANSFER_STATES),
  sentAtMs: z.number().nullable(),
  receivedAtMs: z.number().nullable(),
});

export const stockTransfers = defineQuery({
  name: 'stock.transfers',
  summary: { zh: '调拨列表', en: 'Transfers' },
  input: z.object({
    state: z.enum(TRANSFER_STATES).optional(),
    /** Transfers from or to this office. */
    office: officeCodeField.optional(),
    direction: z.enum(['in', 'out']).optional(),
    ...pageFields,
  }),
  output: listOf(transferRow),
  permission: { roles: 'anyone' },
  reads: ['transfer', 'movement', 'item'],
});
