import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentProblem } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { notebookName } from '../store/testing/notebook.ts';
import { COMPARE_ALL, readSetting } from './settings.ts';
import { closeOffices, elsewhere, notes, openOffice, type Office } from './testing/linked-office.ts';

afterEach(closeOffices);

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

describe('a relay that was restored from a backup', () => {
  const NO_RIGHT: DocumentProblem = { rule: 'RELAY-4', detail: 'no right' };

  /** Connects to a relay that knows its cursor no more and holds nothing. */
  async function meet(office: Office): Promise<void> {
    const { line } = office.relay;
    line.answersDigests = false;
    line.welcome({ epoch: 'new', sequence: 4, mode: 'digests' });
    line.send({ type: 'differences', compared: 1, documents: [{ name: notebookName('x'), stateVector: new Uint8Array([0]) }] });
    line.send({ type: 'batch', upTo: 4, last: true, updates: [] });
    await office.run();
  }

  /** Answers each push that has none yet. */
  async function answer(office: Office, refused: DocumentProblem | undefined): Promise<void> {
    for (let answered = 0; answered < office.relay.line.all('push').length; answered += 1) {
      const id = office.relay.line.all('push')[answered]?.id ?? 0;
      office.relay.line.send({ type: 'ack', id, refused: refused === undefined ? [] : [{ index: 0, ...refused }] });
      await office.run();
    }
  }

  it('[SYNC-19] where it takes no more from its writer, what others may have got from it stays and waits until it does', async () => {
    const office = await openOffice();
    await office.edit('x', { a: 'one' });
    await office.edit('x', { b: 'two' });
    office.link.start();
    await meet(office);
    office.relay.line.drop();
    office.timers.pass(10_000);
    office.relay.line.answersDigests = false;
    office.relay.line.welcome({ epoch: 'new', sequence: 4 });
    office.relay.line.send({ type: 'batch', upTo: 4, last: true, updates: [] });
    await office.run();
    await answer(office, NO_RIGHT);
    expect(notes(office, 'x')).toEqual({ a: 'one', b: 'two' });
    expect(office.store.outboxStatus().waiting).toBe(2);
    expect(office.store.quarantine().map(({ rule, origin }) => [rule, origin])).toEqual([['SYNC-19', 'relay']]);
    expect(office.relay.line.all('report')).toEqual([]);
    // The next connection sends it again and compares all of it; the note goes once both are equal.
    office.relay.line.drop();
    office.timers.pass(10_000);
    office.relay.line.welcome({ epoch: 'new', sequence: 4 });
    office.relay.line.send({ type: 'batch', upTo: 4, last: true, updates: [] });
    await office.run();
    await answer(office, undefined);
    expect(office.relay.line.all('digests')[0]).toMatchObject({ complete: true });
    expect(office.store.outboxStatus().waiting).toBe(0);
    expect(office.store.quarantine()).toEqual([]);
    expect(office.link.status().idle).toBe(true);
  });

  it('[SYNC-19] says no more that it lacks what was set aside in the end', async () => {
    const office = await openOffice();
    await office.edit('x', { a: 'one' });
    office.link.start();
    await meet(office);
    await answer(office, NO_RIGHT);
    expect(office.store.quarantine().map(({ rule }) => rule)).toEqual(['SYNC-19']);
    office.relay.line.drop();
    office.timers.pass(10_000);
    office.relay.line.welcome({ epoch: 'new', sequence: 4 });
    office.relay.line.send({ type: 'batch', upTo: 4, last: true, updates: [] });
    await office.run();
    await answer(office, { rule: 'STOCK-1', detail: 'not so' });
    expect(office.store.quarantine().map(({ rule, origin }) => [rule, origin])).toEqual([['STOCK-1', 'local']]);
    expect(notes(office, 'x')).toEqual({});
  });

  it('[SYNC-19] sends what waits for a right as soon as the directory changes, not before', async () => {
    const office = await openOffice();
    await office.edit('x', { a: 'one' });
    office.link.start();
    await meet(office);
    await answer(office, NO_RIGHT);
    const sent = office.relay.line.all('push').length;
    const changes = async (name: DocumentName, sequence: number): Promise<void> => {
      office.relay.line.send({ type: 'update', sequence, name, update: elsewhere({ key: 'text' })[0] ?? new Uint8Array() });
      await office.run();
    };
    await changes(notebookName('y'), 5);
    expect(office.relay.line.all('push')).toHaveLength(sent);
    await changes('directory' as DocumentName, 6);
    expect(office.relay.line.all('push').slice(sent).map(({ updates }) => updates.map(({ name }) => name))).toEqual([['notebook/x']]);
  });
});
