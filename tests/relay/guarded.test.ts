import { afterEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import path from 'node:path';
import * as Y from 'yjs';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { joinLink, takeBatches, type LinkClient } from './support/link-client.ts';
import { ARTICLE, articleUpdate, OTHER_ARTICLE } from './support/documents.ts';
import { startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

async function push(client: LinkClient, id: number, update: Uint8Array): Promise<readonly string[]> {
  client.send({ type: 'push', id, updates: [{ name: DIRECTORY_DOCUMENT, update }] });
  return (await client.next('ack')).refused.map(({ rule }) => rule);
}

describe('documents that are judged', () => {
  it('[RELAY-4] a refused update leaves no trace, and what follows is judged on what was accepted', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const { client: hq } = await joinLink(relay.url, relay.signing(sample.headquarters));
    const { client: other } = await joinLink(relay.url, relay.signing(sample.beijing));
    await takeBatches(other);
    // A clerk signs a new office, and wipes an entry: both break the directory's rules.
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(sample.doc));
    const before = Y.encodeStateVector(forged);
    const [first] = [...forged.getMap('offices').keys()];
    forged.getMap('offices').delete(first ?? '');
    expect(await push(hq, 1, Y.encodeStateAsUpdate(forged, before))).toHaveLength(1);

    const updates: Uint8Array[] = [];
    sample.doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const [index, name] of ['甲', '乙', '丙'].entries()) sample.put('offices', { id: 'WH' as never, name }, sample.headquarters.signer, index + 1);
    for (const [index, update] of updates.entries()) expect(await push(hq, 10 + index, update)).toEqual([]);
    const head = await relay.storage.head();
    expect(head).toBe(4);
    for (let count = 0; count < 3; count += 1) await other.next('update');
    expect(other.waiting.filter((message) => message.type === 'update')).toEqual([]);
  });

  it('[RELAY-1] sent twice, as after a lost acknowledgement, it is acknowledged again and stored once', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const { client } = await joinLink(relay.url, relay.signing(sample.headquarters));
    const before = Y.encodeStateVector(sample.doc);
    sample.put('offices', { id: 'WH' as never, name: '武汉' }, sample.headquarters.signer);
    const update = Y.encodeStateAsUpdate(sample.doc, before);
    for (let id = 0; id < 3; id += 1) expect(await push(client, id, update)).toEqual([]);
    expect(await relay.storage.head()).toBe(2);
  });

  it('[RELAY-17] a document whose snapshot cannot be read is named in the log and stops no other', async () => {
    relay = await startRelay({ limits: { foldAfterUpdates: 1, maintenanceMs: 20, roomIdleMs: 1 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('一') }, { name: OTHER_ARTICLE, update: articleUpdate('二') }] });
    await client.next('ack');
    const { storage, folder } = relay;
    await expect.poll(async () => (await storage.documents()).every(({ rows }) => rows === 0)).toBe(true);
    await relay.restart(() => {
      const database = new Database(path.join(folder, 'relay.sqlite'));
      database.prepare('UPDATE documents SET snapshot = ? WHERE name = ?').run(Uint8Array.from([1, 2, 3, 255]), ARTICLE);
      database.close();
    });
    const { client: back } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou), { epoch: 'other', sequence: 1 });
    back.send({ type: 'digests', complete: true, documents: [] });
    const names = (await takeBatches(back)).flatMap((batch) => batch.updates.map(({ name }) => name));
    expect(names).toEqual([DIRECTORY_DOCUMENT, OTHER_ARTICLE]);
    expect(relay.log.some(({ event, document }) => event === 'documentUnreadable' && document === ARTICLE)).toBe(true);
  });
});
