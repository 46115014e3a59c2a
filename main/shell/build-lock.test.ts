import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withBuildLock } from './build-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branchline-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lets one work at a time, and each in its turn', async () => {
  const seen: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    seen.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(`${name} ends`);
  };
  await Promise.all([withBuildLock(folder, work('first')), withBuildLock(folder, work('second'))]);
  expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('is free again after a failure', async () => {
  await expect(withBuildLock(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(existsSync(join(folder, 'build.lock'))).toBe(false);
});

it('does not wait for a process that has ended', async () => {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  writeFileSync(join(folder, 'build.lock'), String(pid));
  let worked = false;
  await withBuildLock(folder, () => {
    worked = true;
    return Promise.resolve();
  });
  expect(worked).toBe(true);
});
