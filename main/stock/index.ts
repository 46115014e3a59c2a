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
import { rebuildLedgers } from './ledger-rebuild.ts';
import { locationHandlers, projectLocations } from './locations.ts';
import { locationStockHandlers } from './location-stock.ts';
import { photoHandlers, projectPhoto } from './item-photo.ts';
import { movementTable } from './imports/movement-table.ts';
import { partnerTable } from './imports/partner-table.ts';
import { openingTable } from './opening-table.ts';
import { postingHandlers } from './posting-commands.ts';
import { quotaHandlers } from './quotas/index.ts';
import { projectQuota, projectQuotaUses } from './quotas/quota-projection.ts';
import { stockLists } from './stock-lists.ts';
import { stockQueries } from './stock-queries.ts';
import { transferLinesHandlers } from './transfer-lines.ts';
import { transferReceiptHandlers } from './transfer-receipt.ts';
import { analysisChore } from './analysis/analysis-chore.ts';
import { analysisProjection } from './analysis/analysis-projection.ts';
import { historyQueries } from './analysis/history-queries.ts';
import { placeQueries } from './analysis/place-queries.ts';
import { planQueries } from './analysis/plan-queries.ts';
import { turnoverMonthsQueries } from './analysis/turnover-months.ts';
import { turnoverQueries } from './analysis/turnover-query.ts';
import { createClosingChore } from './closing/closing-chore.ts';
import { closingProjection } from './closing/closing-projection.ts';
import { monthCommands } from './closing/month-commands.ts';
import { monthQueries, type OfficesBehind } from './closing/month-queries.ts';
import { analysisLists } from './analysis/analysis-lists.ts';
import { STOCK_SCHEMA, STOCK_TABLES } from './tables.ts';
import { valuationChore } from './valuation/valuation-chore.ts';
import { valuationHandlers } from './valuation/valuation-handlers.ts';
import { valuationProjection } from './valuation/valuation-projection.ts';

export { createVerificationHandlers } from './verification/verify-ledgers.ts';

const stockProjection: Projection = {
  name: 'stock',
  version: 5,
  schema: STOCK_SCHEMA,
  tables: STOCK_TABLES,
  kinds: ['catalogue', 'proposals', 'ledger', 'locations', 'photo', 'quota', 'review'],
  rebuild: rebuildLedgers,
  project(write, change) {
    switch (change.kind) {
      case 'catalogue':
      case 'proposals':
        return projectCatalogue(write, change);
      case 'ledger':
        projectLedger(write, change);
        return projectQuotaUses(write, change);
      case 'quota':
        return projectQuota(write, change);
      case 'locations':
        return projectLocations(write, change);
      case 'photo':
        return projectPhoto(write, change);
      case 'review':
        return projectReview(write, change);
      default:
        throw new Error(`stock projects no document of kind ${change.kind}`);
    }
  },
};

/** @param officesBehind who has not sent all that is dated before a moment; nobody where there is no line to hear of it. */
export function createStockArea(officesBehind: OfficesBehind = () => []): ExchangingArea {
  return {
    name: 'stock',
    projections: [stockProjection, valuationProjection, analysisProjection, closingProjection, countsProjection],
    handlers: [
      ...itemCommands,
      ...itemQueries,
      ...itemMerging,
      ...photoHandlers,
      ...categoryHandlers,
      ...partnerHandlers,
      ...postingHandlers,
      ...documentHandlers,
      ...documentQueries,
      ...draftHandlers,
      ...locationHandlers,
      ...locationStockHandlers,
      ...transferReceiptHandlers,
      ...transferLinesHandlers,
      ...countHandlers,
      ...countSessionCommands,
      ...countPosting,
      ...countQueries,
      ...stockQueries,
      ...exceptionHandlers,
      ...valuationHandlers,
      ...quotaHandlers,
      ...planQueries,
      ...placeQueries,
      ...historyQueries,
      ...turnoverQueries,
      ...turnoverMonthsQueries,
      ...monthCommands(officesBehind),
      ...monthQueries(officesBehind),
    ],
    chores: [valuationChore, analysisChore, createClosingChore()],
    tables: [itemTable, partnerTable, openingTable, movementTable],
    lists: [...stockLists, ...analysisLists],
  };
}
