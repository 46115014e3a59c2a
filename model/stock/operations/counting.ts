/** Counting stock: what was found on the shelf. */
import { z } from 'zod';
import { quantityOrZeroField } from '../../contract/fields.ts';
import { defineCommand } from '../../contract/operation.ts';
import { decimal, itemMissing, itemReference, POSTING_ROLES, tooMuch } from './fields.ts';
import { placeErrors } from './line-errors.ts';

export const stockCount = defineCommand({
  name: 'stock.count',
  summary: { zh: '盘点一个物料：录入实盘数，差异自动入账', en: 'Count an item: what was found; the difference is posted' },
  input: z.object({
    item: itemReference,
    counted: quantityOrZeroField,
    lot: z.string().trim().min(1).max(100).optional(),
    location: z.string().trim().min(1).max(100).optional(),
    note: z.string().trim().max(500).optional(),
  }),
  output: z.object({
    /** Id of the movement. */
    movement: z.string(),
    number: z.string(),
    /** Code of the item. */
    item: z.string(),
    itemName: z.string(),
    unit: z.string(),
    counted: decimal,
    /** What was expected there. */
    expected: decimal,
    /** Counted less expected. */
    difference: decimal,
  }),
  permission: { roles: POSTING_ROLES },
  errors: { ...itemMissing, ...tooMuch, ...placeErrors },
});
