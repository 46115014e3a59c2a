/** What headquarters sees of all offices at once. */
import { z } from 'zod';
import { defineQuery } from '../contract/operation.ts';

export const headquartersOverview = defineQuery({
  name: 'headquarters.overview',
  summary: { zh: '各机构总览:数据截至、待发送、库存、任务、待处理', en: 'All offices at a glance: known up to, waiting, stock, tasks, exceptions' },
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        office: z.string(),
        name: z.string(),
        headquarters: z.boolean(),
        /** Everything the office wrote until then is here; absent where nothing is known yet. */
        knownUpToMs: z.number().optional(),
        /** Entries that waited at the office as of its last report. */
        waiting: z.number().optional(),
        lastContactMs: z.number().optional(),
        connected: z.boolean(),
        itemsInStock: z.number(),
        belowZero: z.number(),
        inTransit: z.number(),
        openExceptions: z.number(),
        openCards: z.number(),
        overdueCards: z.number(),
        collidedCards: z.number(),
      }),
    ),
  }),
  permission: { roles: 'anyone' },
  reads: ['office', 'watermark', 'balance', 'transfer', 'stock_exception', 'card', 'card_head', 'person'],
});
