/** `npm start` as a process: once, again, and a second time on the same folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const entry = fileURLToPath(new URL('../../main/shell/launch.ts', import.meta.url));
const PATIENCE_MS = 120_000;

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branchline-start-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<{ child: ChildProcess; ended: Promise<number | null>; output: () => string; address: string }> {
  const child = spawn(process.execPath, [entry, '--data', folder, '--web'], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => void (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const address = await vi.waitFor(
    () => {
      const printed = /http:\S+/.exec(output)?.[0];
      if (printed === undefined && child.exitCode === null) throw new Error('no address yet');
      return printed ?? '';
    },
    { timeout: PATIENCE_MS, interval: 50 },
  );
  return { child, ended, output: () => output, address };
}

it('opens a second page on a folder that is open, says so, and ends with the program that has it', { timeout: PATIENCE_MS }, async () => {
  const first = await start();
  const second = await start();
  expect(second.output()).toContain('open already');
  expect((await fetch(second.address)).status).toBe(200);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('has ended');
});

it('serves the page where it was last time, where the browser keeps what a person chose', { timeout: PATIENCE_MS }, async () => {
  const first = await start();
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  const again = await start();
  expect(new URL(again.address).port).toBe(new URL(first.address).port);
  // A second page beside it takes another, and leaves the first its own.
  const beside = await start();
  expect(new URL(beside.address).port).not.toBe(new URL(again.address).port);
  again.child.kill('SIGINT');
  expect(await again.ended).toBe(0);
  expect(new URL((await start()).address).port).toBe(new URL(first.address).port);
});
