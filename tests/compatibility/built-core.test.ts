/** The core as electron-vite builds it runs: its process answers calls, and finds what ships with the program. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import { connectCalls } from '../../main/shell/core/core-client.ts';
import { startCoreProcess } from '../../main/shell/core/core-process.ts';

const root = path.resolve(import.meta.dirname, '../..');
let dataDir = '';

beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'branchline-built-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('the built core process opens a folder, fills it from the shipped sample, and stops when told', async () => {
  const core = await startCoreProcess({ dataDir, demo: false, entry: path.join(root, 'out/main/process.js') });
  if (isRefusal(core)) throw new Error(core.reason);
  const calls = await connectCalls(dataDir);
  expect(await calls?.call('sample.open', { movements: false })).toMatchObject({ ok: true, value: { items: 300 } });
  expect(await calls?.call('item.list', { limit: 1 })).toMatchObject({ ok: true, value: { rows: [{}] } });
  calls?.close();
  await core.stop();
  expect(await connectCalls(dataDir)).toBeUndefined();
});

test('the built core refuses a folder that another one has open, and its process ends', async () => {
  const entry = path.join(root, 'out/main/process.js');
  const first = await startCoreProcess({ dataDir, demo: false, entry });
  if (isRefusal(first)) throw new Error(first.reason);
  const second = await startCoreProcess({ dataDir, demo: false, entry });
  expect(second).toMatchObject({ refused: true, reason: 'store.in-use' });
  await first.stop();
});

test.skipIf(process.platform === 'win32')('the built core leaves Ctrl-C to its shell, which ends it in order', async () => {
  const core = await startCoreProcess({ dataDir, demo: false, entry: path.join(root, 'out/main/process.js') });
  if (isRefusal(core)) throw new Error(core.reason);
  const crashes: (number | null)[] = [];
  core.onCrash((code) => crashes.push(code));
  process.kill(core.pid ?? 0, 'SIGINT');
  const calls = await connectCalls(dataDir);
  expect(await calls?.call('setup.status', {})).toMatchObject({ ok: true });
  calls?.close();
  await core.stop();
  expect(crashes).toEqual([]);
});

test('[UPDATE-2] the built core tells how the shell’s update stands, passes a person’s wish on, and backs up when told', async () => {
  const core = await startCoreProcess({ dataDir, demo: false, entry: path.join(root, 'out/main/process.js') });
  if (isRefusal(core)) throw new Error(core.reason);
  const wished = new Promise<void>((resolve) => core.onInstallUpdate(resolve));
  const calls = await connectCalls(dataDir);
  expect(await calls?.call('update.status', {})).toEqual({ ok: true, value: { state: 'unsupported' } });
  core.tellUpdate({ state: 'ready', version: '1.0.0', available: '2.0.0' });
  await vi.waitFor(async () => expect(await calls?.call('update.status', {})).toMatchObject({ value: { state: 'ready', available: '2.0.0' } }));
  expect(await calls?.call('update.install', {})).toEqual({ ok: true, value: { version: '2.0.0' } });
  await wished;
  expect(await core.backUp()).toBe(true);
  expect(readdirSync(path.join(dataDir, 'backups'))).toEqual([expect.stringMatching(/^before-update-.*\.db$/)]);

  // A place that cannot be written: the shell is told, and the core goes on.
  rmSync(path.join(dataDir, 'backups'), { recursive: true });
  writeFileSync(path.join(dataDir, 'backups'), '');
  expect(await core.backUp()).toBe(false);
  expect(await calls?.call('setup.status', {})).toMatchObject({ ok: true });
  calls?.close();
  await core.stop();
});
