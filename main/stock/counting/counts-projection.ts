/** Rows of the documents `counts/{office}/{month}`. */
import { readCountsName, type CountRecord } from '#model/stock/counts-kind.ts';
import type { Projection, SqlValue, Writer } from '../../store/store.ts';
import { COUNT_SCHEMA, COUNT_TABLES } from './tables.ts';

export const countsProjection: Projection = {
  name: 'counts',
  version: 1,
  schema: COUNT_SCHEMA,
  tables: COUNT_TABLES,
  kinds: ['counts'],
  project(write, change) {
    const document = readCountsName(change.name);
    if (document === undefined) return;
    for (const { after } of change.entries) if (after !== undefined) insert(write, after as CountRecord, document.month);
  },
};

function insert(write: Writer, record: CountRecord, month: string): void {
  const { id, office, by, at } = record;
  const row = (table: string, columns: Readonly<Record<string, SqlValue>>): void => {
    const values = { id, office, month, ...columns, person: by, at };
    write.run(
      `INSERT OR REPLACE INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values).map(() => '?').join(', ')})`,
      ...Object.values(values),
    );
  };
  switch (record.record) {
    case 'plan':
      return row('count_plan', { title: record.title, scope: JSON.stringify(record.scope), blind: record.blind ? 1 : 0 });
    case 'entry': {
      const { count, item, lot = '', location, counted, observed, replaces } = record;
      return row('count_entry', { count, item, lot, location, counted, observed: observed ?? at, replaces: JSON.stringify(replaces) });
    }
    case 'choice':
      return row('count_choice', { count: record.count, entry: record.entry, over_entries: JSON.stringify(record.over) });
    case 'mark':
      return row('count_mark', { count: record.count, mark: record.mark, number: record.number ?? null });
  }
}
