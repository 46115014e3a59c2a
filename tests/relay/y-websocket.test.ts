import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { joinLink, takeBatches } from './support/link-client.ts';
import { ARTICLE, articleUpdate, OTHER_ARTICLE } from './support/documents.ts';
import { startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest | undefined;
let providers: WebsocketProvider[] = [];
afterEach(async () => {
  for (const provider of providers) provider.destroy();
  providers = [];
  await relay?.close();
  relay = undefined;
});

/** The unmodified client; only the WebSocket class is Node's. */
function connect(url: string, document: string, token?: string): { provider: WebsocketProvider; doc: Y.Doc } {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(url, document, doc, {
    params: token === undefined ? {} : { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  providers.push(provider);
  return { provider, doc };
}

function synced(provider: WebsocketProvider): Promise<void> {
  return new Promise((resolve) => {
    if (provider.synced) resolve();
    else provider.on('sync', (state) => (state ? resolve() : undefined));
  });
}

function closedFor(provider: WebsocketProvider): Promise<number> {
  return new Promise((resolve) => {
    provider.on('closed', ({ code }) => resolve(code));
  });
}

const title = (doc: Y.Doc): unknown => doc.getMap('meta').get('title');

describe('the y-websocket client', () => {
  it('[RELAY-14] reads and writes with a token, and workstations see it', async () => {
    relay = await startRelay();
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    await takeBatches(client);
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('盘点') }] });
    await client.next('ack');
    const one = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'write'));
    const two = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'write', relay.sample.beijing));
    await Promise.all([synced(one.provider), synced(two.provider)]);
    expect(title(one.doc)).toBe('盘点');

    one.doc.getMap('meta').set('space', '仓库');
    const live = await client.next('update');
    expect(live.name).toBe(ARTICLE);
    await expect.poll(() => two.doc.getMap('meta').get('space')).toBe('仓库');

    client.send({ type: 'push', id: 2, updates: [{ name: ARTICLE, update: live.update }, { name: ARTICLE, update: articleUpdate('新') }] });
    await client.next('ack');
    const stored = await relay.storage.load(ARTICLE);
    expect(stored.updates.length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => title(one.doc)).toBe(title(two.doc));
  });

  it('[RELAY-6] without a token it gets nothing, changes nothing, loads nothing, and is told not to come back', async () => {
    relay = await startRelay();
    const { doc, provider } = connect(relay.url, ARTICLE);
    doc.getMap('meta').set('title', '外人');
    expect(await closedFor(provider)).toBe(4401);
    expect(provider.synced).toBe(false);
    expect(relay.relay.status().documentsInMemory).toBe(1);
    expect((await relay.storage.documents()).map((entry) => entry.name)).toEqual(['directory']);
  });

  it('[RELAY-14] on another document than the token’s it gets nothing and changes nothing', async () => {
    relay = await startRelay();
    const { doc, provider } = connect(relay.url, OTHER_ARTICLE, relay.token(ARTICLE, 'write'));
    doc.getMap('meta').set('title', '外人');
    expect(await closedFor(provider)).toBe(4403);
    expect((await relay.storage.documents()).map((entry) => entry.name)).toEqual(['directory']);
  });

  it('[RELAY-14] with a token to read it reads; a write is refused loudly and changes nothing', async () => {
    relay = await startRelay();
    const writer = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'write'));
    await synced(writer.provider);
    writer.doc.getMap('meta').set('title', '甲');
    const reader = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'read'));
    await synced(reader.provider);
    await expect.poll(() => title(reader.doc)).toBe('甲');
    const closed = closedFor(reader.provider);
    reader.doc.getMap('meta').set('title', '乙');
    expect(await closed).toBe(4403);
    expect(title(writer.doc)).toBe('甲');
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    const doc = new Y.Doc();
    for (const batch of await takeBatches(client)) for (const each of batch.updates) if (each.name === ARTICLE) Y.applyUpdate(doc, each.update);
    expect(title(doc)).toBe('甲');
  });

  it('[RELAY-14] a token does no more than the workstation that vouches for it', async () => {
    relay = await startRelay();
    const ledger = 'ledger/GZ/2026-11/1';
    const { doc, provider } = connect(relay.url, ledger, relay.token(ledger, 'write', relay.sample.beijing));
    await synced(provider);
    const closed = closedFor(provider);
    doc.getMap('movements').set('m', { any: 'thing' });
    expect(await closed).toBe(4403);
    expect((await relay.storage.documents()).map((entry) => entry.name)).toEqual(['directory']);
  });

  it('[RELAY-6] an expired token, a forged one and nonsense are turned away', async () => {
    relay = await startRelay();
    const good = relay.token(ARTICLE, 'write');
    for (const token of [relay.token(ARTICLE, 'write', relay.sample.second, 1), `${good.slice(0, -3)}AAA`, 'nonsense']) {
      expect(await closedFor(connect(relay.url, ARTICLE, token).provider)).toBe(4401);
    }
    expect(relay.relay.status().roomClients).toBe(0);
  });

  it('clients see each other’s presence, and see it end', async () => {
    relay = await startRelay();
    const one = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'write'));
    const two = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'read'));
    await Promise.all([synced(one.provider), synced(two.provider)]);
    one.provider.awareness.setLocalState({ name: '李娜' });
    await expect.poll(() => two.provider.awareness.getStates().get(one.doc.clientID)).toEqual({ name: '李娜' });
    one.provider.destroy();
    await expect.poll(() => two.provider.awareness.getStates().has(one.doc.clientID)).toBe(false);
  });

  it('coming back with what is known already adds nothing to the log', async () => {
    relay = await startRelay();
    const { doc, provider } = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'write'));
    await synced(provider);
    doc.getMap('meta').set('title', '甲');
    doc.getMap('meta').set('title', '乙');
    await expect.poll(async () => (await relay?.storage.head()) ?? 0).toBe(3);
    provider.disconnect();
    provider.connect();
    await synced(provider);
    const other = connect(relay.url, ARTICLE, relay.token(ARTICLE, 'read'));
    await synced(other.provider);
    expect(title(other.doc)).toBe('乙');
    expect(await relay.storage.head()).toBe(3);
  });
});
