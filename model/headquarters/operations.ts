/** What headquarters sees of all offices at once. Up to when it is known says `sync.watermarks`. */
import { z } from 'zod';
import { defineQuery } from '../contract/operation.ts';

export const headquartersOverview = defineQuery({
  name: 'headquarters.overview',
  summary: { zh: '各机构总览：库存、调拨、任务、待处理', en: 'All offices at a glance: stock, transfers, tasks, exceptions' },
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        office: z.string(),
        name: z.string(),
        headquarters: z.boolean(),
        itemsInStock: z.number(),
        belowZero: z.number(),
        /** Transfers on the road to the office. */
        inTransit: z.number(),
        openExceptions: z.number(),
        /** Cards whose responsible person belongs to the office. */
        openCards: z.number(),
        overdueCards: z.number(),
        collidedCards: z.number(),
      }),
    ),
  }),
  permission: { roles: 'anyone' },
  reads: ['office', 'stock_level', 'transfer', 'stock_exception', 'stock_settlement', 'card', 'board_list', 'person'],
});
