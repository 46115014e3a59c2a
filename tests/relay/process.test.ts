/** The relay's program, as `npm run relay` starts it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRelayProcess } from '../support/relay-process.ts';

const entry = fileURLToPath(new URL('../../sync-server/index.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-process-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { readonly status: number | null; readonly said: string } {
  const { status, stderr } = spawnSync(process.execPath, [entry, ...args], { encoding: 'utf8', timeout: 120_000 });
  return { status, said: stderr };
}

describe('the relay’s program', () => {
  it('[RELAY-12] prints the same setup code until it is claimed', async () => {
    const first = await startRelayProcess({ data: folder, port: 0 });
    await first.stop();
    const second = await startRelayProcess({ data: folder, port: 0 });
    expect(second.setupCode).toBe(first.setupCode);
    expect(first.setupCode).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    await second.stop();
  });

  it('says how it is used, and why it does not start', () => {
    expect(run()).toMatchObject({ status: 2, said: expect.stringContaining('usage: relay --data DIR --port N') as string });
    expect(run('--data', folder, '--port', 'x').status).toBe(2);
    expect(run('--data', folder, '--port', '1', '--what').status).toBe(2);
    const bad = path.join(folder, 'bad');
    mkdirSync(bad);
    writeFileSync(path.join(bad, 'relay.sqlite'), 'no database at all, but longer than nothing'.repeat(40));
    expect(run('--data', bad, '--port', '0')).toMatchObject({ status: 1, said: expect.stringMatching(/did not start.*cannot be used/) as string });
  });

  it('says when its port or its data folder is taken', async () => {
    const running = await startRelayProcess({ data: folder, port: 0 });
    try {
      const other = path.join(folder, 'other');
      const { port } = new URL(running.url);
      expect(run('--data', other, '--port', port)).toMatchObject({ status: 1, said: expect.stringContaining('EADDRINUSE') as string });
      expect(run('--data', folder, '--port', '0')).toMatchObject({ status: 1, said: expect.stringContaining('locked') as string });
    } finally {
      await running.stop();
    }
  });
});
