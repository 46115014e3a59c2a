/** An office on this machine's real disk, clock, randomness, network and keys. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '#model/contract/refusal.ts';
import type { Timers } from '#model/link/transport.ts';
import { createEd25519, createFileKeyVault, connectWebSocket, openOffice, zstandardCodec, type Office, type Updates } from '../../office/index.ts';
import { resourcesDir } from './layout.ts';

export interface LocalOfficeOptions {
  readonly dataDir: string;
  readonly demo: boolean;
  readonly keepConnected: boolean;
  readonly updates?: Updates;
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
  return openOffice({
    ...options,
    vault: createFileKeyVault(join(options.dataDir, 'keys.json')),
    signatures: createEd25519(bytes),
    connect: connectWebSocket,
    timers,
    codec: zstandardCodec,
    nowMs: () => Date.now(),
    randomBytes: bytes,
    afterTurn: (act) => void setImmediate(act),
    resourcesDir,
    onFault: ({ id, operation, error }) => process.stderr.write(`${JSON.stringify({ fault: id, operation, error: String(error), stack: error instanceof Error ? error.stack : undefined })}\n`),
  });
}
