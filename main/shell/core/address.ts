/**
 * Where a running core is reached: a local socket named in `core.json` in the data folder, with a secret that
 * only those who may read the folder know. The file is advice: the store's own lock decides who runs.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const coreAddress = z.object({ pid: z.number(), socket: z.string(), secret: z.string().min(32) });
export type CoreAddress = z.infer<typeof coreAddress>;

/** Longest path that every system accepts for a local socket. */
const MAX_SOCKET_PATH = 100;

function socketPath(dataDir: string): string {
  const name = `branchline-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(resolve(dataDir), 'core.sock');
  return inside.length <= MAX_SOCKET_PATH ? inside : join(tmpdir(), `${name}.sock`);
}

export function newCoreAddress(dataDir: string): CoreAddress {
  return { pid: process.pid, socket: socketPath(dataDir), secret: randomBytes(32).toString('base64url') };
}

export function publishCoreAddress(dataDir: string, address: CoreAddress): void {
  writeFileSync(join(dataDir, 'core.json'), JSON.stringify(address), { mode: 0o600 });
}

export function withdrawCoreAddress(dataDir: string): void {
  rmSync(join(dataDir, 'core.json'), { force: true });
}

/** The address that a core left in the folder; it may be gone by now. Undefined where there is none. */
export function readCoreAddress(dataDir: string): CoreAddress | undefined {
  try {
    return coreAddress.parse(JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8')));
  } catch {
    return undefined;
  }
}
