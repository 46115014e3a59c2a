import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { putEntry } from '#model/directory/writing.ts';
import { workstationIdOf } from '#model/directory/workstation-identity.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import { createSampleDirectory, office, type SampleDirectory, type SampleEnrolment, type SampleWorkstation } from '#model/directory/testing/sample-directory.ts';
import type { FromRelay } from '#model/link/messages.ts';
import { joinLink, openLink, signedEnrol, takeBatches, type LinkClient } from './support/link-client.ts';
import { ARTICLE, articleUpdate } from './support/documents.ts';
import { SETUP_CODE, startRelay, type RelayUnderTest } from './support/relay-under-test.ts';

let relay: RelayUnderTest | undefined;
afterEach(async () => {
  await relay?.close();
  relay = undefined;
});

async function claim(url: string, sample: SampleDirectory, setupCode = SETUP_CODE): Promise<FromRelay> {
  const client = openLink(url);
  await client.next('challenge');
  client.send({ type: 'claim', setupCode, organisation: sample.rootKey, directory: Y.encodeStateAsUpdate(sample.doc) });
  const answer = await Promise.race([client.next('claimed'), client.next('refused')]).catch(() => client.next('refused'));
  client.terminate();
  return answer;
}

/** What `edit` adds to the sample's directory. */
function directoryUpdate(sample: SampleDirectory, edit: () => void): Uint8Array {
  const before = Y.encodeStateVector(sample.doc);
  edit();
  return Y.encodeStateAsUpdate(sample.doc, before);
}

async function enrol(url: string, sample: SampleDirectory, enrolment: SampleEnrolment, workstation: SampleWorkstation): Promise<LinkClient> {
  const client = openLink(url);
  const { nonce, relay: id } = await client.next('challenge');
  const content = { nonce, relay: id, enrolmentKey: enrolment.keys.publicKey, workstation: workstation.record.id, workstationKey: workstation.keys.publicKey };
  client.send(signedEnrol(content, enrolment.keys.privateKey, sample.signatures));
  return client;
}

async function pushDirectory(under: RelayUnderTest, update: Uint8Array): Promise<void> {
  const { client } = await joinLink(under.url, under.signing(under.sample.headquarters));
  client.send({ type: 'push', id: 1, updates: [{ name: DIRECTORY_DOCUMENT, update }] });
  expect((await client.next('ack')).refused).toEqual([]);
  client.close();
  await client.closed;
}

describe('claiming', () => {
  it('[RELAY-12] takes the printed code, once, and gives the same answer when it is repeated', async () => {
    relay = await startRelay({ claimed: false, limits: { repeatClaimMs: 60_000 } });
    const sample = createSampleDirectory();
    expect(await claim(relay.url, sample, 'WRNG-2222')).toMatchObject({ type: 'refused', reason: 'badSetupCode' });
    expect(await claim(relay.url, sample)).toMatchObject({ type: 'claimed' });
    expect(await claim(relay.url, sample)).toMatchObject({ type: 'claimed' });
    const { doc, signatures, ...others } = createSampleDirectory();
    expect(await claim(relay.url, { doc, signatures, ...others, rootKey: sample.beijing.keys.publicKey })).toMatchObject({ reason: 'alreadyClaimed' });
    await relay.restart();
    expect(relay.relay.status()).toMatchObject({ claimed: true, takesClaims: false });
    expect(await relay.storage.head()).toBe(1);
  });

  it('[RELAY-12] a directory that its root key does not vouch for claims nothing', async () => {
    relay = await startRelay({ claimed: false });
    const sample = createSampleDirectory();
    expect(await claim(relay.url, { ...sample, rootKey: sample.beijing.keys.publicKey })).toMatchObject({ type: 'refused' });
    expect(relay.relay.status().claimed).toBe(false);
    expect(await relay.storage.head()).toBe(0);
  });

  it('[RELAY-12] wrong codes are soon refused unread', async () => {
    relay = await startRelay({ claimed: false, limits: { wrongSetupCodesPerMinute: 2 } });
    const sample = createSampleDirectory();
    for (const reason of ['badSetupCode', 'badSetupCode', 'tooFast']) expect(await claim(relay.url, sample, 'WRNG-2222')).toMatchObject({ reason });
    expect(await claim(relay.url, sample)).toMatchObject({ reason: 'tooFast' });
  });

  it('[RELAY-6] before that, no workstation is let in', async () => {
    relay = await startRelay({ claimed: false });
    await expect(joinLink(relay.url, relay.signing(relay.sample.beijing))).rejects.toThrow(/notClaimed/);
  });
});

