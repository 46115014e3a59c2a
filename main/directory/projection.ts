/**
 * Keeps the directory's tables (tables.ts) equal to what is in force of the document.
 *
 * One new entry may change what many others are worth (a revocation), so the whole view is derived each time and
 * only rows that differ are written. A directory is small: thousands of entries, each signature checked once.
 */
import { DIRECTORY_TABLES } from '#model/directory/operations.ts';
import type { DirectoryView } from '#model/directory/trust.ts';
import type { Projection, SqlValue, Writer } from '../store/store.ts';
import { DIRECTORY_SCHEMA } from './tables.ts';
import type { DirectoryViews } from './views.ts';

type Row = readonly SqlValue[];

interface Derived {
  readonly table: (typeof DIRECTORY_TABLES)[number];
  /** The first is the key. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export function createDirectoryProjection(views: DirectoryViews): Projection {
  return {
    name: 'directory',
    version: 1,
    schema: DIRECTORY_SCHEMA,
    tables: DIRECTORY_TABLES,
    kinds: ['directory'],
    project(write, change) {
      const view = views.viewOf(write, change.doc);
      if (view === undefined) return;
      for (const derived of rowsOf(view)) replaceRows(write, derived);
    },
  };
}

function rowsOf(view: DirectoryView): readonly Derived[] {
  const { organisation } = view;
  return [
    {
      table: 'organisation',
      columns: ['id', 'name', 'headquarters', 'root_key'],
      rows: organisation === undefined ? [] : [[organisation.id, organisation.name, organisation.headquarters, view.rootKey]],
    },
    {
      table: 'office',
      columns: ['code', 'name', 'headquarters'],
      rows: [...view.offices.values()].map((office): Row => [office.id, office.name, Number(office.headquarters)]),
    },
    {
      table: 'person',
      columns: ['id', 'name', 'office', 'roles', 'active'],
      rows: [...view.people.values()].map((person): Row => [
        person.id,
        person.name,
        person.office,
        JSON.stringify(person.roles),
        Number(person.active),
      ]),
    },
    {
      table: 'workstation',
      columns: ['id', 'office', 'letter', 'role', 'public_key', 'name', 'revoked', 'enrolment', 'joined_at'],
      rows: [...view.workstations.values()].map((found): Row => [
        found.id,
        found.office,
        found.letter,
        found.role,
        found.publicKey,
        found.name,
        Number(found.revoked),
        found.enrolment ?? null,
        found.at,
      ]),
    },
    {
      table: 'enrolment',
      columns: ['id', 'office', 'role', 'public_key', 'person', 'expires_at_ms', 'cancelled', 'used_by'],
      rows: [...view.enrolments.values()].map((found): Row => [
        found.id,
        found.office,
        found.role,
        found.publicKey,
        found.person,
        found.expiresAtMs,
        Number(found.cancelled),
        found.usedBy ?? null,
      ]),
    },
  ];
}

function replaceRows(write: Writer, { table, columns, rows }: Derived): void {
  const [key = ''] = columns;
  const held = new Map(
    write.all(`SELECT ${columns.join(', ')} FROM ${table}`).map((row) => [row[key], JSON.stringify(columns.map((column) => row[column]))]),
  );
  const places = columns.map(() => '?').join(', ');
  for (const row of rows) {
    const [id = null] = row;
    const same = held.get(id) === JSON.stringify(row);
    held.delete(id);
    if (!same) write.run(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${places})`, ...row);
  }
  for (const gone of held.keys()) write.run(`DELETE FROM ${table} WHERE ${key} = ?`, gone ?? null);
}
