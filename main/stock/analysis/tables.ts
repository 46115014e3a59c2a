/**
 * What views on stock read in one step: sums by month, layers of age, and since when stock lies idle. Derived anew for each
 * item that movements touched (analysis-chore.ts), so that they equal a rebuild in whatever order movements arrived.
 * Quantities are thousandths, `at` and `since` stamps; office '' stands for all offices.
 */
export const ANALYSIS_TABLES = ['stock_month', 'stock_layer', 'stock_idle', 'analysis_due'] as const;

export const ANALYSIS_SCHEMA = `
CREATE TABLE stock_month (
  item TEXT NOT NULL, office TEXT NOT NULL, month TEXT NOT NULL, received INTEGER NOT NULL, issued INTEGER NOT NULL, closing INTEGER NOT NULL,
  PRIMARY KEY (item, office, month)
) WITHOUT ROWID;
CREATE INDEX stock_month_office ON stock_month (office, item, month);

CREATE TABLE stock_layer (
  item TEXT NOT NULL, office TEXT NOT NULL, at TEXT NOT NULL, quantity INTEGER NOT NULL,
  PRIMARY KEY (item, office, at)
) WITHOUT ROWID;
CREATE INDEX stock_layer_office ON stock_layer (office, item);

CREATE TABLE stock_idle (
  item TEXT NOT NULL, office TEXT NOT NULL, quantity INTEGER NOT NULL, last_issue TEXT, since TEXT NOT NULL,
  PRIMARY KEY (item, office)
) WITHOUT ROWID;
CREATE INDEX stock_idle_since ON stock_idle (since, item, office);
CREATE INDEX stock_idle_office ON stock_idle (office, since, item);

CREATE TABLE analysis_due (item TEXT PRIMARY KEY) WITHOUT ROWID;
`;
