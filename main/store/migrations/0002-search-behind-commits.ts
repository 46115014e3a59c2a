/** The search index follows its entries after the commit: what it has yet to follow is noted with the entries. */
import type { Migration } from './migration.ts';

export const searchBehindCommits: Migration = {
  version: 2,
  sql: `
    -- Rows of search_entry that search_index has yet to follow, also those that are gone; size in characters.
    CREATE TABLE search_stale (
      entry INTEGER PRIMARY KEY,
      size INTEGER NOT NULL
    ) STRICT;
  `,
};
