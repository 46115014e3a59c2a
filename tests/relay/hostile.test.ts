import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { DocumentName } from '#model/identity/ids.ts';
import { joinLink, openLink, signedHello, takeBatches } from './support/link-client.ts';
import { ARTICLE, articleUpdate } from './support/documents.ts';
import { startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

describe('what a relay is sent and does not take', () => {
  it('[RELAY-8] a malformed message ends its connection, with the reason, and no other', async () => {
    relay = await startRelay();
    const { client: good } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou));
    await takeBatches(good);
    const { client: bad } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    bad.sendRaw(Uint8Array.from([4, 0, 255, 255, 255]));
    expect(await bad.next('refused')).toMatchObject({ reason: 'malformed' });
    expect((await bad.closed).code).toBe(4400);
    good.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('一') }] });
    await good.next('ack');
  });

  it('[LINK-5] [RELAY-6] a wrong signature, a nonce of another connection and an unknown workstation are refused and told nothing', async () => {
    relay = await startRelay();
    const signing = relay.signing(relay.sample.beijing);
    const earlier = openLink(relay.url);
    const earlierChallenge = await earlier.next('challenge');
    const cases = [
      { reason: 'badSignature', of: { ...signing, privateKey: relay.sample.guangzhou.keys.privateKey } },
      { reason: 'unknownWorkstation', of: { ...signing, workstation: '00000000-0000-8000-8000-000000000000' } },
      { reason: 'unknownOrganisation', of: { ...signing, organisation: relay.sample.beijing.keys.publicKey } },
    ];
    for (const { reason, of } of cases) {
      const client = openLink(relay.url);
      client.send(signedHello(await client.next('challenge'), of, null));
      expect(await client.next('refused')).toMatchObject({ reason });
      await client.closed;
      expect(client.waiting).toEqual([]);
    }
    const replaying = openLink(relay.url);
    await replaying.next('challenge');
    replaying.send(signedHello(earlierChallenge, signing, null));
    expect(await replaying.next('refused')).toMatchObject({ reason: 'badSignature' });
    earlier.terminate();
  });

  it('[RELAY-6] before hello nothing else is taken', async () => {
    relay = await startRelay();
    const client = openLink(relay.url);
    await client.next('challenge');
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('一') }] });
    expect(await client.next('refused')).toMatchObject({ reason: 'malformed' });
    expect(await relay.storage.head()).toBe(1);
  });

  it('[RELAY-8] before hello only a few bytes are held, also of a frame that is never finished', async () => {
    relay = await startRelay();
    const client = openLink(relay.url);
    await client.next('challenge');
    client.sendRaw(new Uint8Array(5000));
    await client.closed;

    const { port } = new URL(relay.http);
    const socket = net.connect(Number(port), '127.0.0.1');
    const ended = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    socket.on('error', () => undefined);
    socket.write('GET /link HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n');
    await new Promise((resolve) => {
      socket.once('data', resolve);
    });
    // A frame of 500,000 bytes is announced, and some of it sent.
    socket.write(Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 7, 0xa1, 0x20, 0, 0, 0, 0]));
    socket.write(Buffer.alloc(8000));
    await ended;
    expect(relay.relay.status().links).toBe(0);
  });

  it('[RELAY-8] a frame beyond the limit ends its connection', async () => {
    relay = await startRelay();
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    client.sendRaw(new Uint8Array(1024 * 1024 + 1));
    expect((await client.closed).code).toBe(1009);
  });

  it('[RELAY-8] a y-websocket message that announces more than it has is turned away, and nothing beyond it is read', async () => {
    relay = await startRelay();
    for (const message of [[0, 0, 200, 1], [0, 2, 255, 127, 0], [1, 255, 127, 1], [0, 9], [0, 2, 3, 1, 2, 3], [255, 255, 255]]) {
      const socket = new WebSocket(`${relay.url}/${ARTICLE}?token=${relay.token(ARTICLE, 'write')}`);
      const code = new Promise((resolve) => {
        socket.once('close', resolve);
      });
      socket.once('open', () => socket.send(Uint8Array.from(message)));
      expect(await code).toBe(4400);
    }
    expect((await relay.storage.documents()).map(({ name }) => name)).toEqual(['directory']);
  });

  it('[RELAY-18] messages beyond the rate wait their turn, and are all answered', async () => {
    relay = await startRelay({ limits: { frameBurst: 5, framesPerSecond: 500 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    for (let id = 0; id < 50; id += 1) client.send({ type: 'ping', id });
    for (let id = 0; id < 50; id += 1) expect((await client.next('pong')).id).toBe(id);
  });

  it('[RELAY-18] who does not stop is cut off as too fast', async () => {
    relay = await startRelay({ limits: { frameBurst: 5, framesPerSecond: 1, framesWaiting: 10 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    for (let id = 0; id < 50; id += 1) client.send({ type: 'ping', id });
    expect(await client.next('refused')).toMatchObject({ reason: 'tooFast' });
    await client.closed;
  });

  it('who says nothing is let go', async () => {
    relay = await startRelay({ limits: { authenticationMs: 30 } });
    const client = openLink(relay.url);
    await client.next('challenge');
    await client.closed;
    expect(relay.relay.status().links).toBe(0);
  });

  it('[RELAY-19] a full document takes no more and says so; others do', async () => {
    relay = await startRelay({ limits: { documentBytes: 3000 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('长'.repeat(900)) }] });
    expect((await client.next('ack')).refused).toEqual([]);
    client.send({ type: 'push', id: 2, updates: [{ name: ARTICLE, update: articleUpdate('长'.repeat(900)) }] });
    expect((await client.next('ack')).refused).toMatchObject([{ rule: 'RELAY-19' }]);
  });

  it('a text message and a strange path are turned away', async () => {
    relay = await startRelay();
    const socket = new WebSocket(`${relay.url}/link`);
    const code = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    socket.once('open', () => socket.send('hello'));
    expect(await code).toBe(4400);
    for (const path of ['/', '/%ff', '/link/x', '/../etc/passwd?token=x']) {
      const stray = new WebSocket(relay.url + path);
      const strayCode = await new Promise((resolve) => {
        stray.once('close', resolve);
      });
      expect([4401, 4404]).toContain(strayCode);
    }
  });

  it('[RELAY-5] an update to a guarded document that lacks earlier ones is refused and the document goes on', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const { client } = await joinLink(relay.url, relay.signing(sample.headquarters));
    await takeBatches(client);
    const updates: Uint8Array[] = [];
    sample.doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const name of ['一', '二']) sample.put('offices', { id: 'WH' as never, name }, sample.headquarters.signer, updates.length + 1);
    const [first, second] = updates;
    if (first === undefined || second === undefined) throw new Error('no updates');
    const directory = 'directory' as DocumentName;
    client.send({ type: 'push', id: 1, updates: [{ name: directory, update: second }] });
    expect((await client.next('ack')).refused).toMatchObject([{ rule: 'RELAY-5' }]);
    client.send({ type: 'push', id: 2, updates: [{ name: directory, update: first }, { name: directory, update: second }] });
    expect((await client.next('ack')).refused).toEqual([]);
  });
});
