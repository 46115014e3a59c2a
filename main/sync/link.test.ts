import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createHybridClock } from '#model/identity/hybrid-clock.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { LinkCause } from '#model/sync/causes.ts';
import type { Database } from '../store/database.ts';
import { kinds, notebookName, noteProjection, noting } from '../store/testing/notebook.ts';
import { openTestingStore, type TestingStore } from '../store/testing/open-testing-store.ts';
import type { Store } from '../store/store.ts';
import { createLink } from './link.ts';
import type { Link, Outcome } from './link-options.ts';
import { COMPARE_ALL, DEFERRED, readCursor, readSetting, RELAY_URL } from './settings.ts';
import { createManualTimers, createScriptedRelay, plainCodec, type ManualTimers, type ScriptedRelay } from './testing/scripted-relay.ts';
import { readWatermarks, reportProjection } from './watermarks.ts';

interface Office extends TestingStore {
  readonly link: Link;
  readonly relay: ScriptedRelay;
  readonly timers: ManualTimers;
  readonly notices: readonly LinkCause[];
  /** Runs the store and everything that follows from it. */
  run(): Promise<void>;
  edit(id: string, entries: Readonly<Record<string, string>>): Promise<void>;
}

const opened: Office[] = [];
afterEach(() => {
  for (const office of opened.splice(0)) office.link.close();
});

/** @param database given to open what another office left, as after a crash. */
async function openOffice(database: Database = new Sqlite(':memory:'), wrap: (store: Store) => Store = (store) => store): Promise<Office> {
  const timers = createManualTimers(1_000_000);
  const testing = openTestingStore(database, { projections: [noteProjection, reportProjection], nowMs: timers.nowMs });
  const relay = createScriptedRelay();
  const notices: LinkCause[] = [];
  const clock = createHybridClock(timers.nowMs, () => '0a0b0c0d');
  const link = createLink({
    store: wrap(testing.store),
    kinds,
    connect: relay.connect,
    timers,
    nowMs: timers.nowMs,
    randomBytes: (length) => new Uint8Array(length).fill(128),
    codec: plainCodec,
    identity: () => ({ workstation: 'own', office: 'BJ', organisation: 'root', sign: () => 'signature' }),
    stamp: () => clock.next(),
    reports: { verify: (_key, _message, signature) => signature === 'genuine', workstationKey: (workstation) => workstation },
    onNotice: (cause) => notices.push(cause),
    onFault: () => undefined,
  });
  async function run(): Promise<void> {
    for (let turns = 0; turns < 20; turns += 1) {
      testing.settle();
      await Promise.resolve();
      await new Promise((resolve) => void setImmediate(resolve));
    }
  }
  const office: Office = {
    ...testing,
    link,
    relay,
    timers,
    notices,
    run,
    async edit(id, entries) {
      const done = testing.store.transact((tx) => tx.edit(notebookName(id), noting(entries)));
      testing.settle();
      await done;
      await run();
    },
  };
  opened.push(office);
  void testing.store.transact((tx) => tx.setSetting(RELAY_URL, 'ws://relay'));
  await run();
  link.configurationChanged();
  return office;
}

/** Connected and caught up with an empty relay. */
async function liveOffice(...given: Parameters<typeof openOffice>): Promise<Office> {
  const office = await openOffice(...given);
  office.link.start();
  office.relay.line.welcome();
  office.relay.line.send({ type: 'batch', upTo: 0, last: true, updates: [] });
  await office.run();
  return office;
}

/** The updates of a notebook written elsewhere, one an entry. */
function elsewhere(entries: Readonly<Record<string, string>>): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [key, text] of Object.entries(entries)) doc.getMap('entries').set(key, text);
  return updates;
}

const notes = (office: Office, id: string): Record<string, string> =>
  Object.fromEntries(
    office.store.read.all<{ id: string; text: string }>('SELECT id, text FROM note WHERE document = ? ORDER BY id', notebookName(id)).map((row) => [row.id, row.text]),
  );

