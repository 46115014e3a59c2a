/**
 * The stock area's tables; those of the catalogue stand in catalogue-tables.ts. `item`, `category`, `movement`,
 * `stock_level`, `transfer` and `stock_exception` may be read by other areas; nobody but the projection writes them.
 *
 * 1. Every row is a pure function of the documents held: rows are equal in whatever order updates arrived.
 * 2. Sums are kept with the number of movements in them, so that a row without any disappears.
 * 3. `quantity` of a count is what it does to the balance (count-effects.ts), `stated` what its counter found missing.
 *    A reversal's `stated` is what it names, as a reversed count has no quantity.
 * 4. `at` columns are hybrid-clock stamps: they sort as text. Quantities are thousandths, money minor units.
 * 5. Indexes that lead the journal hold what its sums need (STOCK-79), so that no movement's own row is looked up for them.
 */
import { CATALOGUE_SCHEMA, CATALOGUE_TABLES } from './catalogue-tables.ts';
import { PHOTO_SCHEMA, PHOTO_TABLES } from './item-photo.ts';
import { LOCATION_SCHEMA, LOCATION_TABLES } from './locations.ts';
import { QUOTA_SCHEMA, QUOTA_TABLES } from './quotas/tables.ts';

const LEDGER_TABLES = [
  'movement',
  'lot',
  'balance',
  'stock_level',
  'transfer',
  'stock_exception',
  'stock_settlement',
  'workstation_chain',
  'number_counter',
  'ledger_document',
] as const;

const LEDGER_SCHEMA = `
CREATE TABLE movement (
  id TEXT NOT NULL, office TEXT NOT NULL, part INTEGER NOT NULL, number TEXT NOT NULL, line INTEGER NOT NULL,
  kind TEXT NOT NULL, item TEXT NOT NULL, lot TEXT, location TEXT NOT NULL, quantity INTEGER NOT NULL,
  unit_cost INTEGER, reason TEXT NOT NULL, reference TEXT, note TEXT, override INTEGER NOT NULL,
  person TEXT NOT NULL, workstation TEXT NOT NULL, letter TEXT NOT NULL, at TEXT NOT NULL,
  sequence INTEGER NOT NULL, seen TEXT, transfer TEXT, from_office TEXT, to_office TEXT, reverses TEXT,
  expiry TEXT, serial INTEGER, partner TEXT, order_id TEXT, order_line INTEGER, unit_price INTEGER,
  pack_unit TEXT, pack_quantity INTEGER, stated INTEGER, counted INTEGER, observed TEXT, dated TEXT
);
CREATE UNIQUE INDEX movement_id ON movement (id, office);
CREATE INDEX movement_at ON movement (at, kind, item, quantity);
CREATE INDEX movement_office ON movement (office, at, kind, item, quantity);
CREATE INDEX movement_item ON movement (item, at, quantity);
CREATE INDEX movement_document ON movement (number, line);
CREATE INDEX movement_rare ON movement (kind, at) WHERE kind NOT IN ('receipt', 'issue');
CREATE INDEX movement_transfer ON movement (transfer) WHERE transfer IS NOT NULL;
CREATE INDEX movement_reverses ON movement (reverses) WHERE reverses IS NOT NULL;

CREATE INDEX movement_lot ON movement (item, lot, expiry) WHERE lot IS NOT NULL;
CREATE INDEX movement_count ON movement (item, office, observed) WHERE kind = 'count';
CREATE INDEX movement_partner ON movement (partner, at, item, quantity) WHERE partner IS NOT NULL;
CREATE INDEX movement_person ON movement (person, at, item, quantity);
CREATE INDEX movement_reference ON movement (reference) WHERE reference IS NOT NULL;
CREATE INDEX movement_workstation ON movement (workstation, sequence, at);
CREATE INDEX movement_dated ON movement (dated, item) WHERE dated IS NOT NULL;
CREATE INDEX movement_order ON movement (order_id, order_line) WHERE order_id IS NOT NULL;

CREATE TABLE lot (item TEXT NOT NULL, lot TEXT NOT NULL, expiry TEXT NOT NULL, PRIMARY KEY (item, lot)) WITHOUT ROWID;
CREATE INDEX lot_expiry ON lot (expiry, item, lot);

CREATE TABLE balance (
  office TEXT NOT NULL, item TEXT NOT NULL, lot TEXT NOT NULL, location TEXT NOT NULL,
  quantity INTEGER NOT NULL, movements INTEGER NOT NULL,
  PRIMARY KEY (office, item, lot, location)
) WITHOUT ROWID;
CREATE INDEX balance_lot ON balance (item, lot) WHERE lot <> '';
CREATE INDEX balance_location ON balance (office, location, item, lot) WHERE quantity <> 0;
CREATE INDEX balance_item ON balance (item, office, location);

CREATE TABLE stock_level (
  item TEXT NOT NULL, office TEXT NOT NULL, quantity INTEGER NOT NULL, in_transit_in INTEGER NOT NULL,
  in_transit_out INTEGER NOT NULL, entries INTEGER NOT NULL,
  PRIMARY KEY (item, office)
) WITHOUT ROWID;
CREATE INDEX stock_level_office ON stock_level (office, item);
CREATE INDEX stock_level_below_zero ON stock_level (office, item) WHERE quantity < 0;

CREATE TABLE transfer (
  id TEXT NOT NULL, item TEXT NOT NULL, number TEXT NOT NULL, from_office TEXT NOT NULL, to_office TEXT NOT NULL,
  sent INTEGER NOT NULL, received INTEGER NOT NULL, in_transit INTEGER NOT NULL, difference INTEGER NOT NULL,
  state TEXT NOT NULL, sent_at TEXT, received_at TEXT, at TEXT NOT NULL,
  PRIMARY KEY (id, item)
) WITHOUT ROWID;
CREATE INDEX transfer_at ON transfer (at);
CREATE INDEX transfer_state ON transfer (state, at);
CREATE INDEX transfer_to ON transfer (to_office, at);
CREATE INDEX transfer_from ON transfer (from_office, at);
CREATE INDEX transfer_number ON transfer (number);

CREATE TABLE stock_exception (
  subject_key TEXT PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, offices TEXT NOT NULL, item TEXT,
  quantity INTEGER, subject TEXT NOT NULL, movements TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX stock_exception_id ON stock_exception (id);
CREATE INDEX stock_exception_at ON stock_exception (at);

CREATE TABLE stock_settlement (
  id TEXT PRIMARY KEY, exception TEXT NOT NULL, note TEXT NOT NULL, person TEXT NOT NULL, office TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX stock_settlement_exception ON stock_settlement (exception, at);

CREATE TABLE workstation_chain (
  workstation TEXT PRIMARY KEY, office TEXT NOT NULL, letter TEXT NOT NULL, last_sequence INTEGER NOT NULL,
  last_movement TEXT NOT NULL, last_at TEXT NOT NULL, last_part INTEGER NOT NULL, entries INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX workstation_chain_office ON workstation_chain (office);

CREATE TABLE number_counter (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE ledger_document (
  office TEXT NOT NULL, month TEXT NOT NULL, part INTEGER NOT NULL, entries INTEGER NOT NULL,
  PRIMARY KEY (office, month, part)
) WITHOUT ROWID;
`;

