/** Search entries are found first by what people call them by. The projections fill it in when they are made anew. */
import type { Migration } from './migration.ts';

export const searchByCode: Migration = {
  version: 4,
  sql: `
    -- Empty where the entry has no code.
    ALTER TABLE search_entry ADD COLUMN code_key TEXT NOT NULL DEFAULT '';
    CREATE INDEX search_entry_by_code ON search_entry (code_key) WHERE code_key <> '';
  `,
};
