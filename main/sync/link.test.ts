import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import { notebookName } from '../store/testing/notebook.ts';
import type { Outcome } from './link-options.ts';
import { DEFERRED, readCursor, readSetting } from './settings.ts';
import { closeOffices, elsewhere, liveOffice, notes, openOffice } from './testing/linked-office.ts';

afterEach(closeOffices);

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
