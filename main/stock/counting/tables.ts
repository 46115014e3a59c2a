/**
 * Rows of the counts' records. Each stands for itself: what a count's state is, and which figure of a place counts, is
 * derived when it is read. `month` is that of the document; a record counts beside the plan of the same document alone.
 */
export const COUNT_TABLES = ['count_plan', 'count_entry', 'count_choice', 'count_mark'] as const;

export const COUNT_SCHEMA = `
CREATE TABLE count_plan (
  id TEXT NOT NULL, office TEXT NOT NULL, month TEXT NOT NULL, title TEXT NOT NULL, scope TEXT NOT NULL, blind INTEGER NOT NULL,
  person TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (id, office, month)
) WITHOUT ROWID;
CREATE INDEX count_plan_office ON count_plan (office, at);
CREATE INDEX count_plan_at ON count_plan (at);

CREATE TABLE count_entry (
  id TEXT NOT NULL, office TEXT NOT NULL, month TEXT NOT NULL, count TEXT NOT NULL, item TEXT NOT NULL, lot TEXT NOT NULL,
  location TEXT NOT NULL, counted INTEGER NOT NULL, observed TEXT NOT NULL, replaces TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (id, office, month)
) WITHOUT ROWID;
CREATE INDEX count_entry_count ON count_entry (count, office, month);

CREATE TABLE count_choice (
  id TEXT NOT NULL, office TEXT NOT NULL, month TEXT NOT NULL, count TEXT NOT NULL, entry TEXT NOT NULL, over_entries TEXT NOT NULL,
  person TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (id, office, month)
) WITHOUT ROWID;
CREATE INDEX count_choice_count ON count_choice (count, office, month);

CREATE TABLE count_mark (
  id TEXT NOT NULL, office TEXT NOT NULL, month TEXT NOT NULL, count TEXT NOT NULL, mark TEXT NOT NULL, number TEXT,
  person TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (id, office, month)
) WITHOUT ROWID;
CREATE INDEX count_mark_count ON count_mark (count, office, month);
`;
