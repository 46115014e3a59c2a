/** The stock area: its projection and its handlers. */
import type { Area } from '../area.ts';
import type { Projection } from '../store/store.ts';
import { projectCatalogue } from './catalogue-projection.ts';
import { exceptionHandlers } from './exception-handlers.ts';
import { projectReview } from './exception-projection.ts';
import { categoryHandlers } from './category-handlers.ts';
import { itemCommands } from './item-commands.ts';
import { itemMerging } from './item-merging.ts';
import { itemQueries } from './item-queries.ts';
import { partnerHandlers } from './partner-handlers.ts';
import { projectLedger } from './ledger-projection.ts';
import { postingHandlers } from './posting-commands.ts';
import { stockQueries } from './stock-queries.ts';
import { STOCK_SCHEMA, STOCK_TABLES } from './tables.ts';

const stockProjection: Projection = {
  name: 'stock',
  version: 2,
  schema: STOCK_SCHEMA,
  tables: STOCK_TABLES,
  kinds: ['catalogue', 'proposals', 'ledger', 'review'],
  project(write, change) {
    switch (change.kind) {
      case 'catalogue':
      case 'proposals':
        return projectCatalogue(write, change);
      case 'ledger':
        return projectLedger(write, change);
      case 'review':
        return projectReview(write, change);
      default:
        throw new Error(`stock projects no document of kind ${change.kind}`);
    }
  },
};

export function createStockArea(): Area {
  return {
    name: 'stock',
    projections: [stockProjection],
    handlers: [...itemCommands, ...itemQueries, ...itemMerging, ...categoryHandlers, ...partnerHandlers, ...postingHandlers, ...stockQueries, ...exceptionHandlers],
  };
}