describe('receiving', () => {
  it('[SYNC-3] applies a batch together with the cursor', async () => {
    const office = await openOffice();
    office.link.start();
    office.relay.line.welcome({ sequence: 7, updates: 2 });
    const [one, two] = elsewhere({ a: 'one', b: 'two' });
    if (one === undefined || two === undefined) throw new Error('nothing written');
    office.relay.line.send({ type: 'batch', upTo: 3, last: false, updates: [{ name: notebookName('x'), update: one }] });
    await office.run();
    expect(readCursor(office.store.read).cursor).toEqual({ epoch: 'e', sequence: 3 });
    expect(office.link.status().state).toMatchObject({ kind: 'catchingUp', done: 1, total: 2 });
    office.relay.line.send({ type: 'batch', upTo: 7, last: true, updates: [{ name: notebookName('x'), update: two }] });
    await office.run();
    expect(notes(office, 'x')).toEqual({ a: 'one', b: 'two' });
    expect(readCursor(office.store.read).cursor).toEqual({ epoch: 'e', sequence: 7 });
    expect(office.link.status()).toMatchObject({ state: { kind: 'live' }, idle: true });
  });

  it('[SYNC-3] a crash before the commit leaves neither update nor cursor; they come again', async () => {
    const database = new Sqlite(':memory:');
    const office = await openOffice(database);
    office.link.start();
    office.relay.line.welcome({ sequence: 3 });
    const [one] = elsewhere({ a: 'one' });
    if (one === undefined) throw new Error('nothing written');
    const batch = { type: 'batch', upTo: 3, last: true, updates: [{ name: notebookName('x'), update: one }] } as const;
    // The store is given no turn: as if the power went before it wrote.
    office.relay.line.send(batch);
    const again = await openOffice(database);
    expect(notes(again, 'x')).toEqual({});
    again.link.start();
    again.relay.line.welcome({ sequence: 3 });
    expect(again.relay.line.all('hello')[0]?.cursor).toBeNull();
    again.relay.line.send(batch);
    again.relay.line.send(batch);
    await again.run();
    expect(notes(again, 'x')).toEqual({ a: 'one' });
    expect(readCursor(again.store.read).cursor?.sequence).toBe(3);
  });

  it('[SYNC-3] nothing is applied upon a message that could not be stored', async () => {
    let failing = false;
    const office = await openOffice(undefined, (store) => ({
      ...store,
      transact: (work) => {
        if (!failing) return store.transact(work);
        failing = false;
        return Promise.reject(new Error('the disk is full'));
      },
    }));
    office.link.start();
    office.relay.line.welcome({ sequence: 9 });
    const [one] = elsewhere({ a: 'one' });
    if (one === undefined) throw new Error('nothing written');
    failing = true;
    // Both arrive before anybody hears that the first was not stored.
    office.relay.line.send({ type: 'batch', upTo: 5, last: false, updates: [{ name: notebookName('x'), update: one }] });
    office.relay.line.send({ type: 'batch', upTo: 9, last: true, updates: [] });
    await office.run();
    expect(readCursor(office.store.read).cursor).toBeNull();
    expect(office.link.status().state).toMatchObject({ kind: 'offline', cause: 'storeFailed' });
  });

  it('[SYNC-10] one bad update is set aside and stops nothing', async () => {
    const office = await openOffice();
    office.link.start();
    office.relay.line.answersDigests = false;
    office.relay.line.welcome({ sequence: 2 });
    const [bad] = elsewhere({ a: 'forbidden' });
    const [good] = elsewhere({ b: 'good' });
    if (bad === undefined || good === undefined) throw new Error('nothing written');
    office.relay.line.send({
      type: 'batch', upTo: 2, last: true,
      updates: [{ name: notebookName('x'), update: bad }, { name: notebookName('y'), update: good }, { name: notebookName('z'), update: new Uint8Array([9, 9, 9]) }],
    });
    await office.run();
    expect(notes(office, 'y')).toEqual({ b: 'good' });
    expect(office.store.quarantine().map(({ name, rule }) => [name, rule])).toEqual([
      ['notebook/x', 'NOTE-1'],
      ['notebook/z', 'STORE-5'],
    ]);
    expect(readCursor(office.store.read).cursor?.sequence).toBe(2);
    // They are compared with the relay, and forgotten once they are found equal.
    const asked = office.relay.line.all('digests')[0]?.documents.map(({ name }) => name) ?? [];
    expect(asked.toSorted()).toEqual(['notebook/x', 'notebook/y', 'notebook/z']);
    office.relay.line.send({ type: 'differences', compared: 3, documents: [{ name: notebookName('x'), stateVector: new Uint8Array([0]) }] });
    office.relay.line.send({ type: 'batch', upTo: 2, last: true, updates: [] });
    await office.run();
    expect(office.store.quarantine().map(({ name }) => name)).toEqual(['notebook/x']);
  });

  it('[SYNC-13] a document of a kind that a newer version knows is noted, and asked for once it is known', async () => {
    const database = new Sqlite(':memory:');
    const office = await openOffice(database);
    office.link.start();
    office.relay.line.welcome({ sequence: 2 });
    office.relay.line.send({ type: 'batch', upTo: 2, last: true, updates: [{ name: 'order/1' as DocumentName, update: new Uint8Array([0, 0]) }] });
    await office.run();
    expect(readSetting(office.store.read, DEFERRED)).toBe('["order/1"]');
    expect(office.store.quarantine()).toEqual([]);
    expect(office.link.status().idle).toBe(true);
  });

  it('[SYNC-14] bytes that are no message end the connection, which is then tried again', async () => {
    const office = await liveOffice();
    office.relay.line.sendBytes(new Uint8Array([200, 1, 2]));
    expect(office.link.status().state).toMatchObject({ kind: 'offline', cause: 'malformed' });
    expect(office.relay.line.closedByOffice).toBe(true);
    office.timers.pass(10_000);
    expect(office.relay.lines).toHaveLength(2);
  });
});

