/** Rows of closings. A ledger that brings what a closing still waits for has its figures derived again. */
import type { Closing } from '#model/stock/closing-kind.ts';
import type { Projection } from '../../store/store.ts';
import { CLOSING_SCHEMA, CLOSING_TABLES } from './tables.ts';

export const closingProjection: Projection = {
  name: 'closing',
  version: 1,
  schema: CLOSING_SCHEMA,
  tables: CLOSING_TABLES,
  kinds: ['closing', 'ledger'],
  // A closing just read is due in any case.
  rebuild: () => ({ kinds: ['ledger'], unindexed: [] }),
  project(write, change) {
    if (change.kind === 'ledger') {
      write.run(`INSERT OR REPLACE INTO closing_due (closing, after) SELECT id, '' FROM closing WHERE state = 'waiting'`);
      return;
    }
    for (const { after } of change.entries) {
      if (after === undefined) continue;
      const { id, month, untilMs, scope, missing, vector, totals, digest, by, at } = after as Closing;
      write.run(
        `INSERT OR REPLACE INTO closing (id, month, until_ms, scope, missing, vector, lines, value, digest, person, at, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'checking')`,
        id,
        month,
        untilMs,
        scope ?? null,
        JSON.stringify(missing),
        JSON.stringify(vector),
        totals.reduce((sum, { lines }) => sum + lines, 0),
        totals.reduce((sum, { value }) => sum + value, 0),
        digest,
        by,
        at,
      );
      write.run(`INSERT OR REPLACE INTO closing_due (closing, after) VALUES (?, '')`, id);
    }
  },
};