describe('enrolling', () => {
  it('[RELAY-13] gives a free letter, the same again to the same key, and nothing to another', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const enrolment = sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer);
    await pushDirectory(relay, directoryUpdate(sample, () => putEntry(sample.doc, 'enrolments', enrolment.record)));
    const mine = sample.makeWorkstation(enrolment, 'B');
    for (let time = 0; time < 2; time += 1) {
      const client = await enrol(relay.url, sample, enrolment, mine);
      expect(await client.next('enrolled')).toMatchObject({ letter: 'B', organisation: sample.rootKey, enrolment: enrolment.record.id });
      client.terminate();
      await relay.restart();
    }
    const other = await enrol(relay.url, sample, enrolment, sample.makeWorkstation(enrolment, 'C'));
    expect(await other.next('refused')).toMatchObject({ reason: 'enrolmentUsed' });
    const unknown = sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer);
    const stranger = await enrol(relay.url, sample, unknown, sample.makeWorkstation(unknown, 'D'));
    expect(await stranger.next('refused')).toMatchObject({ reason: 'enrolmentUnknown' });
  });

  it('[RELAY-13] two codes of an office redeemed at once get two letters', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const enrolments = [0, 1, 2].map(() => sample.makeEnrolment('GZ', 'clerk', sample.headquarters.signer));
    await pushDirectory(relay, directoryUpdate(sample, () => enrolments.forEach((each) => putEntry(sample.doc, 'enrolments', each.record))));
    const url = relay.url;
    const letters = await Promise.all(
      enrolments.map(async (each) => {
        const client = await enrol(url, sample, each, sample.makeWorkstation(each, 'Z'));
        return (await client.next('enrolled')).letter;
      }),
    );
    expect(letters.toSorted()).toEqual(['B', 'C', 'D']);
  });

  it('[RELAY-4] who redeemed a code may enter itself into the directory, and write the rest from then on, in one push', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const enrolment = sample.makeEnrolment('BJ', 'clerk', sample.headquarters.signer);
    await pushDirectory(relay, directoryUpdate(sample, () => putEntry(sample.doc, 'enrolments', enrolment.record)));
    const workstation = sample.makeWorkstation(enrolment, 'B');
    const enrolling = await enrol(relay.url, sample, enrolment, workstation);
    await enrolling.next('enrolled');

    const { client } = await joinLink(relay.url, relay.signing(workstation));
    const seen = (await takeBatches(client)).flatMap((batch) => batch.updates.map((each) => each.name));
    expect(seen).toEqual(['directory']);
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('早') }] });
    expect((await client.next('ack')).refused).toMatchObject([{ rule: 'RELAY-4' }]);
    const entry = directoryUpdate(sample, () => putEntry(sample.doc, 'workstations', workstation.record));
    client.send({ type: 'push', id: 2, updates: [{ name: DIRECTORY_DOCUMENT, update: entry }, { name: ARTICLE, update: articleUpdate('好') }] });
    expect((await client.next('ack')).refused).toEqual([]);
  });
});

