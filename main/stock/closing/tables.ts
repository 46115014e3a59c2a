/**
 * Closings as the documents hold them, and their figures as they follow from the movements held here. Figures are derived
 * by a chore (closing-chore.ts); `closing_due` names those still to derive, and how far that is. Quantities are thousandths, values minor units.
 */
export const CLOSING_TABLES = ['closing', 'closing_figure', 'closing_due'] as const;

export const CLOSING_SCHEMA = `
CREATE TABLE closing (
  id TEXT PRIMARY KEY, month TEXT NOT NULL, until_ms INTEGER NOT NULL, scope TEXT, missing TEXT NOT NULL, vector TEXT NOT NULL,
  lines INTEGER NOT NULL, value INTEGER NOT NULL, digest TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
  state TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX closing_month ON closing (month, at, id);

CREATE TABLE closing_figure (
  closing TEXT NOT NULL, item TEXT NOT NULL, office TEXT NOT NULL, quantity INTEGER NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (closing, item, office)
) WITHOUT ROWID;

CREATE TABLE closing_due (closing TEXT PRIMARY KEY, checked TEXT NOT NULL DEFAULT '', after TEXT NOT NULL) WITHOUT ROWID;
`;

export interface ClosingRecord {
  readonly id: string;
  readonly month: string;
  readonly until_ms: number;
  readonly scope: string | null;
  /** JSON of office codes. */
  readonly missing: string;
  /** JSON of the last sequence by workstation. */
  readonly vector: string;
  readonly lines: number;
  readonly value: number;
  readonly digest: string;
  readonly person: string;
  readonly at: string;
  readonly state: 'checking' | 'waiting' | 'verified' | 'differs';
}
