/** What the directory's lists and the setup page show. */
import * as operations from '#model/directory/operations.ts';
import { writeRecoveryWords } from '#model/directory/recovery-sheet.ts';
import { refuse } from '#model/contract/refusal.ts';
import type { Role } from '#model/contract/operation.ts';
import { query, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import type { Identity } from './identity.ts';
import { readPage } from './page.ts';
import type { EnrolmentRow, OfficeRow, PersonRow, WorkstationRow } from './tables.ts';

interface OrganisationRow {
  readonly name: string;
  readonly headquarters: string;
  readonly root_key: string;
}

const organisationOf = (read: Reader): OrganisationRow | undefined => read.get<OrganisationRow>('SELECT name, headquarters, root_key FROM organisation');

export function directoryQueries(identity: Identity): readonly Handler[] {
  return [
    query(operations.organisationRead, ({ read }) => {
      const found = organisationOf(read);
      return found === undefined ? refuse('setup.required') : { name: found.name, headquarters: found.headquarters, rootKey: found.root_key, rootKeyHere: identity.rootSeed(found.root_key) !== undefined };
    }),
    query(operations.officeList, ({ read }, page) =>
      readPage<OfficeRow & { readonly workstations: number }, OfficeShown>(read, {
        select: 'SELECT office.*, (SELECT count(*) FROM workstation WHERE workstation.office = office.code AND revoked = 0) AS workstations FROM office',
        key: ['code'],
        page,
        show: ({ code, name, headquarters, workstations }) => ({ code, name, headquarters: headquarters === 1, workstations }),
      }),
    ),
    query(operations.personList, ({ read }, { office, ...page }) =>
      readPage<PersonRow, PersonShown>(read, {
        select: 'SELECT * FROM person',
        where: office === undefined ? undefined : { column: 'office', value: office },
        key: ['name', 'id'],
        page,
        show: ({ id, name, office: at, roles, active }) => ({ id, name, office: at, roles: JSON.parse(roles) as Role[], active: active === 1 }),
      }),
    ),
    query(operations.workstationList, ({ read }, { office, ...page }) => {
      const here = identity.membership(read)?.workstation;
      return readPage<WorkstationRow, WorkstationShown>(read, {
        select: 'SELECT * FROM workstation',
        where: office === undefined ? undefined : { column: 'office', value: office },
        key: ['office', 'letter', 'id'],
        page,
        show: ({ id, office: at, letter, name, role, revoked }) => ({
          id, office: at, letter, name, role: role as Role, revoked: revoked === 1, here: id === here,
        }),
      });
    }),
    query(operations.enrolmentList, ({ read, nowMs }, page) =>
      readPage<EnrolmentRow, EnrolmentShown>(read, {
        select: 'SELECT * FROM enrolment',
        key: ['id'],
        page,
        show: (row) => ({
          id: row.id,
          office: row.office,
          role: row.role as Role,
          expiresAtMs: row.expires_at_ms,
          state: enrolmentState(row, nowMs()),
          ...(row.used_by === null ? {} : { workstation: row.used_by }),
        }),
      }),
    ),
    query(operations.setupStatus, ({ read }) => setupStatus(read, identity)),
    query(operations.recoverySheet, ({ read }) => {
      const organisation = organisationOf(read);
      const seed = organisation === undefined ? undefined : identity.rootSeed(organisation.root_key);
      if (organisation === undefined || seed === undefined) return refuse('recovery.not-here');
      return { organisation: organisation.name, rootKey: organisation.root_key, words: writeRecoveryWords(seed) };
    }),
  ];
}

interface OfficeShown { code: string; name: string; headquarters: boolean; workstations: number }
interface PersonShown { id: string; name: string; office: string; roles: Role[]; active: boolean }
interface WorkstationShown { id: string; office: string; letter: string; name: string; role: Role; revoked: boolean; here: boolean }
interface EnrolmentShown {
  id: string;
  office: string;
  role: Role;
  expiresAtMs: number;
  state: 'open' | 'used' | 'cancelled' | 'expired';
  workstation?: string;
}

function enrolmentState(row: EnrolmentRow, nowMs: number): EnrolmentShown['state'] {
  if (row.used_by !== null) return 'used';
  if (row.cancelled === 1) return 'cancelled';
  return row.expires_at_ms <= nowMs ? 'expired' : 'open';
}

interface SetupStatus {
  state: 'none' | 'member' | 'keyless' | 'rebuilding';
  organisation?: { name: string; rootKey: string };
  office?: { code: string; name: string; headquarters: boolean };
  workstation?: { id: string; letter: string; name: string; revoked: boolean };
  person?: { id: string; name: string; roles: Role[] };
}

function setupStatus(read: Reader, identity: Identity): SetupStatus {
  const membership = identity.membership(read);
  if (membership === undefined) return { state: 'none' };
  const { rootKey, office: code, letter, workstation: id } = membership;
  const office = read.get<OfficeRow>('SELECT * FROM office WHERE code = ?', code);
  const workstation = read.get<WorkstationRow>('SELECT * FROM workstation WHERE id = ?', id);
  const person = read.get<PersonRow>(
    'SELECT * FROM person WHERE id = ? AND active = 1 AND office = ?',
    identity.signedIn(read) ?? null,
    code,
  );
  return {
    state: identity.rebuilding(read) !== undefined ? 'rebuilding' : identity.holdsKeys(id) ? 'member' : 'keyless',
    organisation: { name: organisationOf(read)?.name ?? '', rootKey },
    office: { code, name: office?.name ?? code, headquarters: office?.headquarters === 1 },
    workstation: { id, letter, name: workstation?.name ?? '', revoked: workstation?.revoked === 1 },
    ...(person === undefined ? {} : { person: { id: person.id, name: person.name, roles: JSON.parse(person.roles) as Role[] } }),
  };
}
