import { afterEach, describe, expect, it } from 'vitest';
import { readWatermarks } from './watermarks.ts';
import { closeOffices, liveOffice, openOffice } from './testing/linked-office.ts';

afterEach(closeOffices);

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