describe('sending', () => {
  it('[SYNC-4] the outbox empties by acknowledgement alone, and a doubled one changes nothing', async () => {
    const office = await liveOffice();
    await office.edit('x', { a: 'one' });
    const [push] = office.relay.line.all('push');
    expect(push?.updates.map(({ name }) => name)).toEqual(['notebook/x']);
    expect(office.store.outboxStatus().waiting).toBe(1);
    office.relay.line.send({ type: 'ack', id: push?.id ?? 0, refused: [] });
    office.relay.line.send({ type: 'ack', id: push?.id ?? 0, refused: [] });
    office.relay.line.send({ type: 'ack', id: 99, refused: [] });
    await office.run();
    expect(office.store.outboxStatus().waiting).toBe(0);
    expect(office.link.status().idle).toBe(true);
  });

  it('[SYNC-4] what was not acknowledged goes again over the next connection', async () => {
    const office = await liveOffice();
    await office.edit('x', { a: 'one' });
    office.relay.line.drop();
    office.timers.pass(10_000);
    office.relay.line.welcome();
    expect(office.relay.lines).toHaveLength(2);
    expect(office.relay.line.all('push').map(({ updates }) => updates.map(({ name }) => name))).toEqual([['notebook/x']]);
  });

  it('[SYNC-8] one refused entry is set aside; those merged with it arrive', async () => {
    const office = await openOffice();
    await office.edit('x', { a: 'one' });
    await office.edit('x', { b: 'two' });
    office.link.start();
    office.relay.line.welcome();
    office.relay.line.send({ type: 'batch', upTo: 0, last: true, updates: [] });
    await office.run();
    const pushes = office.relay.line.all('push');
    const answer = (index: number, refused: boolean): void => {
      const id = office.relay.line.all('push')[index]?.id ?? 0;
      office.relay.line.send({ type: 'ack', id, refused: refused ? [{ index: 0, rule: 'STOCK-1', detail: 'not so' }] : [] });
    };
    expect(pushes).toHaveLength(1);
    answer(0, true);
    await office.run();
    answer(1, true);
    await office.run();
    answer(2, false);
    await office.run();
    expect(office.relay.line.all('push')).toHaveLength(3);
    expect(office.store.outboxStatus().waiting).toBe(0);
    expect(office.store.quarantine().map(({ rule, origin }) => [rule, origin])).toEqual([['STOCK-1', 'local']]);
    // What was made after it had to be written anew; it goes without what was refused.
    expect(notes(office, 'x')).toEqual({ b: 'two' });
    const relay = new Y.Doc();
    Y.applyUpdate(relay, office.relay.line.all('push')[2]?.updates[0]?.update ?? new Uint8Array());
    expect(relay.getMap('entries').toJSON()).toEqual({ b: 'two' });
  });

  it('[SYNC-8] where the document itself is refused to this workstation, all that waits of it is set aside at once', async () => {
    const office = await openOffice();
    for (const key of ['a', 'b', 'c']) await office.edit('x', { [key]: 'one' });
    office.link.start();
    office.relay.line.welcome();
    office.relay.line.send({ type: 'batch', upTo: 0, last: true, updates: [] });
    for (let index = 0; index < 2; index += 1) {
      await office.run();
      const id = office.relay.line.all('push')[index]?.id ?? 0;
      office.relay.line.send({ type: 'ack', id, refused: [{ index: 0, rule: 'RELAY-4', detail: 'no right' }] });
    }
    await office.run();
    expect(office.relay.line.all('push')).toHaveLength(2);
    expect(office.store.quarantine()).toHaveLength(3);
    await office.run();
    expect(office.link.status().idle).toBe(true);
    // A right that came back is enough for what is made from then on.
    await office.edit('x', { d: 'two' });
    await office.run();
    const relay = new Y.Doc();
    Y.applyUpdate(relay, office.relay.line.all('push')[2]?.updates[0]?.update ?? new Uint8Array());
    expect(relay.getMap('entries').toJSON()).toEqual({ d: 'two' });
  });

  it('[SYNC-9] where the relay lacks what an entry builds on, the whole document goes along', async () => {
    const office = await liveOffice();
    await office.edit('x', { a: 'one' });
    office.relay.line.send({ type: 'ack', id: 1, refused: [] });
    await office.run();
    await office.edit('x', { b: 'two' });
    office.relay.line.send({ type: 'ack', id: 2, refused: [{ index: 0, rule: 'RELAY-5', detail: '' }] });
    await office.run();
    const doc = new Y.Doc();
    for (const index of [2, 3]) {
      Y.applyUpdate(doc, office.relay.line.all('push')[index]?.updates[0]?.update ?? new Uint8Array());
      office.relay.line.send({ type: 'ack', id: index + 1, refused: [] });
      await office.run();
    }
    expect(doc.getMap('entries').toJSON()).toEqual({ a: 'one', b: 'two' });
    expect(office.store.outboxStatus().waiting).toBe(0);
    expect(office.store.quarantine()).toEqual([]);
  });

  it('[SYNC-12] an update above the relay’s limit is set aside and stops nothing', async () => {
    const office = await openOffice();
    await office.edit('x', { a: 'x'.repeat(2000) });
    await office.edit('y', { a: 'small' });
    office.link.start();
    office.relay.line.welcome({ maxUpdateBytes: 1000 });
    await office.run();
    expect(office.relay.line.all('push').flatMap(({ updates }) => updates.map(({ name }) => name))).toEqual(['notebook/y']);
    expect(office.store.quarantine().map(({ name, rule }) => [name, rule])).toEqual([['notebook/x', 'SYNC-12']]);
  });
});

