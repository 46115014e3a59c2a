/**
 * Secret keys in a file that only its owner may read: sealed with a vault key where the shell has one from the system's
 * key store (vault-key.ts), else plain.
 *
 * 1. Whatever happens while it is written, the old file or the new one is there.
 * 2. A file that cannot be read is never taken for an empty one: going on would make new keys over the old ones.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RandomBytes } from '#model/identity/ids.ts';
import { replaceDurably, systemDisk, type Disk } from './durable-file.ts';
import type { KeyVault } from './key-vault.ts';
import { openSealed, sealText, type VaultKey } from './sealed-secrets.ts';

const secretsOf = z.record(z.string(), z.string());
type Secrets = z.infer<typeof secretsOf>;

const keyFile = z.discriminatedUnion('version', [
  z.object({ version: z.literal(1), secrets: secretsOf }),
  /** `vault` is the id of the key that sealed it. */
  z.object({ version: z.literal(2), vault: z.string(), sealed: z.string() }),
]);
type KeyFile = z.infer<typeof keyFile>;

/** How a key file stands, without opening it. */
export type KeyFileState = { readonly state: 'none' | 'plain' | 'damaged' } | { readonly state: 'sealed'; readonly vault: string };

export function inspectKeyFile(file: string): KeyFileState {
  const found = readKeyFile(file);
  if (found === undefined || found === 'damaged') return { state: found ?? 'none' };
  return found.version === 1 ? { state: 'plain' } : { state: 'sealed', vault: found.vault };
}

export interface FileKeyVault extends KeyVault {
  /** Whether the file on the disk is sealed. */
  readonly sealed: boolean;
  /** Seals a plain file with the key that the vault was given; without one it changes nothing. */
  seal(): void;
  /** Writes the file plain, and keeps it so. */
  unseal(): void;
}

export interface Sealing {
  readonly key: VaultKey;
  readonly randomBytes: RandomBytes;
}

/**
 * @param file made with its folder where it does not exist.
 * @param given undefined where the shell has no system key store.
 */
export function createFileKeyVault(file: string, given?: Sealing, disk: Disk = systemDisk): FileKeyVault {
  let sealing = given;
  let held: OpenedKeys | undefined;

  function read(): OpenedKeys {
    if (held !== undefined) return held;
    const opened = openKeyFile(file, given?.key);
    if (typeof opened === 'string') throw new Error(`the key file ${file} cannot be read: ${opened}`);
    held = opened;
    return opened;
  }

  function write(secrets: Secrets): void {
    const text = JSON.stringify(secrets);
    const next: KeyFile = sealing === undefined ? { version: 1, secrets } : { version: 2, vault: sealing.key.id, sealed: sealText(text, sealing.key, sealing.randomBytes) };
    replaceDurably(file, JSON.stringify(next), disk);
    held = { secrets, sealed: sealing !== undefined };
  }

  return {
    get(name) {
      const { secrets } = read();
      return Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    },
    set: (name, secret) => write({ ...read().secrets, [name]: secret }),
    get sealed() {
      return read().sealed;
    },
    seal() {
      if (sealing !== undefined && !read().sealed && inspectKeyFile(file).state === 'plain') write(read().secrets);
    },
    unseal() {
      const { secrets, sealed } = read();
      sealing = undefined;
      if (sealed) write(secrets);
    },
  };
}

interface OpenedKeys {
  readonly secrets: Secrets;
  readonly sealed: boolean;
}

/** Why the secrets of a key file cannot be had with this key; undefined where they can. */
export function keyFileProblem(file: string, key: VaultKey | undefined): KeyFileProblem | undefined {
  const opened = openKeyFile(file, key);
  return typeof opened === 'string' ? opened : undefined;
}

export type KeyFileProblem = 'damaged' | 'locked' | 'foreign';

function openKeyFile(file: string, key: VaultKey | undefined): OpenedKeys | KeyFileProblem {
  const found = readKeyFile(file);
  if (found === undefined) return { secrets: {}, sealed: false };
  if (found === 'damaged') return 'damaged';
  if (found.version === 1) return { secrets: found.secrets, sealed: false };
  if (key === undefined) return 'locked';
  if (found.vault !== key.id) return 'foreign';
  const opened = openSealed(found.sealed, key);
  const secrets = opened === undefined ? undefined : secretsOf.safeParse(parseJson(opened)).data;
  return secrets === undefined ? 'damaged' : { secrets, sealed: true };
}

function readKeyFile(file: string): KeyFile | 'damaged' | undefined {
  const text = readText(file);
  return text === undefined ? undefined : (keyFile.safeParse(parseJson(text)).data ?? 'damaged');
}

/** Undefined where there is no such file. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
