/** An office on this machine's real disk, clock, randomness, network and keys. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { Timers } from '#model/link/transport.ts';
import { createEd25519, connectWebSocket, keyFileRefusal, openOffice, zstandardCodec, type Office, type Updates } from '../../office/index.ts';
import { openFolderKeys, type FolderKeys } from './folder-keys.ts';
import { resourcesDir } from './layout.ts';
import { keyOf, type VaultGrant } from './vault-grant.ts';

export interface LocalOfficeOptions {
  readonly dataDir: string;
  readonly demo: boolean;
  readonly keepConnected: boolean;
  readonly updates?: Updates;
  /** What the shell has from the system's key store; absent in shells that cannot ask it. */
  readonly vault?: VaultGrant;
}

const timers: Timers = {
  after(delayMs, act) {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Opens a data folder, made where it does not exist. */
export function openLocalOffice(options: LocalOfficeOptions): Office | Refusal {
  mkdirSync(options.dataDir, { recursive: true });
  const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const { vault: grant, ...others } = options;
  const refusal = keyFileRefusal(options.dataDir, keyOf(grant));
  if (refusal !== undefined) return refusal;
  const keys = openFolderKeys(options.dataDir, grant, bytes);
  const office = openOffice({
    ...others,
    vault: keys,
    keys: keys.protection,
    signatures: createEd25519(bytes),
    connect: connectWebSocket,
    timers,
    codec: zstandardCodec,
    nowMs: () => Date.now(),
    randomBytes: bytes,
    afterTurn: (act) => void setImmediate(act),
    resourcesDir,
    onFault: ({ id, operation, error }) => logFault(id, operation, error),
  });
  if (!isRefusal(office)) sealKeys(keys);
  return office;
}

/** The folder is this process's alone by now. Keys that could not be sealed are plain, and are tried again at the next start. */
function sealKeys(keys: FolderKeys): void {
  try {
    keys.seal();
  } catch (error) {
    logFault('keys', 'seal', error);
  }
}

function logFault(fault: string, operation: string, error: unknown): void {
  process.stderr.write(`${JSON.stringify({ fault, operation, error: String(error), stack: error instanceof Error ? error.stack : undefined })}\n`);
}
