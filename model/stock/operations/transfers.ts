/** Transfers between offices: dispatch, receive, list. */
import { z } from 'zod';
import { listOf, pageFields, quantityField } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { TRANSFER_STATES } from '../balance.ts';
import { itemReference, flag, decimal, POSTING_ROLES, itemMissing, tooMuch, belowZero, posted, place, transferMissing } from './fields.ts';
import { placeErrors } from './line-errors.ts';

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

export const stockAcceptTransfer = defineCommand({
  name: 'stock.acceptTransfer',
  summary: { zh: '调拨收货（全部或部分）', en: 'Receive a transfer, whole or short' },
  input: z.object({
    /** Id of the transfer, or its number on paper. */
    transfer: z.string().trim().min(1).max(100),
    quantity: quantityField,
    location: z.string().trim().min(1).max(100).optional(),
    note: z.string().trim().max(500).optional(),
  }),
  output: posted.extend({ transfer: z.string(), difference: decimal }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...tooMuch,
    ...placeErrors,
    ...transferMissing,
    'transfer.not-here': { zh: '这笔调拨发往 {{to}}，只能由 {{to}} 收货。没有保存。', en: 'This transfer goes to {{to}}; only {{to}} can receive it. Nothing was saved.' },
    'transfer.done': {
      zh: '调拨 {{number}} 已经收货或已取消，不能再次收货。没有保存。',
      en: 'Transfer {{number}} was already received or called back, so it cannot be received again. Nothing was saved.',
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
  reads: ['transfer', 'item'],
});
