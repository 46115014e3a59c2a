/** People: who works where, with which roles, and who is signed in here. */
import * as operations from '#model/directory/operations.ts';
import type { PersonRecord } from '#model/directory/records.ts';
import type { DirectoryView } from '#model/directory/trust.ts';
import type { Role } from '#model/contract/operation.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { OfficeCode, PersonId } from '#model/identity/ids.ts';
import { command, type Handler } from '../area.ts';
import { beginAmendment, draftOf, type DirectoryParts } from './amendment.ts';
import type { PersonRow } from './tables.ts';

/** Why nobody can have this role at this office; undefined where they can. */
export function placeRefusal(view: DirectoryView, office: string, roles: readonly Role[]): Refusal | undefined {
  const held = view.offices.get(office as OfficeCode);
  if (held === undefined) return refuse('office.unknown', { code: office }, 'office');
  const misplaced = held.headquarters ? undefined : roles.find((role) => role === 'hq' || role === 'it');
  return misplaced === undefined ? undefined : refuse('role.headquarters-only', { role: misplaced });
}

function administers(person: PersonRecord, view: DirectoryView): boolean {
  return person.active && person.office === view.organisation?.headquarters && (person.roles.includes('hq') || person.roles.includes('it'));
}

export function personHandlers(parts: DirectoryParts): readonly Handler[] {
  return [
    command(operations.personCreate, (context, { name, office, roles }) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const misplaced = placeRefusal(amendment.view, office, roles);
      if (misplaced !== undefined) return misplaced;
      const id = context.newId() as PersonId;
      amendment.add('people', { id, name, office: office as OfficeCode, roles, active: true });
      amendment.write();
      return { id };
    }),
    command(operations.personUpdate, (context, input) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const { view } = amendment;
      const held = view.people.get(input.id as PersonId);
      if (held === undefined) return refuse('not-found', { what: { zh: '人员', en: 'person' }, id: input.id }, 'id');
      const next: PersonRecord = {
        ...held,
        name: input.name ?? held.name,
        office: (input.office ?? held.office) as OfficeCode,
        roles: input.roles ?? held.roles,
        active: input.active ?? held.active,
      };
      const misplaced = placeRefusal(view, next.office, next.roles);
      if (misplaced !== undefined) return misplaced;
      const others = [...view.people.values()].filter((person) => person.id !== held.id && administers(person, view));
      if (administers(held, view) && !administers(next, view) && others.length === 0) {
        return refuse('person.last-administrator', { name: held.name });
      }
      amendment.add('people', draftOf<'people'>(next), held);
      amendment.write();
      return {};
    }),
    command(operations.personSwitch, ({ tx }, { id }) => {
      const membership = parts.identity.membership(tx.read);
      if (membership === undefined) return refuse('setup.required');
      const person = tx.read.get<PersonRow>('SELECT * FROM person WHERE id = ?', id);
      if (person === undefined) return refuse('not-found', { what: { zh: '人员', en: 'person' }, id }, 'id');
      if (person.office !== membership.office) return refuse('person.elsewhere', { name: person.name, office: person.office }, 'id');
      if (person.active === 0) return refuse('person.inactive', { name: person.name }, 'id');
      parts.identity.setSignedIn(tx, person.id as PersonId);
      return { id: person.id, name: person.name };
    }),
  ];
}
