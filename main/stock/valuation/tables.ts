/**
 * Value of stock by item and office, kept so that a list of all is one read. Figures follow behind the movements: an
 * item that movements touched stands in `value_due` until its figures are made anew (valuation-chore.ts).
 * Quantities are thousandths, values minor units.
 */
export const VALUATION_TABLES = ['value_figure', 'value_due'] as const;

export const VALUATION_SCHEMA = `
CREATE TABLE value_figure (
  item TEXT NOT NULL, office TEXT NOT NULL, quantity INTEGER NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (item, office)
) WITHOUT ROWID;
CREATE INDEX value_figure_office ON value_figure (office, item, quantity, value);
CREATE TABLE value_due (item TEXT PRIMARY KEY) WITHOUT ROWID;
`;
