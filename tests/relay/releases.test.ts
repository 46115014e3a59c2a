import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRange } from '../../sync-server/releases/release-files.ts';
import { startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest;
beforeEach(async () => {
  relay = await startRelay();
  const folder = path.join(relay.folder, 'releases');
  mkdirSync(path.join(folder, 'win'), { recursive: true });
  writeFileSync(path.join(folder, 'latest-linux.yml'), 'version: 1.2.3\n');
  writeFileSync(path.join(folder, 'win', 'app.exe'), '0123456789');
  writeFileSync(path.join(folder, '.hidden'), 'hidden');
  symlinkSync(path.join(relay.folder, 'relay.sqlite'), path.join(folder, 'link'));
});
afterEach(() => relay.close());

/** `fetch` would tidy the path before it is sent. */
function rawGet(url: string, target: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('the update feed', () => {
  it('serves files, whole and in ranges', async () => {
    const feed = await fetch(`${relay.http}/releases/latest-linux.yml`);
    expect(feed.status).toBe(200);
    expect(await feed.text()).toBe('version: 1.2.3\n');
    const part = await fetch(`${relay.http}/releases/win/app.exe`, { headers: { Range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
    const tail = await fetch(`${relay.http}/releases/win/app.exe`, { headers: { Range: 'bytes=-3' } });
    expect(await tail.text()).toBe('789');
    const beyond = await fetch(`${relay.http}/releases/win/app.exe`, { headers: { Range: 'bytes=10-' } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    const head = await fetch(`${relay.http}/releases/win/app.exe`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
    expect((await fetch(`${relay.http}/releases/win/app.exe`, { method: 'DELETE' })).status).toBe(405);
  });

  it('gives nothing from outside its folder', async () => {
    for (const target of ['../relay.sqlite', '%2e%2e/relay.sqlite', '..%2frelay.sqlite', '%2e%2e%2frelay.sqlite', 'win/../../relay.sqlite', '..%5crelay.sqlite', '/etc/passwd', 'link', '.hidden', 'win', '', '%00', '%ff', 'none']) {
      expect((await rawGet(relay.http, `/releases/${target}`)).split('\r\n')[0]).toBe('HTTP/1.1 404 Not Found');
    }
  });

  it('tells how the relay is', async () => {
    const health = await fetch(`${relay.http}/healthz`);
    expect([health.status, await health.json()]).toMatchObject([200, { ok: true, claimed: true, links: 0 }]);
    expect((await fetch(`${relay.http}/`)).status).toBe(404);
  });
});

describe('ranges', () => {
  it('are read as RFC 9110 says', () => {
    expect(readRange('bytes=0-0', 10)).toEqual({ start: 0, end: 0 });
    expect(readRange('bytes=5-', 10)).toEqual({ start: 5, end: 9 });
    expect(readRange('bytes=5-99', 10)).toEqual({ start: 5, end: 9 });
    expect(readRange('bytes=-99', 10)).toEqual({ start: 0, end: 9 });
    expect([undefined, 'bytes=-', 'bytes=1-2,4-5', 'items=1-2'].map((header) => readRange(header, 10))).toEqual(['whole', 'whole', 'whole', 'whole']);
    expect(['bytes=10-', 'bytes=-0', 'bytes=3-2'].map((header) => readRange(header, 10))).toEqual(['unsatisfiable', 'unsatisfiable', 'unsatisfiable']);
  });
});
