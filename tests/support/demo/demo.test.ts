/** The demo as a process, as a person starts and ends it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isRunning } from './demo-folder.ts';
import { connectOffice, type OfficeCalls } from './office-calls.ts';

const entry = fileURLToPath(new URL('index.ts', import.meta.url));
const PATIENCE_MS = 150_000;
const wait = { timeout: PATIENCE_MS, interval: 50 };

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branchline-demo-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  // An office that was just starting when its parent was killed may still be closing its files.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

function startDemo(...words: string[]): { readonly child: ChildProcess; readonly output: () => string; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [entry, '--data', folder, '--web', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => void (output += chunk));
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', (code) => resolve(code))) };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Whether any of the demo's offices or its relay still answers. */
async function isAlive(relayUrl: string): Promise<boolean> {
  return (await isRunning(folder, ['sh', 'bj', 'gz', 'bj2'])) || answers(Number(new URL(relayUrl).port));
}

async function relayUrlOf(headquarters: OfficeCalls): Promise<string | undefined> {
  const { url } = await headquarters.call<{ url?: string }>('sync.status', {});
  return url;
}

describe('the demo', () => {
  it('starts from nothing, shows three offices that hold the same, and ends whole', { timeout: PATIENCE_MS }, async () => {
    const demo = startDemo('--port', '0');
    await vi.waitFor(() => {
      if (demo.child.exitCode === null && !demo.output().includes('Ctrl-C')) throw new Error('not ready yet');
    }, wait);
    const addresses = demo.output().match(/http:\S+/g) ?? [];
    expect(addresses).toHaveLength(3);
    for (const address of addresses) await vi.waitFor(async () => expect((await fetch(address)).status).toBe(200), wait);
    expect(demo.output()).not.toContain('linkOpened');

    const headquarters = await connectOffice(join(folder, 'sh'));
    const { rows } = await headquarters.call<{ rows: { office: string; quantity: string }[] }>('stock.balance', { limit: 1000 });
    expect(new Set(rows.map(({ office }) => office))).toEqual(new Set(['SH', 'BJ', 'GZ']));
    const exceptions = await headquarters.call<{ rows: { kind: string; movements: unknown[] }[] }>('stock.exceptions', {});
    expect(exceptions.rows.map(({ kind, movements }) => [kind, movements.length])).toEqual(expect.arrayContaining([['below-zero', 2], ['transfer-short', 2]]));
    const collisions = await headquarters.call<{ rows: { field: string; heads: unknown[] }[] }>('tasks.collisions', {});
    expect(collisions.rows.map(({ field, heads }) => [field, heads.length])).toEqual([['responsible', 2]]);
    const relayUrl = (await relayUrlOf(headquarters)) ?? '';
    headquarters.close();

    const second = startDemo();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('already');

    expect(await isAlive(relayUrl)).toBe(true);
    demo.child.kill('SIGINT');
    expect(await demo.ended).toBe(0);
    expect(await isAlive(relayUrl)).toBe(false);
  });

  it('leaves no process behind when it is killed while it makes its past', { timeout: PATIENCE_MS }, async () => {
    const demo = startDemo('--port', '0');
    const relayUrl = await vi.waitFor(async () => {
      const headquarters = await connectOffice(join(folder, 'sh'));
      const url = await relayUrlOf(headquarters).finally(() => headquarters.close());
      if (url === undefined) throw new Error('no relay yet');
      return url;
    }, wait);
    expect(await isAlive(relayUrl)).toBe(true);
    demo.child.kill('SIGKILL');
    await vi.waitFor(async () => expect(await isAlive(relayUrl)).toBe(false), wait);
  });

  it('leaves a folder of something else as it is', { timeout: PATIENCE_MS }, async () => {
    const demo = startDemo('--reset', '--data', fileURLToPath(new URL('.', import.meta.url)));
    expect(await demo.ended).toBe(1);
    expect(demo.output()).toContain('left as it is');
  });
});
