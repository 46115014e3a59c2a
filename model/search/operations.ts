/** Search over everything that has a title: items, cards, articles, boards. */
import { z } from 'zod';
import { defineQuery } from '../contract/operation.ts';

/** Where a text holds what was searched, in UTF-16 units from and to. */
const ranges = z.array(z.tuple([z.number(), z.number()]));

export const search = defineQuery({
  name: 'search',
  summary: { zh: '搜索物料、卡片、文章、看板', en: 'Search items, cards, articles and boards' },
  permission: { roles: 'anyone' },
  reads: ['search_entry'],
  input: z.strictObject({
    text: z.string().trim().min(1).max(200),
    /** `item`, `card`, `article`, `board`, …; all of them without it. */
    kinds: z.array(z.string().max(40)).max(20).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        kind: z.string(),
        id: z.string(),
        document: z.string(),
        title: z.string(),
        titleHighlights: ranges,
        /** A piece of the text around what was found. */
        excerpt: z.string(),
        excerptHighlights: ranges,
      }),
    ),
  }),
});
