/** Lots and serial numbers: what is on hand of each, where, and which to take first. */
import { z } from 'zod';
import { listOf, quantityField } from '../../contract/fields.ts';
import { defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { decimal, itemMissing, itemReference } from './fields.ts';

const lotRow = z.object({
  office: z.string(),
  /** Empty where the stock has no lot. */
  lot: z.string(),
  location: z.string(),
  quantity: decimal,
  expiry: z.string().nullable(),
  expired: z.boolean(),
});

export const stockLots = defineQuery({
  name: 'stock.lots',
  summary: { zh: '一个物料按批号和库位的结存', en: 'One item’s stock by lot and location' },
  input: z.object({ item: itemReference, office: officeCodeField.optional() }),
  output: listOf(lotRow),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['balance', 'lot', 'item'],
});

export const stockSuggestLots = defineQuery({
  name: 'stock.suggestLots',
  summary: { zh: '出库建议：先到期先出，过期的不出', en: 'Lots to take for an issue: earliest expiry first, never expired ones' },
  input: z.object({ item: itemReference, quantity: quantityField }),
  output: z.object({
    rows: z.array(lotRow.extend({ take: decimal })),
    /** What no lot covers; `0` where all is covered. */
    missing: decimal,
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['balance', 'lot', 'item', 'location'],
});
