/** Entries under way on this workstation. They are of no document: nobody else sees them. */
import type { Migration } from './migration.ts';

export const entryDrafts: Migration = {
  version: 3,
  sql: `
    CREATE TABLE entry_draft (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL,
      -- What is being entered: receipt, issue, …
      kind TEXT NOT NULL,
      -- JSON of the screen that keeps it.
      content TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_draft_by_person ON entry_draft (person, kind, at_ms);
  `,
};
