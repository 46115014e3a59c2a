import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentDigest } from '#model/document/content-digest.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import { articleKind } from '#model/knowledge/article-kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Batch } from '#model/link/messages.ts';
import { joinLink, takeBatches, type LinkClient } from './support/link-client.ts';
import { ARTICLE, articleUpdate, OTHER_ARTICLE } from './support/documents.ts';
import { startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

/** What a workstation holds after applying batches. */
function documentsIn(batches: readonly Batch[]): Map<DocumentName, Y.Doc> {
  const docs = new Map<DocumentName, Y.Doc>();
  for (const { name, update } of batches.flatMap((batch) => batch.updates)) {
    const doc = docs.get(name) ?? new Y.Doc();
    docs.set(name, doc);
    Y.applyUpdate(doc, update);
  }
  return docs;
}

async function push(client: LinkClient, updates: readonly { readonly name: DocumentName; readonly update: Uint8Array }[], id = 1): Promise<void> {
  client.send({ type: 'push', id, updates });
  expect((await client.next('ack')).refused).toEqual([]);
}

const article = (number: number): DocumentName => `article/01890000-0000-7000-8000-${number.toString(16).padStart(12, '0')}` as DocumentName;

describe('catching up', () => {
  it('[RELAY-9] 500 documents come in the flight after hello, merged, in few batches, ending at the head', async () => {
    relay = await startRelay({ limits: { batchBytes: 8 * 1024 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    await takeBatches(client);
    const docs = Array.from({ length: 500 }, () => new Y.Doc());
    for (let round = 0; round < 3; round += 1) {
      const updates = docs.map((doc, index) => {
        const before = Y.encodeStateVector(doc);
        doc.getMap('meta').set('title', `第${round}次 ${index}`);
        return { name: article(index), update: Y.encodeStateAsUpdate(doc, before) };
      });
      await push(client, updates, round);
    }
    const { client: back, welcome } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou), { epoch: 'epoch-1', sequence: 1 });
    expect(welcome).toMatchObject({ mode: 'cursor', documents: 500, updates: 1500, sequence: 1501 });
    const batches = await takeBatches(back);
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.map((batch) => batch.upTo)).toEqual(batches.map((batch) => batch.upTo).toSorted((left, right) => left - right));
    expect(batches.at(-1)).toMatchObject({ upTo: 1501, last: true });
    const held = documentsIn(batches);
    for (const [index, doc] of docs.entries()) {
      expect(held.get(article(index))?.getMap('meta').toJSON()).toEqual(doc.getMap('meta').toJSON());
    }
  });

  it('[RELAY-9] a dropped catch-up goes on from its last batch', async () => {
    relay = await startRelay({ limits: { batchBytes: 256 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    for (let number = 0; number < 40; number += 1) await push(client, [{ name: article(number), update: articleUpdate(`文${number}`) }], number);
    const first = await joinLink(relay.url, relay.signing(relay.sample.guangzhou), null);
    const batch = await first.client.next('batch');
    expect(batch.last).toBe(false);
    first.client.terminate();
    const { client: again } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou), { epoch: 'epoch-1', sequence: batch.upTo });
    const rest = await takeBatches(again);
    const names = [batch, ...rest].flatMap((each) => each.updates.map(({ name }) => name));
    expect(names).toHaveLength(41);
    expect(new Set(names).size).toBe(41);
  });

  it('[LINK-6] [RELAY-10] with a cursor of another epoch, what differs travels both ways', async () => {
    relay = await startRelay();
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    await push(client, [{ name: ARTICLE, update: articleUpdate('同') }, { name: OTHER_ARTICLE, update: articleUpdate('异') }]);
    for (const cursor of [{ epoch: 'another', sequence: 3 }, { epoch: 'epoch-1', sequence: 99 }, { epoch: 'epoch-1', sequence: 0 }]) {
      const { client: back, welcome } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou), cursor);
      expect(welcome.mode).toBe('digests');
      const same = documentsIn(await takeBatches((await joinLink(relay.url, relay.signing(relay.sample.second), null)).client)).get(ARTICLE);
      if (same === undefined) throw new Error('no document');
      const own = new Y.Doc();
      own.getMap('meta').set('space', '本地');
      const onlyHere = article(77);
      const summary = (name: DocumentName, doc: Y.Doc) => ({ name, digest: contentDigest(articleKind, doc), stateVector: Y.encodeStateVector(doc) });
      back.send({ type: 'digests', complete: true, documents: [summary(ARTICLE, same), summary(OTHER_ARTICLE, own), summary(onlyHere, own)] });
      const differences = await back.next('differences');
      expect(differences.documents.map(({ name }) => name).toSorted()).toEqual([OTHER_ARTICLE, onlyHere].toSorted());
      const batches = await takeBatches(back);
      expect(batches.at(-1)).toMatchObject({ upTo: welcome.sequence, last: true });
      const names = batches.flatMap((batch) => batch.updates.map(({ name }) => name));
      expect(names).toEqual(['directory', OTHER_ARTICLE]);
      back.terminate();
    }
  });

  it('[RELAY-11] where rows are folded away, the states of those documents are asked for before the slices', async () => {
    relay = await startRelay({ limits: { foldAfterUpdates: 5, groupCommitMs: 50, roomIdleMs: 5, keepRowsMs: -1, maintenanceMs: 20 } });
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    const doc = new Y.Doc();
    const updates = Array.from({ length: 10 }, (_, number) => {
      const before = Y.encodeStateVector(doc);
      doc.getMap('meta').set('title', `第${number}版`);
      return { name: ARTICLE, update: Y.encodeStateAsUpdate(doc, before) };
    });
    await push(client, updates);
    const { storage } = relay;
    await expect.poll(async () => (await storage.documents()).find(({ name }) => name === ARTICLE)?.prunedUpTo).toBe(11);
    await push(client, [{ name: OTHER_ARTICLE, update: articleUpdate('后') }], 20);

    for (const held of [new Y.Doc(), doc]) {
      const { client: back } = await joinLink(relay.url, relay.signing(relay.sample.guangzhou), { epoch: 'epoch-1', sequence: 2 });
      expect((await back.next('needStates')).names).toEqual([ARTICLE]);
      back.send({ type: 'states', states: [{ name: ARTICLE, stateVector: Y.encodeStateVector(held) }] });
      const [states, ...slices] = await takeBatches(back);
      expect(states).toMatchObject({ upTo: 2, last: false });
      for (const { update } of states?.updates ?? []) Y.applyUpdate(held, update);
      expect(held.getMap('meta').get('title')).toBe('第9版');
      expect(slices.flatMap((batch) => batch.updates.map(({ name }) => name))).toEqual([OTHER_ARTICLE]);
    }
  });

  it('[RELAY-9] what is committed while a workstation catches up reaches it, whichever way', async () => {
    relay = await startRelay({ limits: { batchBytes: 256 } });
    const { client: beijing } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    for (let number = 0; number < 30; number += 1) await push(beijing, [{ name: article(number), update: articleUpdate(`文${number}`) }], number);
    const joining = joinLink(relay.url, relay.signing(relay.sample.guangzhou), null);
    for (let number = 30; number < 60; number += 1) await push(beijing, [{ name: article(number), update: articleUpdate(`文${number}`) }], number);
    const { client: back } = await joining;
    const batches = await takeBatches(back);
    back.send({ type: 'ping', id: 1 });
    await back.next('pong');
    const live = back.waiting.filter((message) => message.type === 'update').map((message) => message.name);
    const names = new Set([...batches.flatMap((batch) => batch.updates.map(({ name }) => name)), ...live]);
    expect(names.size).toBe(61);
  });

  it('reports are checked, kept, placed, and passed on', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const signing = relay.signing(sample.beijing);
    const { client } = await joinLink(relay.url, signing);
    const { client: other } = await joinLink(relay.url, relay.signing(sample.headquarters));
    await push(client, [{ name: ARTICLE, update: articleUpdate('一') }]);
    const content = { workstation: signing.workstation, office: 'BJ', completeUpTo: sample.nextStamp(), waiting: 3 };
    const signature = sample.signatures.sign(signing.privateKey, signedBytes('report', content));
    client.send({ type: 'report', report: { ...content, waiting: 4, signature } });
    client.send({ type: 'report', report: { ...content, signature } });
    const { reports } = await other.next('reports');
    expect(reports).toMatchObject([{ waiting: 3, sequence: 2, connected: true }]);
    client.close();
    expect((await other.next('reports')).reports).toMatchObject([{ connected: false }]);
    await relay.restart();
    const { client: later } = await joinLink(relay.url, relay.signing(sample.headquarters));
    expect((await later.next('reports')).reports).toMatchObject([{ waiting: 3, connected: false }]);
  });
});
