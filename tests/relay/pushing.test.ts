import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import { joinLink, takeBatches } from './support/link-client.ts';
import { startRelay, type RelayUnderTest, type StorageWrapper } from './support/relay-under-test.ts';
import { ARTICLE, articleUpdate, titleIn } from './support/documents.ts';

let relay: RelayUnderTest | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

describe('pushing and receiving', () => {
  it('[RELAY-1] a push is acknowledged and reaches the other workstations, live and when they come back', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const { client: beijing } = await joinLink(relay.url, relay.signing(sample.beijing));
    await takeBatches(beijing);
    const { client: guangzhou, welcome } = await joinLink(relay.url, relay.signing(sample.guangzhou));
    await takeBatches(guangzhou);

    beijing.send({ type: 'push', id: 7, updates: [{ name: ARTICLE, update: articleUpdate('盘点流程') }] });
    expect(await beijing.next('ack')).toEqual({ type: 'ack', id: 7, refused: [] });
    const live = await guangzhou.next('update');
    expect(titleIn([live.update])).toBe('盘点流程');
    expect(live.sequence).toBe(welcome.sequence + 1);

    const { client: back } = await joinLink(relay.url, relay.signing(sample.second), { epoch: 'epoch-1', sequence: welcome.sequence });
    const batches = await takeBatches(back);
    expect(batches.flatMap((batch) => batch.updates.map((each) => each.name))).toEqual([ARTICLE]);
    expect(batches.at(-1)).toMatchObject({ upTo: welcome.sequence + 1, last: true });
  });

  it('[RELAY-9] nobody gets their own updates back, except who has no cursor', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const signing = relay.signing(sample.beijing);
    const { client, welcome } = await joinLink(relay.url, signing);
    await takeBatches(client);
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('一') }] });
    await client.next('ack');
    expect(client.waiting.filter((message) => message.type === 'update')).toEqual([]);

    const back = await joinLink(relay.url, signing, { epoch: 'epoch-1', sequence: welcome.sequence });
    expect((await takeBatches(back.client)).flatMap((batch) => batch.updates)).toEqual([]);
    const anew = await joinLink(relay.url, signing, null);
    expect((await takeBatches(anew.client)).flatMap((batch) => batch.updates.map((each) => each.name))).toEqual(['directory', ARTICLE]);
  });

  it('[RELAY-1] nothing is acknowledged or passed on before the commit', async () => {
    const gate: { open?: () => void } = {};
    const wrap: StorageWrapper = (storage) => ({
      ...storage,
      append: async (updates) => {
        await new Promise<void>((resolve) => {
          gate.open = resolve;
        });
        return storage.append(updates);
      },
    });
    relay = await startRelay({ wrap });
    const { client: beijing } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    const { client: guangzhou } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou));
    await takeBatches(guangzhou);
    beijing.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('一') }] });
    await expect.poll(() => gate.open).toBeDefined();
    // Two round trips later there would be something if it were sent early.
    for (const client of [beijing, guangzhou]) {
      client.send({ type: 'ping', id: 5 });
      await client.next('pong');
      expect(client.waiting.filter((message) => message.type === 'ack' || message.type === 'update')).toEqual([]);
    }
    gate.open?.();
    await beijing.next('ack');
    await guangzhou.next('update');
  });

  it('a storage that fails is told, nothing is acknowledged, and the update is taken when it is sent again', async () => {
    let failing = true;
    const wrap: StorageWrapper = (storage) => ({
      ...storage,
      append: async (updates) => {
        if (failing) throw new Error('disk full');
        return storage.append(updates);
      },
    });
    relay = await startRelay({ wrap });
    const signing = relay.signing(relay.sample.beijing);
    const first = await joinLink(relay.url, signing);
    const update = articleUpdate('一');
    first.client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update }] });
    expect(await first.client.next('refused')).toMatchObject({ reason: 'storageFailed' });
    expect(first.client.waiting.filter((message) => message.type === 'ack')).toEqual([]);
    failing = false;
    const second = await joinLink(relay.url, signing);
    second.client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update }] });
    await second.client.next('ack');
  });

  it('[LINK-4] an update of several megabytes travels both ways', async () => {
    relay = await startRelay();
    const { client: beijing } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    const { client: guangzhou } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou));
    await takeBatches(guangzhou);
    const doc = new Y.Doc();
    // Letters that do not compress well, from a fixed recurrence.
    let seed = 1;
    const letters = Array.from({ length: 3_000_000 }, () => {
      seed = (seed * 48271) % 2147483647;
      return String.fromCharCode(0x4e00 + (seed % 20_000));
    });
    doc.getMap('meta').set('title', letters.join('').slice(0, 1_000_000));
    const update = Y.encodeStateAsUpdate(doc);
    beijing.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update }] });
    await beijing.next('ack');
    expect(Buffer.compare((await guangzhou.next('update')).update, update)).toBe(0);
  });

  it('[RELAY-4] an unknown document is refused with its rule, the rest of the push is taken', async () => {
    relay = await startRelay();
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    client.send({
      type: 'push',
      id: 1,
      updates: [
        { name: 'nonsense/1' as DocumentName, update: articleUpdate('一') },
        { name: ARTICLE, update: articleUpdate('二') },
        { name: ARTICLE, update: Uint8Array.from([1, 2, 3, 255]) },
        { name: 'ledger/GZ/2026-11/1' as DocumentName, update: articleUpdate('三') },
      ],
    });
    const ack = await client.next('ack');
    expect(ack.refused.map(({ index, rule }) => [index, rule])).toEqual([[0, 'RELAY-6'], [2, 'RELAY-8'], [3, 'RELAY-4']]);
    const documents = await relay.storage.documents();
    expect(documents.map((entry) => entry.name)).toEqual(['directory', ARTICLE]);
  });
});
