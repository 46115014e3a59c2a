/** Locations of offices: their rows, the commands that change them, and what a posting may name (STOCK-24). */
import type { DocumentChange } from '#model/document/kind.ts';
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { locationsName, locationsOf, locationsOffice, type Location } from '#model/stock/locations-kind.ts';
import { locationCreate, locationList, locationUpdate } from '#model/stock/operations.ts';
import { command, query, type CommandContext, type Handler } from '../area.ts';
import type { Reader, Writer } from '../store/store.ts';

export const LOCATION_TABLES = ['location'] as const;

export const LOCATION_SCHEMA = `
CREATE TABLE location (
  office TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT, discontinued INTEGER NOT NULL,
  PRIMARY KEY (office, code)
) WITHOUT ROWID;
`;

/** Where damaged stock waits while an office has named no quarantine of its own. */
const QUARANTINE_LOCATION = 'quarantine';

interface LocationRecord {
  readonly office: string;
  readonly code: string;
  readonly name: string;
  readonly kind: Location['kind'];
  readonly parent: string | null;
  readonly discontinued: number;
}

export function projectLocations(write: Writer, change: DocumentChange): void {
  const office = locationsOffice(change.name);
  if (office === undefined) return;
  for (const { after } of change.entries) {
    if (after === undefined) continue;
    const { code, name, kind, parent, discontinued } = after as Location;
    write.run(
      'INSERT OR REPLACE INTO location (office, code, name, kind, parent, discontinued) VALUES (?, ?, ?, ?, ?, ?)',
      office,
      code,
      name,
      kind,
      parent ?? null,
      discontinued === true ? 1 : 0,
    );
  }
}

export function findLocation(read: Reader, office: string, code: string): LocationRecord | undefined {
  return read.get<LocationRecord>('SELECT * FROM location WHERE office = ? AND code = ?', office, code);
}

/** False while an office has not divided its store: then any name may be given to a place. */
export function hasLocations(read: Reader, office: string): boolean {
  return read.get('SELECT 1 FROM location WHERE office = ? LIMIT 1', office) !== undefined;
}

/** The office's own place for what is damaged. */
export function quarantineOf(read: Reader, office: string): string {
  const own = read.get<{ code: string }>(
    `SELECT code FROM location WHERE office = ? AND kind = 'quarantine' AND discontinued = 0 ORDER BY code LIMIT 1`,
    office,
  );
  return own?.code ?? QUARANTINE_LOCATION;
}

function rowOf({ office, code, name, kind, parent, discontinued }: LocationRecord) {
  return { office, code, name, kind, parent, discontinued: discontinued === 1 };
}

/** What stands against a location being part of another, if anything. */
function parentRefusal(read: Reader, office: string, code: string, parent: string | null | undefined): Refusal | undefined {
  let above: string | null | undefined = parent;
  for (let depth = 0; typeof above === 'string'; depth += 1) {
    if (above === code || depth > 20) return refuse('location.circle', { location: code }, 'parent');
    const row = findLocation(read, office, above);
    if (row === undefined) return refuse('location.unknown', { location: above }, 'parent');
    above = row.parent;
  }
  return undefined;
}

function putLocation({ tx, actor, stamp }: CommandContext, location: Pick<Location, 'code' | 'name' | 'kind' | 'parent' | 'discontinued'>) {
  const entry: Location = { ...location, by: actor.person, at: stamp() };
  tx.edit(locationsName(actor.office), (doc) => {
    locationsOf(doc).set(location.code, entry);
  });
  const row = findLocation(tx.read, actor.office, location.code);
  if (row === undefined) throw new Error(`location ${location.code} was written and has no row`);
  return rowOf(row);
}

export const locationHandlers: readonly Handler[] = [
  command(locationCreate, (context, { code, name, kind, parent }) => {
    const { tx, actor } = context;
    const known = findLocation(tx.read, actor.office, code);
    if (known !== undefined) return refuse('location.taken', { code, name: known.name }, 'code');
    const against = parentRefusal(tx.read, actor.office, code, parent);
    return against ?? putLocation(context, { code, name, kind, ...(parent === undefined ? {} : { parent }) });
  }),

  command(locationUpdate, (context, input) => {
    const { tx, actor } = context;
    const known = findLocation(tx.read, actor.office, input.location);
    if (known === undefined) return refuse('location.unknown', { location: input.location }, 'location');
    const against = parentRefusal(tx.read, actor.office, known.code, input.parent);
    if (against !== undefined) return against;
    const parent = (input.parent === undefined ? known.parent : input.parent) ?? undefined;
    // What a newer version wrote into the entry stays.
    const document = tx.document(locationsName(actor.office));
    const { discontinued: _before, parent: _above, ...entry } = (document === undefined ? undefined : locationsOf(document).get(known.code)) ?? { code: known.code };
    return putLocation(context, {
      ...entry,
      code: known.code,
      name: input.name ?? known.name,
      kind: input.kind ?? known.kind,
      ...(parent === undefined ? {} : { parent }),
      ...((input.discontinued ?? known.discontinued === 1) ? { discontinued: true as const } : {}),
    });
  }),

  query(locationList, ({ read, actor }, input) => {
    const office = input.office ?? actor?.office;
    if (office === undefined) return { rows: [] };
    const rows = read.all<LocationRecord & { entries: number }>(
      `SELECT location.*, (SELECT count(*) FROM balance INDEXED BY balance_location WHERE balance.office = location.office AND balance.location = location.code
       AND balance.quantity <> 0) AS entries FROM location WHERE office = ? ORDER BY code`,
      office,
    );
    return { rows: rows.map((row) => ({ ...rowOf(row), entries: row.entries })) };
  }),
];
