/** One transfer with all its lines: what was sent, and what became of it. */
import { z } from 'zod';
import { defineQuery } from '../../contract/operation.ts';
import { TRANSFER_STATES } from '../balance.ts';
import { EXCEPTION_KINDS } from '../exceptions.ts';
import { TRACKINGS } from '../item-fields.ts';
import { decimal, transferMissing } from './fields.ts';

const line = z.object({
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  tracking: z.enum(TRACKINGS),
  /** What can be scanned of the item; `quantity` base units a scan. */
  barcodes: z.array(z.object({ code: z.string(), quantity: decimal })),
  lot: z.string().nullable(),
  expiry: z.string().nullable(),
  state: z.enum(TRANSFER_STATES),
  sent: decimal,
  inTransit: decimal,
  /** What arrived: sent is good and damaged and refused and in transit and missing, once received. */
  good: decimal,
  damaged: decimal,
  refused: decimal,
  /** Sent less received, once received; negative is over. */
  missing: decimal,
});

export const stockTransferLines = defineQuery({
  name: 'stock.transferLines',
  summary: { zh: '一笔调拨的各行：发出、良品、破损、拒收、短少', en: 'One transfer by its lines: sent, good, damaged, refused, missing' },
  input: z.object({
    /** Id of the transfer, or its number on paper. */
    transfer: z.string().trim().min(1).max(100),
  }),
  output: z.object({
    id: z.string(),
    number: z.string(),
    from: z.string(),
    to: z.string(),
    /** True while any line is on its way. */
    underway: z.boolean(),
    byName: z.string().nullable(),
    note: z.string().nullable(),
    sentAtMs: z.number().nullable(),
    lines: z.array(line),
    /** Documents by which it was received. */
    receipts: z.array(z.object({ number: z.string(), office: z.string(), byName: z.string(), atMs: z.number(), reversed: z.boolean() })),
    /** Transfers by which refused stock goes back. */
    sentBack: z.array(z.string()),
    exceptions: z.array(z.object({ id: z.string(), kind: z.enum(EXCEPTION_KINDS), item: z.string(), quantity: decimal.nullable(), settled: z.boolean() })),
  }),
  permission: { roles: 'anyone' },
  errors: transferMissing,
  reads: ['transfer', 'movement', 'item', 'item_barcode', 'lot', 'person', 'stock_exception', 'stock_settlement'],
});
