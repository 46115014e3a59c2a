import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { joinLink, takeBatches } from './support/link-client.ts';
import { ARTICLE } from './support/documents.ts';
import { startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

function readOnce(url: string, token: string): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(url, ARTICLE, doc, {
    params: { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  return new Promise((resolve) => {
    provider.on('sync', (state) => {
      if (!state) return;
      provider.destroy();
      resolve(doc);
    });
  });
}

describe('documents leaving the relay’s memory', () => {
  it('[RELAY-15] an idle document is unloaded and its content is there again when it is asked for', async () => {
    relay = await startRelay({ limits: { roomIdleMs: 10, foldAfterUpdates: 1 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    const doc = new Y.Doc();
    doc.getMap('meta').set('title', '甲');
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: Y.encodeStateAsUpdate(doc) }] });
    await client.next('ack');
    for (let round = 0; round < 3; round += 1) {
      const read = await readOnce(relay.url, relay.token(ARTICLE, 'read'));
      expect(read.getMap('meta').get('title')).toBe('甲');
      await expect.poll(() => relay?.relay.status().documentsInMemory).toBe(1);
    }
  });

  it('[RELAY-3] writes go on while it is unloaded and loaded again, and no read is older than what was acknowledged before it', async () => {
    relay = await startRelay({ limits: { roomIdleMs: 0, foldAfterUpdates: 3, groupCommitMs: 1, framesPerSecond: 10_000 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    await takeBatches(client);
    const token = relay.token(ARTICLE, 'read');
    const doc = new Y.Doc();
    for (let number = 0; number < 60; number += 1) {
      const before = Y.encodeStateVector(doc);
      doc.getMap('meta').set(`entry ${number}`, number);
      client.send({ type: 'push', id: number, updates: [{ name: ARTICLE, update: Y.encodeStateAsUpdate(doc, before) }] });
      await client.next('ack');
      const read = await readOnce(relay.url, token);
      expect(read.getMap('meta').size).toBeGreaterThanOrEqual(number + 1);
    }
    expect((await relay.storage.load(ARTICLE)).snapshot).toBeDefined();
  });
});