describe('comparing', () => {
  it('[SYNC-9] pushes what the relay lacks and trusts its cursor only after one more comparison', async () => {
    const office = await openOffice();
    await office.edit('x', { a: 'one' });
    void office.store.acknowledge(office.store.outbox(10).map(({ id }) => id));
    await office.run();
    office.link.start();
    const { line } = office.relay;
    line.answersDigests = false;
    line.send({ type: 'challenge', relay: 'relay', nonce: 'n', protocol: 1, oldestProtocol: 1, nowMs: 0 });
    line.send({ type: 'welcome', epoch: 'new', sequence: 4, mode: 'digests', documents: 0, updates: 0, nowMs: 0, maxUpdateBytes: 1000 });
    expect(line.all('digests')[0]).toMatchObject({ complete: true, documents: [{ name: 'notebook/x' }] });
    line.send({ type: 'differences', compared: 1, documents: [{ name: notebookName('x'), stateVector: new Uint8Array([0]) }] });
    line.send({ type: 'batch', upTo: 4, last: true, updates: [] });
    await office.run();
    expect(line.all('push')[0]?.updates.map(({ name }) => name)).toEqual(['notebook/x']);
    expect(readSetting(office.store.read, COMPARE_ALL)).toBe('1');
    line.drop();
    office.timers.pass(10_000);
    office.relay.line.welcome({ epoch: 'new', sequence: 4 });
    office.relay.line.send({ type: 'batch', upTo: 4, last: true, updates: [] });
    await office.run();
    expect(office.relay.line.all('hello')[0]?.cursor).toEqual({ epoch: 'new', sequence: 4 });
    expect(office.relay.line.all('digests')[0]).toMatchObject({ complete: true });
    expect(readSetting(office.store.read, COMPARE_ALL)).toBeUndefined();
    expect(office.link.status().idle).toBe(true);
  });

  it('[SYNC-11] equal updates with different content are told, and nothing else stops', async () => {
    const office = await openOffice();
    office.link.start();
    const { line } = office.relay;
    line.answersDigests = false;
    line.send({ type: 'challenge', relay: 'relay', nonce: 'n', protocol: 1, oldestProtocol: 1, nowMs: 0 });
    line.send({ type: 'welcome', epoch: 'e', sequence: 1, mode: 'cursor', documents: 1, updates: 1, nowMs: 0, maxUpdateBytes: 1000 });
    const [one] = elsewhere({ a: 'one' });
    if (one === undefined) throw new Error('nothing written');
    line.send({ type: 'batch', upTo: 1, last: true, updates: [{ name: notebookName('x'), update: one }] });
    await office.run();
    for (let comparison = 0; comparison < 2; comparison += 1) {
      const asked = line.all('digests')[comparison];
      if (asked === undefined) throw new Error('nothing was compared');
      line.send({ type: 'differences', compared: 1, documents: asked.documents });
      line.send({ type: 'batch', upTo: 1, last: true, updates: [] });
      await office.run();
      for (const push of line.all('push')) line.send({ type: 'ack', id: push.id, refused: [] });
      await office.run();
    }
    expect(office.store.quarantine().map(({ name, rule }) => [name, rule])).toEqual([['notebook/x', 'SYNC-11']]);
    expect(office.link.status().idle).toBe(true);
  });
});

