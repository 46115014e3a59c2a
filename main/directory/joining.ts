/**
 * The office's half of `office.join`; the link's half talks to the relay in between.
 *
 * 1. `prepareEnrolment` makes the workstation's keys and keeps them before the relay hears of them: after a crash,
 *    or a lost answer, the same code gives the same workstation, which the relay admits again.
 * 2. `completeEnrolment` believes nothing that the relay said: the directory must follow from its root key, and the
 *    enrolment in it must carry the code's seal of that root key.
 */
import * as Y from 'yjs';
import { DIRECTORY_DOCUMENT, directoryKind } from '#model/directory/directory-kind.ts';
import { enrolmentSecrets, readEnrolmentCode, type EnrolmentSecrets } from '#model/directory/enrolment.ts';
import { grantableRoles, workstationRecord } from '#model/directory/records.ts';
import { enrolmentOfKey, type EnrolmentInForce } from '#model/directory/trust.ts';
import { workstationIdOf } from '#model/directory/workstation-identity.ts';
import { putEntry, signEntry, type Signer } from '#model/directory/writing.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { WorkstationId } from '#model/identity/ids.ts';
import { signedBytes, type SignatureScheme } from '#model/identity/signatures.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { DirectoryParts } from './amendment.ts';
import type { Identity, KeyPair, Membership } from './identity.ts';

export interface PreparedEnrolment {
  /** Public key that the code yields. */
  readonly enrolmentKey: string;
  readonly workstation: WorkstationId;
  readonly workstationKey: string;
  /** Signs with the code's secret: the `enrol` message. */
  sign(purpose: string, record: object): string;
  readonly secrets: EnrolmentSecrets;
  readonly keys: KeyPair;
}

/** What the relay answered (`enrolled`). */
export interface GrantedEnrolment {
  /** Root public key of the organisation. */
  readonly organisation: string;
  readonly enrolment: string;
  readonly letter: string;
  /** Whole state of the directory document. */
  readonly directory: Uint8Array;
}

export interface Joining {
  readonly personName: string;
  /** What the computer is called; made of office and letter where it is left out. */
  readonly workstationName?: string | undefined;
  stamp(): Stamp;
}

/** Takes some 50 ms (the code's hash). Refuses with `enrolment.malformed`. */
export function prepareEnrolment(code: string, identity: Identity, signatures: SignatureScheme): PreparedEnrolment | Refusal<'enrolment.malformed'> {
  const read = readEnrolmentCode(code);
  if (read === undefined) return refuse('enrolment.malformed', {}, 'code');
  const secrets = enrolmentSecrets(read, signatures);
  const keys = identity.joiningKeys(secrets.publicKey) ?? signatures.generate();
  const workstation = workstationIdOf(keys.publicKey);
  identity.keepJoiningKeys(secrets.publicKey, keys);
  identity.keepWorkstationKeys(workstation, keys);
  return {
    enrolmentKey: secrets.publicKey,
    workstation,
    workstationKey: keys.publicKey,
    sign: (purpose, record) => signatures.sign(secrets.privateKey, signedBytes(purpose, record)),
    secrets,
    keys,
  };
}

/**
 * Makes this computer a workstation of the office: takes the directory over, adds the workstation and its person
 * (origin `local`, so they wait for the relay) and signs the person in. Refuses with `setup.done` or
 * `enrolment.not-vouched`; return that from the transaction, so that nothing stays written.
 */
export function completeEnrolment(
  tx: StoreTransaction,
  { identity, views }: DirectoryParts,
  signatures: SignatureScheme,
  prepared: PreparedEnrolment,
  granted: GrantedEnrolment,
  joining: Joining,
): (Membership & { readonly person: string }) | Refusal<'setup.done' | 'enrolment.not-vouched'> {
  if (identity.membership(tx.read) !== undefined) {
    return refuse('setup.done', { organisation: tx.read.get<{ name: string }>('SELECT name FROM organisation')?.name ?? '' });
  }
  const enrolment = vouchedEnrolment({ identity, views }, prepared, granted);
  if (isRefusal(enrolment)) return enrolment;
  const { office, role, person } = enrolment;
  const membership: Membership = { rootKey: granted.organisation, workstation: prepared.workstation, office, letter: granted.letter };
  identity.setMembership(tx, membership);
  identity.setSignedIn(tx, person);
  const outcome = tx.apply(DIRECTORY_DOCUMENT, granted.directory, 'relay');
  if (!outcome.applied) return refuse('enrolment.not-vouched');

  const view = views.current(tx);
  const signer: Signer = { id: enrolment.id, sign: (message) => signatures.sign(prepared.secrets.privateKey, message) };
  const workstation = signEntry(
    'workstations',
    {
      id: prepared.workstation,
      office,
      letter: granted.letter,
      role,
      publicKey: prepared.workstationKey,
      name: joining.workstationName ?? `${office}-${granted.letter}`,
      enrolment: enrolment.id,
    },
    1,
    joining.stamp(),
    signer,
  );
  const first = signEntry(
    'people',
    { id: person, name: joining.personName, office, roles: [...grantableRoles(role)], active: true },
    1,
    joining.stamp(),
    signer,
  );
  tx.edit(DIRECTORY_DOCUMENT, (doc) => {
    // Both may stand there already: this computer joined before and lost its data, not its keys.
    if (view?.workstations.has(prepared.workstation) !== true) putEntry(doc, 'workstations', workstation);
    if (view?.people.has(person) !== true) putEntry(doc, 'people', first);
  });
  return { ...membership, person };
}

function vouchedEnrolment({ views }: DirectoryParts, prepared: PreparedEnrolment, granted: GrantedEnrolment): EnrolmentInForce | Refusal<'enrolment.not-vouched'> {
  const refused = refuse('enrolment.not-vouched');
  const doc = openDocument(directoryKind);
  try {
    Y.applyUpdate(doc, granted.directory);
  } catch {
    // Yjs throws errors of all kinds at bytes that are no update; whatever it is, this is no directory.
    return refused;
  }
  const enrolment = enrolmentOfKey(views.foreign(doc, granted.organisation), prepared.enrolmentKey);
  if (enrolment === undefined || enrolment.id !== granted.enrolment) return refused;
  if (prepared.secrets.seal(granted.organisation) !== enrolment.seal) return refused;
  if (enrolment.usedBy !== undefined && enrolment.usedBy !== prepared.workstation) return refused;
  return workstationRecord.shape.letter.safeParse(granted.letter).success ? enrolment : refused;
}
