/**
 * The office's half of `recovery.rebuild`: headquarters comes back on a computer that has its recovery sheet and what
 * its organisation wrote (a backup, the relay, or this folder's own store without its keys).
 *
 * 1. The computer becomes a new workstation, whatever it was before: a key that went on from an older state would sign
 *    a second chain of movements beside the first. Letter and chain begin anew.
 * 2. The root key vouches for it. Nothing that the relay or a backup says is believed beyond the root key that the
 *    words give.
 * 3. Keys are durable before the relay hears of them; a try that was broken off goes on with the same ones.
 */
import * as Y from 'yjs';
import { DIRECTORY_DOCUMENT, directoryKind } from '#model/directory/directory-kind.ts';
import type { PersonRecord } from '#model/directory/records.ts';
import { lettersOf, type DirectoryView } from '#model/directory/trust.ts';
import { nextLetter, workstationIdOf } from '#model/directory/workstation-identity.ts';
import { putEntry, signEntry } from '#model/directory/writing.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { PersonId, WorkstationId } from '#model/identity/ids.ts';
import { signedBytes, type SignatureScheme } from '#model/identity/signatures.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { DirectoryParts } from './amendment.ts';
import { FIRST_ROLES } from './founding.ts';
import type { Identity, Membership } from './identity.ts';
import { recoverRoot } from './recovery-commands.ts';

export interface PreparedRebuilding {
  /** The organisation's public root key, base64url. */
  readonly rootKey: string;
  readonly workstation: WorkstationId;
  readonly workstationKey: string;
  /** Signs with the root key: the `enrol` message. */
  sign(purpose: string, record: object): string;
  /** Whether the root key signed the organisation of a directory that is not this office's yet. */
  vouchesFor(directory: Uint8Array): boolean;
  /** Makes this computer a workstation of headquarters, or refuses; return that from the transaction, so that nothing stays written. */
  complete(tx: StoreTransaction, rebuilding: Rebuilding): (Membership & { readonly person: string }) | Refusal;
  /** Once it is committed. */
  completed(): void;
}

export interface Rebuilding {
  /** Whole states of the directory: the relay's, a backup's. */
  readonly directories: readonly Uint8Array[];
  /** What the relay gave. Without a relay, the first that nobody had. */
  readonly letter: string | undefined;
  readonly personName: string;
  readonly workstationName: string | undefined;
  stamp(): Stamp;
  newId(): string;
}

export function prepareRebuilding(words: string, parts: DirectoryParts, signatures: SignatureScheme, before: Membership | undefined): PreparedRebuilding | Refusal {
  const { identity } = parts;
  const root = recoverRoot(words, signatures);
  if (isRefusal(root)) return root;
  const { rootKey, seed } = root;
  const keys = keysFor(rootKey, identity, signatures, before);
  const workstation = workstationIdOf(keys.publicKey);
  const signer = identity.rootSigner(seed);

  function enter(tx: StoreTransaction, view: DirectoryView, rebuilding: Rebuilding): Membership & { readonly person: string } {
    const office = view.organisation?.headquarters;
    if (office === undefined) throw new Error('a directory without its organisation was let through');
    const taken = lettersOf(view, office);
    const { letter: given } = rebuilding;
    const letter = given === undefined || taken.includes(given) ? nextLetter(given === undefined ? taken : [...taken, given]) : given;
    const name = rebuilding.workstationName ?? `${office}-${letter}`;
    const entry = signEntry('workstations', { id: workstation, office, letter, role: 'hq', publicKey: keys.publicKey, name }, 1, rebuilding.stamp(), signer);
    const known = administratorNamed(view, rebuilding.personName);
    const person = known?.id ?? (rebuilding.newId() as PersonId);
    const first = signEntry('people', { id: person, name: rebuilding.personName, office, roles: FIRST_ROLES, active: true }, 1, rebuilding.stamp(), signer);
    tx.edit(DIRECTORY_DOCUMENT, (doc) => {
      putEntry(doc, 'workstations', entry);
      if (known === undefined) putEntry(doc, 'people', first);
    });
    const membership = { rootKey, workstation, office, letter };
    identity.setMembership(tx, membership);
    identity.setSignedIn(tx, person);
    return { ...membership, person };
  }

  return {
    rootKey,
    workstation,
    workstationKey: keys.publicKey,
    sign: (purpose, record) => signatures.sign(signatures.fromSeed(seed).privateKey, signedBytes(purpose, record)),
    vouchesFor(directory) {
      const doc = openDocument(directoryKind);
      Y.applyUpdate(doc, directory);
      return parts.views.foreign(doc, rootKey).organisation !== undefined;
    },
    complete(tx, rebuilding) {
      const foreign = refuse('recovery.not-vouched');
      identity.keepRootSeed(rootKey, seed);
      // The directory is judged by the root key, which is known here through the membership alone.
      if (before === undefined) identity.setMembership(tx, { rootKey, workstation, office: '' as Membership['office'], letter: '' });
      for (const directory of rebuilding.directories) if (!tx.apply(DIRECTORY_DOCUMENT, directory, 'relay').applied) return foreign;
      const view = parts.views.current(tx);
      if (view?.organisation === undefined) return foreign;
      // A branch's entries that still wait could not be sent by headquarters.
      if (before !== undefined && before.office !== view.organisation.headquarters) return refuse('recovery.branch', { office: before.office });
      return enter(tx, view, rebuilding);
    },
    completed: () => identity.forgetJoiningKeys(rootKey),
  };
}

/** Kept from the first try on, until one succeeds. */
function keysFor(rootKey: string, identity: Identity, signatures: SignatureScheme, before: Membership | undefined): ReturnType<SignatureScheme['generate']> {
  const begun = identity.joiningKeys(rootKey);
  const keys = begun === undefined || workstationIdOf(begun.publicKey) === before?.workstation ? signatures.generate() : begun;
  identity.keepJoiningKeys(rootKey, keys);
  identity.keepWorkstationKeys(workstationIdOf(keys.publicKey), keys);
  return keys;
}

/** Somebody of this name who administers the organisation already. */
function administratorNamed(view: DirectoryView, name: string): PersonRecord | undefined {
  return [...view.people.values()].find(
    (person) => person.name === name && person.active && person.office === view.organisation?.headquarters && (person.roles.includes('hq') || person.roles.includes('it')),
  );
}
