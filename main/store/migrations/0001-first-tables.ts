/** The first tables. Released migrations are never edited: a change is a new file. */
import type { Migration } from './migration.ts';

export const firstTables: Migration = {
  version: 1,
  sql: `
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      -- Updates ever appended; rows and bytes in the log that no snapshot holds yet; bytes of snapshot and log together.
      updates INTEGER NOT NULL DEFAULT 0,
      unfolded_rows INTEGER NOT NULL DEFAULT 0,
      unfolded_bytes INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0,
      -- 1 while updates wait for earlier ones that have not arrived: such a document is not folded.
      pending INTEGER NOT NULL DEFAULT 0,
      changed_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX document_by_kind ON document (kind, id);

    -- The whole state of a document up to and including log row \`up_to\`.
    CREATE TABLE snapshot (
      document INTEGER PRIMARY KEY REFERENCES document (id),
      up_to INTEGER NOT NULL,
      state BLOB NOT NULL
    ) STRICT;

    -- AUTOINCREMENT: an id is never used twice, so that a late acknowledgement cannot hit a newer update.
    CREATE TABLE update_log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      document INTEGER NOT NULL REFERENCES document (id),
      origin TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      -- 1 while parts of it wait for earlier updates.
      parked INTEGER NOT NULL DEFAULT 0,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX update_log_by_document ON update_log (document, id);

    -- Log rows that the relay has not acknowledged.
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY REFERENCES update_log (id),
      at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      rule TEXT NOT NULL,
      detail TEXT NOT NULL,
      origin TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      digest BLOB NOT NULL,
      bytes BLOB NOT NULL,
      UNIQUE (name, digest)
    ) STRICT;

    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE request (
      id TEXT PRIMARY KEY,
      result TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX request_by_age ON request (at_ms);

    -- Which version of each projection the tables below hold, and which tables and views it made.
    CREATE TABLE projection (
      name TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      schema TEXT NOT NULL,
      made TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE search_entry (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      entry TEXT NOT NULL,
      document TEXT NOT NULL,
      title TEXT NOT NULL,
      title_key TEXT NOT NULL,
      body TEXT NOT NULL,
      extra TEXT NOT NULL,
      UNIQUE (kind, entry)
    ) STRICT;
    CREATE INDEX search_entry_by_document ON search_entry (document);
    CREATE INDEX search_entry_by_title ON search_entry (title_key);
    CREATE VIRTUAL TABLE search_index USING fts5 (
      title, pinyin, extra, body,
      content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
  `,
};
