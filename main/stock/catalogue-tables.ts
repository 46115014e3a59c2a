/**
 * The catalogue's tables: what headquarters keeps of items, categories and partners, and what branches propose
 * (the rules of tables.ts hold here too). `catalogue_source`, `catalogue_edit` and `item_merge` hold what the
 * documents say; the others are derived from them.
 */
export const CATALOGUE_TABLES = [
  'item',
  'item_barcode',
  'item_level',
  'item_custom',
  'item_alias',
  'category',
  'partner',
  'item_field',
  'catalogue_source',
  'catalogue_edit',
  'item_merge',
  'movement_named',
] as const;

export const CATALOGUE_SCHEMA = `
CREATE TABLE item (
  id TEXT PRIMARY KEY, code TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL, name_en TEXT, unit TEXT NOT NULL,
  category TEXT, barcode TEXT, price INTEGER, discontinued INTEGER NOT NULL, tracking TEXT NOT NULL,
  shelf_life_days INTEGER, supplier TEXT, packs TEXT NOT NULL, custom TEXT NOT NULL, proposed TEXT,
  collided TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX item_code ON item (code, id);
CREATE INDEX item_proposed ON item (proposed, id) WHERE proposed IS NOT NULL;
CREATE INDEX item_category ON item (category) WHERE category IS NOT NULL;

CREATE TABLE item_barcode (
  code TEXT NOT NULL, owner TEXT NOT NULL, item TEXT NOT NULL, unit TEXT, quantity INTEGER NOT NULL,
  PRIMARY KEY (code, owner)
) WITHOUT ROWID;
CREATE INDEX item_barcode_owner ON item_barcode (owner);
CREATE INDEX item_barcode_item ON item_barcode (item);

CREATE TABLE item_level (
  item TEXT NOT NULL, office TEXT NOT NULL, point INTEGER, target INTEGER,
  PRIMARY KEY (item, office)
) WITHOUT ROWID;
CREATE INDEX item_level_office ON item_level (office, item);

CREATE TABLE item_custom (
  item TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, folded TEXT NOT NULL, number REAL,
  PRIMARY KEY (item, field)
) WITHOUT ROWID;
CREATE INDEX item_custom_value ON item_custom (field, value);
CREATE INDEX item_custom_folded ON item_custom (field, folded);
CREATE INDEX item_custom_number ON item_custom (field, number) WHERE number IS NOT NULL;

CREATE TABLE item_alias (id TEXT PRIMARY KEY, item TEXT NOT NULL, code TEXT COLLATE NOCASE, name TEXT) WITHOUT ROWID;
CREATE INDEX item_alias_item ON item_alias (item);
CREATE INDEX item_alias_code ON item_alias (code) WHERE code IS NOT NULL;

CREATE TABLE category (id TEXT PRIMARY KEY, name TEXT NOT NULL, parent TEXT, count_days INTEGER) WITHOUT ROWID;
CREATE INDEX category_parent ON category (parent);

CREATE TABLE partner (
  id TEXT PRIMARY KEY, code TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL, role TEXT NOT NULL, contact TEXT,
  phone TEXT, address TEXT, tax_number TEXT, note TEXT, payment_days INTEGER, discontinued INTEGER NOT NULL,
  collided TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX partner_code ON partner (code, id);

CREATE TABLE item_field (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_en TEXT, type TEXT NOT NULL, choices TEXT NOT NULL, retired INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE catalogue_source (
  id TEXT NOT NULL, root TEXT NOT NULL, office TEXT NOT NULL, entry TEXT NOT NULL,
  PRIMARY KEY (id, root, office)
) WITHOUT ROWID;
CREATE INDEX catalogue_source_root ON catalogue_source (root, id);

CREATE TABLE catalogue_edit (
  entry TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, seen TEXT NOT NULL,
  person TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (entry, id)
) WITHOUT ROWID;

CREATE TABLE item_merge (id TEXT PRIMARY KEY, into_item TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE movement_named (
  movement TEXT NOT NULL, office TEXT NOT NULL, item TEXT NOT NULL,
  PRIMARY KEY (movement, office)
) WITHOUT ROWID;
CREATE INDEX movement_named_item ON movement_named (item);
`;
