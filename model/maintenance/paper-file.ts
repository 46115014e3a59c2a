/** A paper or labels as a desktop shell saves them as a PDF: a finished document of exact sheets. */
import { z } from 'zod';

export const paperFile = z.object({
  /** What the file is called, before the ending. */
  name: z.string().min(1).max(200),
  css: z.string().max(4_000_000),
  body: z.string().max(40_000_000),
  widthMm: z.number().min(10).max(2000),
  heightMm: z.number().min(10).max(2000),
});
export type PaperFile = z.infer<typeof paperFile>;

/** What became of it. A failure carries its cause as the system words it. */
export type PaperOutcome = { readonly state: 'saved'; readonly path: string } | { readonly state: 'cancelled' } | { readonly state: 'failed'; readonly cause: string };
