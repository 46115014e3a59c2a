/** Who acts on this computer. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import type { Role } from '#model/contract/operation.ts';
import type { PersonId } from '#model/identity/ids.ts';
import type { Actor } from '../area.ts';
import type { Reader } from '../store/store.ts';
import type { Identity } from './identity.ts';
import type { PersonRow, WorkstationRow } from './tables.ts';

/** The person signed in, on this workstation; refused before setup, and where nobody who may work here is signed in. */
export function actorOf(read: Reader, identity: Identity): Actor | Refusal<'setup.required' | 'person.required'> {
  const membership = identity.membership(read);
  if (membership === undefined) return refuse('setup.required');
  const person = read.get<PersonRow>('SELECT * FROM person WHERE id = ? AND active = 1', identity.signedIn(read) ?? '');
  if (person === undefined || person.office !== membership.office) return refuse('person.required');
  const headquarters = read.get<{ code: string }>('SELECT code FROM office WHERE headquarters = 1')?.code;
  return {
    person: person.id as PersonId,
    personName: person.name,
    roles: JSON.parse(person.roles) as Role[],
    workstation: membership.workstation,
    letter: membership.letter,
    office: membership.office,
    headquarters: headquarters === membership.office,
  };
}

/** Why this computer takes no entries before its recovery is done; undefined where it does. */
export function keepingOut(read: Reader, identity: Identity): Text | undefined {
  const membership = identity.membership(read);
  if (membership === undefined) return undefined;
  if (identity.rebuilding(read) !== undefined) return { zh: '总部的重建还没有完成', en: 'headquarters is still being rebuilt' };
  return identity.holdsKeys(membership.workstation) ? undefined : { zh: '这台电脑的密钥不见了', en: 'this computer’s keys are not here' };
}

/** Whether headquarters has shut this computer out: it keeps what it has and writes nothing more. */
export function isRevoked(read: Reader, identity: Identity): boolean {
  const membership = identity.membership(read);
  if (membership === undefined) return false;
  return read.get<Pick<WorkstationRow, 'revoked'>>('SELECT revoked FROM workstation WHERE id = ?', membership.workstation)?.revoked === 1;
}
