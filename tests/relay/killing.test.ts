/** The relay as a process, killed while it is pushed to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createSampleDirectory } from '#model/directory/testing/sample-directory.ts';
import { createEd25519 } from '../../sync-server/access/ed25519.ts';
import { startRelayProcess, type RelayProcess } from '../support/relay-process.ts';
import { joinLink, openLink, takeBatches, type LinkClient } from './support/link-client.ts';
import { ARTICLE } from './support/documents.ts';

const ROUNDS = 8;
const IN_FLIGHT = 6;

let process_: RelayProcess | undefined;
let folder: string | undefined;
afterEach(async () => {
  await process_?.stop();
  process_ = undefined;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

describe('the relay as a process', () => {
  it('[RELAY-2] killed in the middle of pushes, again and again, nothing acknowledged is missing', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'branchline-kill-'));
    const sample = createSampleDirectory(createEd25519());
    const signing = {
      workstation: sample.beijing.record.id,
      privateKey: sample.beijing.keys.privateKey,
      organisation: sample.rootKey,
      signatures: sample.signatures,
    };
    process_ = await startRelayProcess({ data: folder, port: 0 });
    expect(process_.setupCode).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const claiming = openLink(process_.url);
    await claiming.next('challenge');
    claiming.send({ type: 'claim', setupCode: process_.setupCode ?? '', organisation: sample.rootKey, directory: Y.encodeStateAsUpdate(sample.doc) });
    await claiming.next('claimed');
    claiming.terminate();

    const acknowledged = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const { client } = await joinLink(process_.url, signing, null);
      await expectHeld(client, acknowledged);
      const keyOf = (id: number): string => `entry ${round}/${id}`;
      const push = (id: number): void => client.send({ type: 'push', id, updates: [{ name: ARTICLE, update: entryUpdate(keyOf(id)) }] });
      for (let id = 0; id < IN_FLIGHT; id += 1) push(id);
      // After this many acknowledgements the process is killed, with more pushes on their way.
      const killAfter = 1 + ((round * 17) % 60);
      for (let count = 0; count < killAfter; count += 1) {
        acknowledged.add(keyOf((await client.next('ack')).id));
        push(count + IN_FLIGHT);
      }
      await process_.kill();
      await client.closed;
      for (const message of client.waiting) if (message.type === 'ack') acknowledged.add(keyOf(message.id));
      process_ = await startRelayProcess({ data: folder, port: 0 });
      expect(process_.setupCode).toBeUndefined();
    }
    const { client } = await joinLink(process_.url, signing, null);
    await expectHeld(client, acknowledged);
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS);
    client.terminate();
  });
});

/** One entry by a client of its own, so that no entry waits for another. */
function entryUpdate(key: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap('meta').set(key, true);
  return Y.encodeStateAsUpdate(doc);
}

async function expectHeld(client: LinkClient, acknowledged: ReadonlySet<string>): Promise<void> {
  const held = new Y.Doc();
  for (const batch of await takeBatches(client)) {
    for (const each of batch.updates) if (each.name === ARTICLE) Y.applyUpdate(held, each.update);
  }
  const shown = new Set(held.getMap('meta').keys());
  const lost = [...acknowledged].filter((key) => !shown.has(key));
  expect(lost).toEqual([]);
}
