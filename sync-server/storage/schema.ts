/** Migrations of the relay's database. A released one is never edited; the next number is added. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE identity (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    relay TEXT NOT NULL,
    epoch TEXT NOT NULL,
    setup_code TEXT NOT NULL,
    organisation TEXT
  ) STRICT;

  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL DEFAULT 0,
    rows INTEGER NOT NULL DEFAULT 0,
    last_sequence INTEGER NOT NULL DEFAULT 0,
    snapshot BLOB,
    snapshot_up_to INTEGER NOT NULL DEFAULT 0,
    pruned_up_to INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- AUTOINCREMENT: a number is never given twice, not even after rows at the end were deleted.
  CREATE TABLE updates (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    origin TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX updates_by_document ON updates (document, sequence);

  CREATE TABLE redemptions (
    enrolment_key TEXT PRIMARY KEY,
    enrolment TEXT NOT NULL,
    workstation TEXT NOT NULL,
    workstation_key TEXT NOT NULL,
    office TEXT NOT NULL,
    letter TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    UNIQUE (office, letter)
  ) STRICT;

  CREATE TABLE reports (
    workstation TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    complete_up_to TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    signature TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  `,
];
