/** The stock area: its projection and its handlers. */
import type { ExchangingArea } from '../exchange-table.ts';
import type { Projection } from '../store/store.ts';
import { projectCatalogue } from './catalogue-projection.ts';
import { countHandlers } from './count-commands.ts';
import { countSessionCommands } from './counting/count-commands.ts';
import { countPosting } from './counting/count-posting.ts';
import { countQueries } from './counting/count-queries.ts';
import { countsProjection } from './counting/counts-projection.ts';
import { documentHandlers } from './document-commands.ts';
import { documentQueries } from './document-queries.ts';
import { draftHandlers } from './draft-handlers.ts';
import { exceptionHandlers } from './exception-handlers.ts';
import { projectReview } from './exception-projection.ts';
import { categoryHandlers } from './category-handlers.ts';
import { itemCommands } from './item-commands.ts';
import { itemMerging } from './item-merging.ts';
import { itemQueries } from './item-queries.ts';
import { itemTable } from './item-table.ts';
import { partnerHandlers } from './partner-handlers.ts';
import { projectLedger } from './ledger-projection.ts';
import { locationHandlers, projectLocations } from './locations.ts';
import { openingTable } from './opening-table.ts';
import { postingHandlers } from './posting-commands.ts';
import { stockLists } from './stock-lists.ts';
import { stockQueries } from './stock-queries.ts';
import { transferReceiptHandlers } from './transfer-receipt.ts';
import { STOCK_SCHEMA, STOCK_TABLES } from './tables.ts';
import { valuationChore } from './valuation/valuation-chore.ts';
import { valuationHandlers } from './valuation/valuation-handlers.ts';
import { valuationProjection } from './valuation/valuation-projection.ts';

const stockProjection: Projection = {
  name: 'stock',
  version: 2,
  schema: STOCK_SCHEMA,
  tables: STOCK_TABLES,
  kinds: ['catalogue', 'proposals', 'ledger', 'locations', 'review'],
  project(write, change) {
    switch (change.kind) {
      case 'catalogue':
      case 'proposals':
        return projectCatalogue(write, change);
      case 'ledger':
        return projectLedger(write, change);
      case 'locations':
        return projectLocations(write, change);
      case 'review':
        return projectReview(write, change);
      default:
        throw new Error(`stock projects no document of kind ${change.kind}`);
    }
  },
};

export function createStockArea(): ExchangingArea {
  return {
    name: 'stock',
    projections: [stockProjection, valuationProjection, countsProjection],
    handlers: [
      ...itemCommands,
      ...itemQueries,
      ...itemMerging,
      ...categoryHandlers,
      ...partnerHandlers,
      ...postingHandlers,
      ...documentHandlers,
      ...documentQueries,
      ...draftHandlers,
      ...locationHandlers,
      ...transferReceiptHandlers,
      ...countHandlers,
      ...countSessionCommands,
      ...countPosting,
      ...countQueries,
      ...stockQueries,
      ...exceptionHandlers,
      ...valuationHandlers,
    ],
    chores: [valuationChore],
    tables: [itemTable, openingTable],
    lists: stockLists,
  };
}
