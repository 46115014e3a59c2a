/** One build at a time in a source tree: the parts share their output folder, and several programs may find it stale at once. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 100;

/** Runs `work` once no other process holds the folder's lock. A lock whose process has ended is no lock. */
export async function withBuildLock(folder: string, work: () => Promise<void>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'build.lock');
  while (!take(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await delay(RETRY_MS);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    const owner = readFileSync(lock, 'utf8');
    // Just taken, its owner not written yet.
    if (owner === '') return false;
    process.kill(Number(owner), 0);
    return false;
  } catch (error) {
    // Gone by itself (ENOENT) is not abandoned; another person's process (EPERM) runs.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
