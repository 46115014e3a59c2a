/** Field types that several areas' operations share. */
import { z } from 'zod';

/** A positive decimal with at most three places, as a string (`"12.5"`); a JSON number is accepted and read exactly as written. */
export const quantityField = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((text) => /^\d{1,12}(\.\d{1,3})?$/.test(text.trim()) && Number(text) > 0, {
    error: 'quantity',
  })
  .transform((text) => text.trim());

/** A decimal of zero or more with at most three places, as a string: what was found, arrived or is aimed at. */
export const quantityOrZeroField = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .refine((text) => /^\d{1,12}(\.\d{1,3})?$/.test(text), { error: 'quantityOrZero' });

/** Paging of every list: rows after `cursor`, at most `limit`. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(500).optional(),
};

/** The result of every list. `nextCursor` is absent on the last page. */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), nextCursor: z.string().optional() });
}

export const shortText = z.string().trim().min(1).max(200);
/** The words of a recovery sheet as they are typed. On the command line `-` takes them from standard input: arguments are seen by others and remembered. */
export const recoveryWordsField = z.string().trim().min(1).max(400).meta({ format: 'secret' });
export const longText = z.string().max(20_000);
/** A calendar day, `2026-11-23`. */
export const dayField = z.iso.date();

/** A file on this computer's disk, by its whole path. The CLI completes a relative one from where the person stands. */
export const filePathField = z.string().trim().min(1).max(1000).meta({ format: 'path' });
