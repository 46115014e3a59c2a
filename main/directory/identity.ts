/**
 * Who this workstation is.
 *
 * 1. What is public (id, office, letter, the organisation's root key) stands in the store's settings and changes
 *    with its transactions; secret keys are in the vault, under the name of what they belong to.
 * 2. A key is in the vault before anything that names it is written: a crash in between leaves a key too many,
 *    never one too few.
 */
import { z } from 'zod';
import { uuidField, type OfficeCode, type PersonId, type WorkstationId } from '#model/identity/ids.ts';
import { signedBytes, type SignatureScheme } from '#model/identity/signatures.ts';
import { ROOT_SIGNER } from '#model/directory/records.ts';
import type { Signer } from '#model/directory/writing.ts';
import type { Reader, StoreTransaction } from '../store/store.ts';
import type { KeyVault } from './key-vault.ts';

const MEMBERSHIP = 'directory.membership';
const SIGNED_IN = 'directory.person';
const REBUILDING = 'directory.rebuilding';

const membershipSetting = z.object({
  rootKey: z.string(),
  workstation: uuidField.transform((text) => text as WorkstationId),
  office: z.string().transform((text) => text as OfficeCode),
  letter: z.string(),
});

/** This computer as a workstation of an organisation. */
export interface Membership {
  /** Public root key of the organisation, base64url. */
  readonly rootKey: string;
  readonly workstation: WorkstationId;
  readonly office: OfficeCode;
  readonly letter: string;
}

export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export interface Identity {
  /** Undefined before the office is set up. Also true inside the transaction that sets it up. */
  membership(read: Reader): Membership | undefined;
  setMembership(tx: StoreTransaction, membership: Membership): void;
  /** Who is signed in on this computer. */
  signedIn(read: Reader): PersonId | undefined;
  setSignedIn(tx: StoreTransaction, person: PersonId): void;
  /** Whether the workstation's secret key is on this computer. */
  holdsKeys(workstation: WorkstationId): boolean;
  /** Where the backup lies that headquarters is being rebuilt from; undefined where that is over, or never began. */
  rebuilding(read: Reader): string | undefined;
  setRebuilding(tx: StoreTransaction, backup: string | undefined): void;
  keepWorkstationKeys(workstation: WorkstationId, keys: KeyPair): void;
  /** The keys made for joining by an enrolment, kept from the first try on. */
  joiningKeys(enrolmentKey: string): KeyPair | undefined;
  keepJoiningKeys(enrolmentKey: string, keys: KeyPair): void;
  /** The next joining makes keys of its own. */
  forgetJoiningKeys(enrolmentKey: string): void;
  /** The 32 secret bytes of the root key; undefined where neither the organisation was created nor its sheet was restored. */
  rootSeed(rootKey: string): Uint8Array | undefined;
  keepRootSeed(rootKey: string, seed: Uint8Array): void;
  /** Signs as the workstation. @throws Error where its key is not in the vault. */
  signerOf(workstation: WorkstationId): Signer;
  rootSigner(seed: Uint8Array): Signer;
  /** Signs a record as this workstation; see `Services.sign`. @throws Error before the office is set up. */
  sign(read: Reader, purpose: string, record: object): string;
}

export function createIdentity(vault: KeyVault, signatures: SignatureScheme): Identity {
  // The vault may ask the system's key store: once per key is enough.
  const privateKeys = new Map<WorkstationId, string>();
  let parsed: { readonly text: string; readonly membership: Membership } | undefined;

  function privateKeyOf(workstation: WorkstationId): string {
    const held = privateKeys.get(workstation) ?? vault.get(workstationName(workstation));
    if (held === undefined) throw new Error(`the key of workstation ${workstation} is not on this computer`);
    privateKeys.set(workstation, held);
    return held;
  }

  function membership(read: Reader): Membership | undefined {
    const text = readSetting(read, MEMBERSHIP);
    if (text === undefined) return undefined;
    // Every command asks several times, and it is hardly ever another one.
    if (parsed?.text !== text) parsed = { text, membership: membershipSetting.parse(JSON.parse(text)) };
    return parsed.membership;
  }

  const signerOf = (workstation: WorkstationId): Signer => ({
    id: workstation,
    sign: (message) => signatures.sign(privateKeyOf(workstation), message),
  });

  return {
    membership,
    setMembership: (tx, next) => tx.setSetting(MEMBERSHIP, JSON.stringify(next)),
    signedIn: (read) => readSetting(read, SIGNED_IN) as PersonId | undefined,
    setSignedIn: (tx, person) => tx.setSetting(SIGNED_IN, person),
    holdsKeys: (workstation) => privateKeys.has(workstation) || vault.get(workstationName(workstation)) !== undefined,
    rebuilding: (read) => readSetting(read, REBUILDING),
    setRebuilding: (tx, backup) => tx.setSetting(REBUILDING, backup),
    keepWorkstationKeys: (workstation, keys) => vault.set(workstationName(workstation), keys.privateKey),
    joiningKeys(enrolmentKey) {
      const privateKey = vault.get(joiningName(enrolmentKey));
      return privateKey === undefined || privateKey === '' ? undefined : signatures.fromSeed(Buffer.from(privateKey, 'base64url'));
    },
    keepJoiningKeys: (enrolmentKey, keys) => vault.set(joiningName(enrolmentKey), keys.privateKey),
    // A vault forgets nothing by itself; an empty key is none.
    forgetJoiningKeys: (enrolmentKey) => vault.set(joiningName(enrolmentKey), ''),
    rootSeed(rootKey) {
      const seed = vault.get(rootName(rootKey));
      return seed === undefined ? undefined : new Uint8Array(Buffer.from(seed, 'base64url'));
    },
    keepRootSeed: (rootKey, seed) => vault.set(rootName(rootKey), Buffer.from(seed).toString('base64url')),
    signerOf,
    rootSigner(seed) {
      const { privateKey } = signatures.fromSeed(seed);
      return { id: ROOT_SIGNER, sign: (message) => signatures.sign(privateKey, message) };
    },
    sign(read, purpose, record) {
      const current = membership(read);
      if (current === undefined) throw new Error('nothing is signed before the office is set up');
      return signerOf(current.workstation).sign(signedBytes(purpose, record));
    },
  };
}

const workstationName = (workstation: WorkstationId): string => `workstation/${workstation}`;
const joiningName = (enrolmentKey: string): string => `joining/${enrolmentKey}`;
const rootName = (rootKey: string): string => `root/${rootKey}`;

function readSetting(read: Reader, key: string): string | undefined {
  return read.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value;
}
