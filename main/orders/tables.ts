/**
 * The orders area's tables. `trade_order` and `order_line` may be read by other areas; nobody but the projection
 * writes them.
 *
 * 1. `trade_entry` holds what the documents say; everything else is derived from it and from `movement`.
 * 2. Every row is a pure function of the documents held: rows are equal in whatever order updates arrived.
 * 3. `account_entry` is a statement's line: positive raises what is open in its account, negative settles it.
 *    `charge` is what of it was bought or sold, and counts its age from `aged`. `account_day` and `account_balance` are sums over it, so that lists and ageing need no scan.
 * 4. Quantities are thousandths, money minor units. Days are those of the stamp in UTC, the same on every replica.
 */
export const ORDER_TABLES = ['trade_entry', 'trade_order', 'order_line', 'order_counter', 'payment', 'account_entry', 'account_day', 'account_balance'] as const;

export const ORDER_SCHEMA = `
CREATE TABLE trade_entry (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, office TEXT NOT NULL, subject TEXT NOT NULL, at TEXT NOT NULL, entry TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX trade_entry_subject ON trade_entry (subject, type);

CREATE TABLE trade_order (
  id TEXT PRIMARY KEY, office TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, partner TEXT NOT NULL, state TEXT NOT NULL,
  active INTEGER NOT NULL, due TEXT, note TEXT, amount INTEGER NOT NULL, lines INTEGER NOT NULL, finished INTEGER NOT NULL,
  collided TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX trade_order_at ON trade_order (at, id);
CREATE INDEX trade_order_number ON trade_order (number);
CREATE INDEX trade_order_kind ON trade_order (kind, at, id);
CREATE INDEX trade_order_active ON trade_order (kind, active, at, id);
CREATE INDEX trade_order_state ON trade_order (kind, state, at, id);
CREATE INDEX trade_order_office ON trade_order (office, at, id);
CREATE INDEX trade_order_partner ON trade_order (partner, at, id);

CREATE TABLE order_line (
  order_id TEXT NOT NULL, line INTEGER NOT NULL, office TEXT NOT NULL, kind TEXT NOT NULL, partner TEXT NOT NULL, item TEXT NOT NULL,
  quantity INTEGER NOT NULL, price INTEGER, due TEXT, pack_unit TEXT, pack_quantity INTEGER,
  fulfilled INTEGER NOT NULL, open INTEGER NOT NULL, cancelled INTEGER NOT NULL, over INTEGER NOT NULL,
  PRIMARY KEY (order_id, line)
) WITHOUT ROWID;
CREATE INDEX order_line_open ON order_line (office, item) WHERE open > 0;

CREATE TABLE order_counter (prefix TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE payment (
  id TEXT PRIMARY KEY, office TEXT NOT NULL, partner TEXT NOT NULL, direction TEXT NOT NULL, account TEXT NOT NULL, amount INTEGER NOT NULL,
  date TEXT NOT NULL, method TEXT NOT NULL, reference TEXT, note TEXT, order_id TEXT, person TEXT NOT NULL, at TEXT NOT NULL,
  reversed INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE account_entry (
  subject TEXT NOT NULL, office TEXT NOT NULL, partner TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
  position TEXT NOT NULL, day TEXT NOT NULL, order_id TEXT, amount INTEGER NOT NULL, charge INTEGER NOT NULL,
  aged TEXT NOT NULL, unpriced INTEGER NOT NULL,
  PRIMARY KEY (subject, office, partner, account)
) WITHOUT ROWID;
CREATE INDEX account_entry_partner ON account_entry (partner, position, subject);

CREATE TABLE account_day (
  partner TEXT NOT NULL, account TEXT NOT NULL, day TEXT NOT NULL, office TEXT NOT NULL, charge INTEGER NOT NULL, entries INTEGER NOT NULL,
  PRIMARY KEY (partner, account, day, office)
) WITHOUT ROWID;

CREATE TABLE account_balance (
  partner TEXT NOT NULL, account TEXT NOT NULL, office TEXT NOT NULL, charged INTEGER NOT NULL, settled INTEGER NOT NULL, entries INTEGER NOT NULL,
  PRIMARY KEY (partner, account, office)
) WITHOUT ROWID;
`;
