/**
 * Secret keys in a file that only its owner may read, for machines without a system key store.
 * Written beside itself, flushed, then renamed over: a power cut leaves the old file or the new one.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { KeyVault } from './key-vault.ts';

const vaultFile = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.string()) });
type VaultFile = z.infer<typeof vaultFile>;

/** @param file made with its folder where it does not exist. */
export function createFileKeyVault(file: string): KeyVault {
  let held: VaultFile | undefined;
  const read = (): VaultFile => (held ??= readVault(file));
  return {
    get: (name) => {
      const { secrets } = read();
      return Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    },
    set(name, secret) {
      const next = { version: 1, secrets: { ...read().secrets, [name]: secret } } as const;
      writeDurably(file, JSON.stringify(next));
      held = next;
    },
  };
}

function readVault(file: string): VaultFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { version: 1, secrets: {} };
    throw error;
  }
  const parsed = vaultFile.safeParse(parseJson(text));
  // Going on with an empty vault would make new keys over the old ones.
  if (!parsed.success) throw new Error(`the key file ${file} is damaged; restore it from a backup, or enrol this computer again`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function writeDurably(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  flushFolder(path.dirname(file));
}

/** Makes the renaming itself durable. Windows flushes it with the file and cannot open folders. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
