/** The catalogue's tables: what headquarters keeps of items, categories and partners (the rules of tables.ts hold here too). */
export const CATALOGUE_TABLES = ['item', 'category'] as const;

export const CATALOGUE_SCHEMA = `
CREATE TABLE item (
  id TEXT PRIMARY KEY, code TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL, name_en TEXT, unit TEXT NOT NULL,
  category TEXT, barcode TEXT, price INTEGER, discontinued INTEGER NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX item_code ON item (code, id);
CREATE INDEX item_barcode ON item (barcode) WHERE barcode IS NOT NULL;

CREATE TABLE category (id TEXT PRIMARY KEY, name TEXT NOT NULL, parent TEXT) WITHOUT ROWID;
`;
