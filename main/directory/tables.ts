/**
 * The directory as rows: what is in force of it, nothing else. Other areas read these tables by id; they are the
 * directory's public face in SQL and change compatibly.
 *
 * - `organisation`: one row, or none before the directory has arrived. `headquarters` is an office code, `root_key`
 *   base64url.
 * - `office`: by `code` (`SH`). `headquarters` is 1 for one of them.
 * - `person`: by `id`. `office` is a code; `roles` a JSON array of `clerk`, `manager`, `hq`, `it`; `active` is 0 for
 *   somebody who left. A person may be named elsewhere before they arrive here: join from the left.
 * - `workstation`: by `id`. `letter` stands in document numbers; `public_key` (base64url) checks what it signed, also
 *   when `revoked` is 1; `enrolment` is what it joined with, null for the founding one; `joined_at` is a stamp.
 * - `enrolment`: by `id`. `expires_at_ms` in milliseconds since 1970; `person` is whom it introduces; `used_by` the
 *   workstation that joined, null as long as none did. Holds no secret.
 */
export const DIRECTORY_SCHEMA = `
  CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    headquarters TEXT NOT NULL,
    root_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE office (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    headquarters INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX person_by_name ON person (name, id);

  CREATE TABLE workstation (
    id TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    letter TEXT NOT NULL,
    role TEXT NOT NULL,
    public_key TEXT NOT NULL,
    name TEXT NOT NULL,
    revoked INTEGER NOT NULL,
    enrolment TEXT,
    joined_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX workstation_by_office ON workstation (office, letter, id);

  CREATE TABLE enrolment (
    id TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    role TEXT NOT NULL,
    public_key TEXT NOT NULL,
    person TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    used_by TEXT
  ) STRICT, WITHOUT ROWID;
`;

export interface OfficeRow {
  readonly code: string;
  readonly name: string;
  readonly headquarters: number;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly office: string;
  readonly roles: string;
  readonly active: number;
}

export interface WorkstationRow {
  readonly id: string;
  readonly office: string;
  readonly letter: string;
  readonly role: string;
  readonly public_key: string;
  readonly name: string;
  readonly revoked: number;
  readonly enrolment: string | null;
  readonly joined_at: string;
}

export interface EnrolmentRow {
  readonly id: string;
  readonly office: string;
  readonly role: string;
  readonly public_key: string;
  readonly person: string;
  readonly expires_at_ms: number;
  readonly cancelled: number;
  readonly used_by: string | null;
}