export const STOCK_TABLES = [...CATALOGUE_TABLES, ...LOCATION_TABLES, ...PHOTO_TABLES, ...LEDGER_TABLES, ...QUOTA_TABLES] as const;

export const STOCK_SCHEMA = `${CATALOGUE_SCHEMA}${LOCATION_SCHEMA}${PHOTO_SCHEMA}${LEDGER_SCHEMA}${QUOTA_SCHEMA}`;

/** A row of `movement` as it stands. */
export interface MovementRecord {
  readonly id: string;
  readonly office: string;
  readonly part: number;
  readonly number: string;
  readonly line: number;
  readonly kind: string;
  readonly item: string;
  readonly lot: string | null;
  readonly location: string;
  readonly quantity: number;
  readonly unit_cost: number | null;
  readonly workstation: string;
  readonly letter: string;
  readonly at: string;
  readonly sequence: number;
  readonly seen: string | null;
  readonly transfer: string | null;
  readonly from_office: string | null;
  readonly to_office: string | null;
  readonly reverses: string | null;
  readonly stated: number | null;
  readonly counted: number | null;
  readonly observed: string | null;
  readonly expiry: string | null;
  readonly serial: number | null;
  readonly partner: string | null;
  readonly order_id: string | null;
  readonly order_line: number | null;
  readonly unit_price: number | null;
  readonly pack_unit: string | null;
  /** Thousandths of the pack's unit. */
  readonly pack_quantity: number | null;
  /** Stated day of another system's movement. */
  readonly dated: string | null;
}
