/**
 * The key that seals a folder's secret keys, itself sealed by the system's key store in `vault.json`.
 *
 * 1. Only a shell that can ask the system's key store comes here; it hands the key to its core and keeps it nowhere.
 * 2. A new key is on the disk before anything is sealed with it, and never replaces one that keys are sealed with.
 * 3. Where a person chose that keys stay in a plain file, `vault.json` says so and nothing is sealed.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { RandomBytes } from '#model/identity/ids.ts';
import { replaceDurably, systemDisk, type Disk } from './durable-file.ts';
import { inspectKeyFile, keyFileProblem, parseJson, readText } from './file-key-vault.ts';
import { newVaultKey, type VaultKey } from './sealed-secrets.ts';
import type { VaultReason } from './vault-errors.ts';

/** The system's key store (Windows' data protection, macOS' keychain, a keyring on Linux). */
export interface SystemKeyStore {
  /** What it is called; undefined where there is none, or one that protects nothing. */
  readonly name: string | undefined;
  /** @throws Error where it cannot. */
  seal(text: string): Uint8Array;
  /** @throws Error where another computer, user or store sealed it. */
  open(sealed: Uint8Array): string;
}

const vaultFile = z.discriminatedUnion('protection', [
  z.object({ version: z.literal(1), protection: z.literal('system'), id: z.string(), store: z.string(), key: z.string() }),
  z.object({ version: z.literal(1), protection: z.literal('file') }),
]);

export const KEY_FILE = 'keys.json';
const VAULT_FILE = 'vault.json';

const keyFileIn = (folder: string): string => join(folder, KEY_FILE);
const vaultFileIn = (folder: string): string => join(folder, VAULT_FILE);

/** Whether a person chose that this folder's keys stay in a plain file. */
export function keepsPlain(folder: string): boolean {
  const found = readVaultFile(folder);
  return found !== undefined && found !== 'damaged' && found.protection === 'file';
}

/** Sets what `keepsPlain` says, from the next start on. The keys themselves must be plain by now. */
export function choosePlain(folder: string, plain: boolean): void {
  if (plain) replaceDurably(vaultFileIn(folder), JSON.stringify({ version: 1, protection: 'file' }));
  else if (keepsPlain(folder)) rmSync(vaultFileIn(folder), { force: true });
}

/**
 * The key for this folder: the one its keys are sealed with, or a new one that they may be sealed with. Undefined where
 * they stay plain.
 */
export function unlockVault(folder: string, store: SystemKeyStore, randomBytes: RandomBytes, disk: Disk = systemDisk): VaultKey | undefined | Refusal<VaultReason> {
  const keys = inspectKeyFile(keyFileIn(folder));
  switch (keys.state) {
    case 'sealed':
      return openVault(folder, keys.vault, store);
    case 'damaged':
      return refuse('vault.damaged', { folder, file: KEY_FILE });
    case 'plain':
    case 'none':
      return store.name === undefined || keepsPlain(folder) ? undefined : makeVault(folder, store.name, store, randomBytes, disk);
  }
}

/** Why keys on this disk cannot be read with this key; undefined where they can. For the core, before it opens anything. */
export function keyFileRefusal(folder: string, key: VaultKey | undefined): Refusal<VaultReason> | undefined {
  const problem = keyFileProblem(keyFileIn(folder), key);
  switch (problem) {
    case undefined:
      return undefined;
    case 'damaged':
      return refuse('vault.damaged', { folder, file: KEY_FILE });
    case 'locked':
      return refuse('vault.locked', { folder });
    case 'foreign':
      return refuse('vault.foreign', { folder });
  }
}

function openVault(folder: string, id: string, store: SystemKeyStore): VaultKey | Refusal<VaultReason> {
  const found = readVaultFile(folder);
  if (found === undefined || found === 'damaged' || found.protection !== 'system' || found.id !== id) {
    return refuse('vault.damaged', { folder, file: VAULT_FILE });
  }
  if (store.name !== found.store) return refuse('vault.unavailable', { folder, store: found.store });
  try {
    return { id, key: Buffer.from(store.open(Buffer.from(found.key, 'base64')), 'base64') };
  } catch {
    // Stores say why in words of their own, which tell a person nothing.
    return refuse('vault.foreign', { folder });
  }
}

function makeVault(folder: string, name: string, store: SystemKeyStore, randomBytes: RandomBytes, disk: Disk): VaultKey | undefined {
  const made = newVaultKey(randomBytes);
  let sealed: Uint8Array;
  try {
    sealed = store.seal(Buffer.from(made.key).toString('base64'));
    // A store that does not give back what it was given would lock the keys in for ever.
    if (store.open(sealed) !== Buffer.from(made.key).toString('base64')) return undefined;
  } catch {
    return undefined;
  }
  const file = { version: 1, protection: 'system', id: made.id, store: name, key: Buffer.from(sealed).toString('base64') };
  replaceDurably(vaultFileIn(folder), JSON.stringify(file), disk);
  return made;
}

function readVaultFile(folder: string): z.infer<typeof vaultFile> | 'damaged' | undefined {
  const text = readText(vaultFileIn(folder));
  return text === undefined ? undefined : (vaultFile.safeParse(parseJson(text)).data ?? 'damaged');
}
