import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startWebShell, type WebShell } from './web-shell.ts';

let folder: string;
let shell: WebShell;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'branchline-web-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Branchline</title>');
  writeFileSync(join(folder, '..', 'outside.txt'), 'secret');
  shell = await startWebShell({ dataDir: folder, rendererDir: folder, port: 0, tokenUse: 'once' });
});
afterEach(async () => {
  await shell.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
}

/** A raw request: fetch would normalise the path and forbid the Host header. */
function ask(options: { path?: string; method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: shell.port, path: options.path ?? '/', method: options.method ?? 'GET', headers: options.headers ?? {} }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    asked.on('error', reject);
    asked.end(options.body);
  });
}

const token = (): string => shell.url.split('#token=')[1] ?? '';
const origin = (): string => `http://127.0.0.1:${shell.port}`;

function closeCode(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/core`, { headers });
    socket.on('close', (code) => resolve(code));
    socket.on('error', () => resolve(-1));
  });
}

describe('web shell', () => {
  it('[SHELL-1] serves the interface with its security policy', async () => {
    const answer = await ask({});
    expect(answer.status).toBe(200);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('[SHELL-1] refuses a foreign Host (DNS rebinding) and a foreign Origin', async () => {
    expect((await ask({ headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask({ headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });

  it('[SHELL-1] serves nothing outside its folder', async () => {
    expect((await ask({ path: '/../outside.txt' })).status).toBe(404);
    expect((await ask({ path: '/..%2foutside.txt' })).status).toBe(404);
  });

  it.each(['/%ZZ', '/%00', '//', '/%c0%af'])('[SHELL-1] an address that is none (%s) is answered, and the next one too', async (path) => {
    expect([200, 404]).toContain((await ask({ path })).status);
    expect((await ask({})).status).toBe(200);
  });

  it('[SHELL-2] opens one session for its token, and none for another', async () => {
    expect((await ask({ path: '/session', method: 'POST', body: 'wrong' })).status).toBe(403);
    const first = await ask({ path: '/session', method: 'POST', body: token() });
    expect(first.status).toBe(204);
    expect(String(first.headers['set-cookie'])).toContain('HttpOnly; SameSite=Strict');
    expect((await ask({ path: '/session', method: 'POST', body: token() })).status).toBe(403);
  });

  it('[SHELL-2] lets no page talk to the core without a session or from another origin', async () => {
    expect(await closeCode({ origin: origin() })).toBe(4401);
    expect(await closeCode({ origin: 'https://evil.example' })).toBe(-1);
    expect(await closeCode({})).toBe(-1);
  });

  it('[SHELL-2] with a session, tells a page plainly that no core runs', async () => {
    const session = await ask({ path: '/session', method: 'POST', body: token() });
    const cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
    expect(await closeCode({ origin: origin(), cookie })).toBe(4503);
  });
});