describe('coming back with the root key', () => {
  type Keys = ReturnType<SampleDirectory['signatures']['generate']>;

  async function enrolByRoot(url: string, sample: SampleDirectory, keys: Keys, sign: (message: Uint8Array) => string = sample.root.sign): Promise<LinkClient> {
    const client = openLink(url);
    const { nonce, relay: id } = await client.next('challenge');
    const content = { type: 'enrol' as const, nonce, relay: id, enrolmentKey: sample.rootKey, workstation: workstationIdOf(keys.publicKey), workstationKey: keys.publicKey };
    client.send({ ...content, signature: sign(signedBytes('enrol', content)) });
    return client;
  }

  function rootWorkstation(sample: SampleDirectory, keys: Keys, letter: string): SampleWorkstation {
    const id = workstationIdOf(keys.publicKey);
    const record = sample.make('workstations', { id, office: office('SH'), letter, role: 'hq', publicKey: keys.publicKey, name: 'PC' }, sample.root);
    return { signer: sample.signerOf(id, keys), keys, record };
  }

  it('[RELAY-20] gives a free letter of headquarters, the same again to the same key, another to the next', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const [mine, next] = [sample.signatures.generate(), sample.signatures.generate()];
    for (let time = 0; time < 2; time += 1) {
      const client = await enrolByRoot(relay.url, sample, mine);
      expect(await client.next('enrolled')).toMatchObject({ letter: 'C', organisation: sample.rootKey, enrolment: 'root' });
      client.terminate();
      await relay.restart();
    }
    const other = await enrolByRoot(relay.url, sample, next);
    expect(await other.next('enrolled')).toMatchObject({ letter: 'D' });
  });

  it('[RELAY-20] it is the root key and nothing less', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const keys = sample.signatures.generate();
    for (const sign of [sample.headquarters.signer.sign, (message: Uint8Array) => sample.signatures.sign(keys.privateKey, message)]) {
      const client = await enrolByRoot(relay.url, sample, keys, sign);
      expect(await client.next('refused')).toMatchObject({ reason: 'badSignature' });
    }
    expect(await relay.storage.redemptions()).toEqual([]);
  });

  it('[RELAY-20] the workstation enters itself by the root key, and then writes and vouches', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const keys = sample.signatures.generate();
    const enrolling = await enrolByRoot(relay.url, sample, keys);
    const { letter } = await enrolling.next('enrolled');
    const workstation = rootWorkstation(sample, keys, letter);
    const { client } = await joinLink(relay.url, relay.signing(workstation));
    await takeBatches(client);
    client.send({ type: 'push', id: 1, updates: [{ name: ARTICLE, update: articleUpdate('早') }] });
    expect((await client.next('ack')).refused).toMatchObject([{ rule: 'RELAY-4' }]);
    const entry = directoryUpdate(sample, () => putEntry(sample.doc, 'workstations', workstation.record));
    const vouched = directoryUpdate(sample, () => sample.put('offices', { id: office('WH'), name: '武汉' }, workstation.signer));
    client.send({ type: 'push', id: 2, updates: [{ name: DIRECTORY_DOCUMENT, update: entry }, { name: DIRECTORY_DOCUMENT, update: vouched }, { name: ARTICLE, update: articleUpdate('好') }] });
    expect((await client.next('ack')).refused).toEqual([]);
    const revocation = directoryUpdate(sample, () => sample.put('revocations', { id: workstation.record.id, reason: '' }, sample.root));
    await pushDirectory(relay, revocation);
    const again = await enrolByRoot(relay.url, sample, keys);
    expect(await again.next('refused')).toMatchObject({ reason: 'revoked' });
  });
});

describe('revoking', () => {
  it('[RELAY-7] closes the workstation’s connections at once, and those by its tokens, and lets it in no more', async () => {
    relay = await startRelay();
    const { sample } = relay;
    const signing = relay.signing(sample.beijing);
    const { client } = await joinLink(relay.url, signing);
    await takeBatches(client);
    const { client: other } = await joinLink(relay.url, relay.signing(sample.guangzhou));
    await takeBatches(other);
    const revocation = directoryUpdate(sample, () =>
      sample.put('revocations', { id: sample.beijing.record.id, reason: '遗失' }, sample.headquarters.signer),
    );
    await pushDirectory(relay, revocation);
    expect(await client.next('refused')).toMatchObject({ reason: 'revoked' });
    expect((await client.closed).code).toBe(4403);
    await expect(joinLink(relay.url, signing)).rejects.toThrow(/revoked/);
    other.send({ type: 'ping', id: 1 });
    await other.next('pong');
  });
});
