/**
 * What a shell that can ask the system's key store hands to its core: the key of the folder's vault. It goes over the
 * port between the two processes, never by arguments or environment, which others may read.
 */
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { RandomBytes } from '#model/identity/ids.ts';
import { keepsPlain, unlockVault, type SystemKeyStore, type VaultKey } from '../../office/index.ts';

export interface VaultGrant {
  /** What the system calls its store; absent where none protects anything. */
  readonly store?: string;
  /** Absent where the keys stay plain. */
  readonly key?: {
    readonly id: string;
    /** base64 */
    readonly bytes: string;
  };
}

/** Makes a key where the folder has none yet; a refusal says why its keys cannot be had. */
export function grantVault(folder: string, store: SystemKeyStore, randomBytes: RandomBytes): VaultGrant | Refusal {
  const key = unlockVault(folder, store, randomBytes);
  if (isRefusal(key)) return key;
  if (key !== undefined) return { ...named(store.name), key: { id: key.id, bytes: Buffer.from(key.key).toString('base64') } };
  // A store that failed to seal protects nothing.
  return keepsPlain(folder) ? named(store.name) : {};
}

export function keyOf(grant: VaultGrant | undefined): VaultKey | undefined {
  return grant?.key === undefined ? undefined : { id: grant.key.id, key: new Uint8Array(Buffer.from(grant.key.bytes, 'base64')) };
}

function named(store: string | undefined): VaultGrant {
  return store === undefined ? {} : { store };
}
