/** Reads the sample organisation's content from `resources/sample`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const items = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    unit: z.string(),
    category: z.string(),
    barcode: z.string(),
    price: z.string(),
  }),
);
const boards = z.array(
  z.object({
    title: z.string(),
    lists: z.array(
      z.object({
        title: z.string(),
        done: z.boolean().optional(),
        cards: z.array(
          z.object({
            title: z.string(),
            description: z.string().optional(),
            labels: z.array(z.string()).optional(),
            checklist: z.array(z.string()).optional(),
            dueInDays: z.number().nullable().optional(),
          }),
        ),
      }),
    ),
  }),
);
const articles = z.array(
  z.object({ title: z.string(), space: z.string(), markdown: z.string(), reviewInDays: z.number().optional() }),
);

export interface SampleContent {
  readonly items: z.infer<typeof items>;
  readonly boards: z.infer<typeof boards>;
  readonly articles: z.infer<typeof articles>;
}

/** @throws when the files are missing or not of the expected shape. */
export function readSampleContent(folder: string): SampleContent {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { items: items.parse(read('items.json')), boards: boards.parse(read('boards.json')), articles: articles.parse(read('articles.json')) };
}
