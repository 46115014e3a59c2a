/**
 * Rows of quotas. Amounts are thousandths; `home` names the document that an entry or a movement stands in.
 *
 * - `quota_entry`: what was written, by workstation and sequence.
 * - `quota`: one row for each opening. - `quota_request`: one for each request, with what became of it.
 * - `quota_holding`: what each workstation was given, gave away and used. Rights are `minted + received - given`.
 * - `quota_use`: issues that name a quota; `beyond` ones use no rights. `quota_reversal`: issues that were taken back.
 */
export const QUOTA_TABLES = ['quota', 'quota_entry', 'quota_holding', 'quota_request', 'quota_use', 'quota_reversal'] as const;

export const QUOTA_SCHEMA = `
CREATE TABLE quota_entry (
  home TEXT NOT NULL, id TEXT NOT NULL, act TEXT NOT NULL, quota TEXT NOT NULL, office TEXT NOT NULL, workstation TEXT NOT NULL,
  sequence INTEGER NOT NULL, item TEXT, amount INTEGER NOT NULL, from_day TEXT, holder TEXT, holder_office TEXT, request TEXT,
  person TEXT NOT NULL, note TEXT, at TEXT NOT NULL,
  PRIMARY KEY (home, id)
) WITHOUT ROWID;
CREATE INDEX quota_entry_quota ON quota_entry (quota, at);
CREATE INDEX quota_entry_writer ON quota_entry (workstation, quota);
CREATE INDEX quota_entry_chain ON quota_entry (home, workstation, sequence);
CREATE INDEX quota_entry_holder ON quota_entry (holder, quota) WHERE holder IS NOT NULL;
CREATE INDEX quota_entry_request ON quota_entry (request) WHERE request IS NOT NULL;

CREATE TABLE quota (
  id TEXT PRIMARY KEY, item TEXT NOT NULL, from_day TEXT, office TEXT NOT NULL, workstation TEXT NOT NULL, at TEXT NOT NULL,
  note TEXT, closed_at TEXT
) WITHOUT ROWID;
CREATE INDEX quota_item ON quota (item);

CREATE TABLE quota_holding (
  quota TEXT NOT NULL, workstation TEXT NOT NULL, office TEXT NOT NULL, minted INTEGER NOT NULL, received INTEGER NOT NULL,
  given INTEGER NOT NULL, used INTEGER NOT NULL, written_off INTEGER NOT NULL,
  PRIMARY KEY (quota, workstation)
) WITHOUT ROWID;
CREATE INDEX quota_holding_office ON quota_holding (office, quota);

CREATE TABLE quota_request (
  id TEXT PRIMARY KEY, quota TEXT NOT NULL, office TEXT NOT NULL, workstation TEXT NOT NULL, of_office TEXT NOT NULL,
  of_workstation TEXT NOT NULL, amount INTEGER NOT NULL, given INTEGER, state TEXT NOT NULL, person TEXT NOT NULL, note TEXT,
  answer_note TEXT, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX quota_request_of ON quota_request (of_office, at);
CREATE INDEX quota_request_by ON quota_request (office, at);
CREATE INDEX quota_request_quota ON quota_request (quota, at);

CREATE TABLE quota_use (
  movement TEXT NOT NULL, office TEXT NOT NULL, home TEXT NOT NULL, quota TEXT NOT NULL, workstation TEXT NOT NULL,
  item TEXT NOT NULL, amount INTEGER NOT NULL, beyond INTEGER NOT NULL, reversed INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (movement, office, home)
) WITHOUT ROWID;
CREATE INDEX quota_use_holder ON quota_use (quota, workstation, at);

CREATE TABLE quota_reversal (movement TEXT NOT NULL, office TEXT NOT NULL, PRIMARY KEY (movement, office)) WITHOUT ROWID;
`;

export interface QuotaRecord {
  readonly id: string;
  readonly item: string;
  readonly from_day: string | null;
  readonly office: string;
  readonly workstation: string;
  readonly at: string;
  readonly note: string | null;
  readonly closed_at: string | null;
}

export interface HoldingRecord {
  readonly quota: string;
  readonly workstation: string;
  readonly office: string;
  readonly minted: number;
  readonly received: number;
  readonly given: number;
  readonly used: number;
  readonly written_off: number;
}

export interface RequestRecord {
  readonly id: string;
  readonly quota: string;
  readonly office: string;
  readonly workstation: string;
  readonly of_office: string;
  readonly of_workstation: string;
  readonly amount: number;
  readonly given: number | null;
  readonly state: 'open' | 'accepted' | 'declined';
  readonly person: string;
  readonly note: string | null;
  readonly answer_note: string | null;
  readonly at: string;
}