describe('reports', () => {
  it('[SYNC-15] says up to when all is at the relay, when nothing waits, at most every 20 s', async () => {
    const office = await liveOffice();
    expect(office.relay.line.all('report')).toHaveLength(1);
    await office.edit('x', { a: 'one' });
    office.timers.pass(25_000);
    await office.run();
    expect(office.relay.line.all('report')).toHaveLength(1);
    office.relay.line.send({ type: 'ack', id: 1, refused: [] });
    await office.run();
    expect(office.relay.line.all('report')).toHaveLength(2);
    const [first, second] = office.relay.line.all('report');
    expect((first?.report.completeUpTo ?? '') < (second?.report.completeUpTo ?? '')).toBe(true);
    office.timers.pass(19_000);
    await office.edit('x', { b: 'two' });
    office.relay.line.send({ type: 'ack', id: 2, refused: [] });
    await office.run();
    expect(office.relay.line.all('report')).toHaveLength(2);
    office.timers.pass(1500);
    await office.run();
    expect(office.relay.line.all('report')).toHaveLength(3);
  });

  it('[SYNC-15] counts nothing as complete past an entry that was set aside', async () => {
    const office = await liveOffice();
    const complete = office.relay.line.all('report')[0]?.report.completeUpTo ?? '';
    office.timers.pass(25_000);
    await office.edit('x', { a: 'one' });
    office.relay.line.send({ type: 'ack', id: 1, refused: [{ index: 0, rule: 'R-1', detail: '' }] });
    await office.run();
    expect(office.relay.line.all('report').at(-1)?.report).toMatchObject({ completeUpTo: complete, waiting: 1 });
  });

  it('[SYNC-16] a report counts once its sequence is reached, and only with a genuine signature', async () => {
    const office = await openOffice();
    office.link.start();
    office.relay.line.welcome({ sequence: 10 });
    const report = (workstation: string, seconds: number, sequence: number, signature = 'genuine') => ({
      workstation, office: 'GZ', completeUpTo: `${(seconds * 1000).toString(16).padStart(12, '0')}-0000-0a0b0c0d` as never, waiting: 0, signature, sequence, atMs: 5, connected: true,
    });
    const known = (): unknown => readWatermarks(office.store.read, ['GZ'], [{ id: 'g1', office: 'GZ' }, { id: 'g2', office: 'GZ' }])[0]?.knownUpToMs;
    office.relay.line.send({ type: 'reports', reports: [report('g1', 500, 8), report('g2', 400, 10), report('g3', 1, 1, 'forged')] });
    await office.run();
    expect(known()).toBeUndefined();
    office.relay.line.send({ type: 'batch', upTo: 8, last: false, updates: [] });
    await office.run();
    expect(known()).toBeUndefined();
    expect(office.store.read.get('SELECT count(*) AS n FROM sync_report')).toEqual({ n: 0 });
    office.relay.line.send({ type: 'batch', upTo: 10, last: true, updates: [] });
    await office.run();
    expect(known()).toBe(400_000);
    office.relay.line.send({ type: 'reports', reports: [report('g2', 900, 12)] });
    await office.run();
    expect(known()).toBe(500_000);
    expect(office.store.read.get('SELECT count(*) AS n FROM sync_report')).toEqual({ n: 2 });
  });

  it('[SYNC-16] without a line of its own, an office takes nobody else for connected', async () => {
    const office = await openOffice();
    office.link.start();
    office.relay.line.welcome({ sequence: 1 });
    const completeUpTo = `${(500_000).toString(16).padStart(12, '0')}-0000-0a0b0c0d` as never;
    office.relay.line.send({ type: 'reports', reports: [{ workstation: 'g1', office: 'GZ', completeUpTo, waiting: 0, signature: 'genuine', sequence: 1, atMs: 5, connected: true }] });
    office.relay.line.send({ type: 'batch', upTo: 1, last: true, updates: [] });
    await office.run();
    const guangzhou = (connected: boolean): unknown => {
      const self = { workstation: 'b1', knownUpToMs: 1, waiting: 0, lastContactMs: 1, connected };
      return readWatermarks(office.store.read, ['GZ'], [{ id: 'g1', office: 'GZ' }, { id: 'b1', office: 'BJ' }], self)[0]?.workstations;
    };
    expect(guangzhou(true)).toMatchObject([{ connected: true, knownUpToMs: 500_000 }]);
    expect(guangzhou(false)).toMatchObject([{ connected: false, knownUpToMs: 500_000 }]);
  });
});

describe('until idle', () => {
  it('[SYNC-17] answers as soon as it is clear why not', async () => {
    const office = await openOffice();
    office.link.start();
    const outcomes: Outcome[] = [];
    void office.link.untilIdle().then((outcome) => outcomes.push(outcome));
    office.relay.line.drop();
    await office.run();
    expect(outcomes).toEqual([{ idle: false, cause: 'unreachable' }]);
    expect(office.notices).toEqual(['unreachable']);
  });

  it('[SYNC-17] is told of a refusal and of a lack of progress', async () => {
    const office = await openOffice();
    office.link.start();
    office.relay.line.send({ type: 'refused', reason: 'revoked', detail: '' });
    expect(await office.link.untilIdle()).toEqual({ idle: false, cause: 'revoked' });
    office.timers.pass(600_000);
    expect(office.relay.lines).toHaveLength(1);
    office.link.retry();
    office.relay.line.welcome({ updates: 5 });
    const outcome = office.link.untilIdle();
    for (let passed = 0; passed < 7; passed += 1) {
      office.timers.pass(10_000);
      office.relay.line.send({ type: 'pong', id: passed });
    }
    expect(await outcome).toEqual({ idle: false, cause: 'timeout' });
  });
});
