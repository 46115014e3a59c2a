/** `organisation.create`: a root key, headquarters, this computer as its first workstation, and its first person. */
import * as operations from '#model/directory/operations.ts';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { ORGANISATION_ID } from '#model/directory/records.ts';
import { workstationIdOf } from '#model/directory/workstation-identity.ts';
import { putEntry, signEntry } from '#model/directory/writing.ts';
import { refuse } from '#model/contract/refusal.ts';
import type { Role } from '#model/contract/operation.ts';
import type { OfficeCode, PersonId } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { command, type Handler } from '../area.ts';
import type { DirectoryParts } from './amendment.ts';

const SEED_BYTES = 32;
const FIRST_LETTER = 'A';
/** Whoever sets up an organisation alone, or again, does everything. */
export const FIRST_ROLES: Role[] = ['clerk', 'manager', 'hq', 'it'];

export function foundingHandler({ identity }: DirectoryParts, signatures: SignatureScheme): Handler {
  return command(operations.organisationCreate, (context, input) => {
    const { tx } = context;
    if (identity.membership(tx.read) !== undefined) {
      const organisation = tx.read.get<{ name: string }>('SELECT name FROM organisation')?.name ?? '';
      return refuse('setup.done', { organisation });
    }
    const rootSeed = context.randomBytes(SEED_BYTES);
    const rootKey = signatures.fromSeed(rootSeed).publicKey;
    const keys = signatures.fromSeed(context.randomBytes(SEED_BYTES));
    const workstation = workstationIdOf(keys.publicKey);
    const person = context.newId() as PersonId;
    const office = input.office as OfficeCode;
    identity.keepRootSeed(rootKey, rootSeed);
    identity.keepWorkstationKeys(workstation, keys);
    identity.setMembership(tx, { rootKey, workstation, office, letter: FIRST_LETTER });
    identity.setSignedIn(tx, person);

    const root = identity.rootSigner(rootSeed);
    const self = identity.signerOf(workstation);
    const organisation = signEntry('organisation', { id: ORGANISATION_ID, name: input.name, headquarters: office }, 1, context.stamp(), root);
    const founding = signEntry(
      'workstations',
      { id: workstation, office, letter: FIRST_LETTER, role: 'hq', publicKey: keys.publicKey, name: input.workstation ?? `${office}-${FIRST_LETTER}` },
      1,
      context.stamp(),
      root,
    );
    const headquarters = signEntry('offices', { id: office, name: input.officeName ?? input.name }, 1, context.stamp(), self);
    const first = signEntry('people', { id: person, name: input.person, office, roles: FIRST_ROLES, active: true }, 1, context.stamp(), self);
    tx.edit(DIRECTORY_DOCUMENT, (doc) => {
      putEntry(doc, 'organisation', organisation);
      putEntry(doc, 'workstations', founding);
      putEntry(doc, 'offices', headquarters);
      putEntry(doc, 'people', first);
    });
    return { organisation: rootKey, office, workstation, letter: FIRST_LETTER, person };
  });
}
