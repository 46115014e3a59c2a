/** The core as electron-vite builds it runs: its process answers calls, and finds what ships with the program. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
