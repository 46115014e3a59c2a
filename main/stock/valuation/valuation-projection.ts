/** Notes which items' figures are out of date. */
import type { Movement } from '#model/stock/movement.ts';
import type { Projection } from '../../store/store.ts';
import { VALUATION_SCHEMA, VALUATION_TABLES } from './tables.ts';

export const valuationProjection: Projection = {
  name: 'valuation',
  version: 1,
  schema: VALUATION_SCHEMA,
  tables: VALUATION_TABLES,
  kinds: ['ledger'],
  project(write, change) {
    const items = new Set<string>();
    for (const { after } of change.entries) if (after !== undefined) items.add((after as Movement).item);
    for (const item of items) write.run('INSERT OR IGNORE INTO value_due (item) VALUES (?)', item);
  },
};
