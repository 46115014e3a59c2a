/** Notes which items' figures are out of date: those that movements name, and those that were merged. */
import type { ItemMerge } from '#model/stock/catalogue-kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import type { Projection } from '../../store/store.ts';
import { VALUATION_SCHEMA, VALUATION_TABLES } from './tables.ts';

export const valuationProjection: Projection = {
  name: 'valuation',
  version: 1,
  schema: VALUATION_SCHEMA,
  tables: VALUATION_TABLES,
  kinds: ['ledger', 'catalogue'],
  rebuild: (write) => ({
    kinds: ['ledger'],
    unindexed: [],
    beforeIndexes: () => write.run('INSERT OR IGNORE INTO value_due (item) SELECT DISTINCT item FROM movement'),
  }),
  project(write, change) {
    const items = new Set<string>();
    for (const { root, key, after } of change.entries) {
      if (after === undefined) continue;
      if (root === 'movements') items.add((after as Movement).item);
      if (root === 'merges') items.add(key).add((after as ItemMerge).into);
    }
    for (const item of items) write.run('INSERT OR IGNORE INTO value_due (item) VALUES (?)', item);
  },
};
