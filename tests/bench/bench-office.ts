/** An office core in this process, on a real folder: what a shell's core process opens, with a line of the bench's choosing. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRefusal } from '#model/contract/refusal.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { connectWebSocket, createEd25519, createFileKeyVault, openOffice, zstandardCodec, type Office } from '../../main/office/index.ts';

export interface BenchOffice extends Office {
  /** @throws Error naming the operation that was refused. */
  ask<Value>(operation: string, input: object): Promise<Value>;
}

export interface BenchOfficeOptions {
  /** Where the link connects instead of the relay's own address: the near end of a shaped line. */
  readonly lineUrl?: string;
  /** Other signatures than Ed25519, for seeding. */
  readonly signatures?: SignatureScheme;
}

const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

export const ed25519 = createEd25519(bytes);

/** @throws Error when the folder cannot be opened. */
export function openBenchOffice(dataDir: string, { lineUrl, signatures = ed25519 }: BenchOfficeOptions = {}): BenchOffice {
  mkdirSync(dataDir, { recursive: true });
  const office = openOffice({
    dataDir,
    vault: createFileKeyVault(join(dataDir, 'keys.json')),
    signatures,
    connect: (url, events) => connectWebSocket(lineUrl ?? url, events),
    timers: {
      after(delayMs, act) {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    },
    codec: zstandardCodec,
    nowMs: () => Date.now(),
    randomBytes: bytes,
    afterTurn: (act) => void setImmediate(act),
    resourcesDir,
    demo: false,
    keepConnected: false,
    onFault: ({ operation, error }) => console.error(`${operation}: ${String(error)}`),
  });
  if (isRefusal(office)) throw new Error(`${dataDir} did not open: ${office.reason}`);
  return {
    ...office,
    async ask<Value>(operation: string, input: object) {
      const result = await office.dispatch.call(operation, input);
      if (!result.ok) throw new Error(`${operation} was refused: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
      return result.value as Value;
    },
  };
}
