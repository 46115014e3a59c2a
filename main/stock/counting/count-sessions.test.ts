import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#model/contract/operation.ts';
import {
  countCancel,
  countChoose,
  countClose,
  countEnter,
  countList,
  countPlan,
  countPost,
  countRead,
  locationCreate,
  stockBalance,
  stockDocument,
  stockIssue,
  stockReceive,
  stockReverseDocument,
} from '#model/stock/operations.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import { valuationChore } from '../valuation/valuation-chore.ts';
import type { Replica } from '../testing/replica.ts';

let offices: Offices;

beforeEach(async () => {
  offices = await openOffices();
  const { bj, exchange } = offices;
  await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2.00' });
  await bj.must(stockReceive, { item: 'M8', quantity: '4', location: 'A-01' });
  await exchange();
});
afterEach(() => {
  offices.close();
});

const tick = (): void => {
  offices.clock.ms += 60_000;
};

/** A count that everyone holds. */
async function plan(input: Partial<InputOf<typeof countPlan>> = {}): Promise<string> {
  tick();
  const { id } = await offices.bj.must(countPlan, { title: '盘点', scope: 'all', ...input });
  await offices.exchange();
  tick();
  return id;
}

async function enter(by: Replica, count: string, item: string, quantity: string, more: Partial<InputOf<typeof countEnter>> = {}) {
  tick();
  return by.call(countEnter, { count, item, quantity, ...(item === 'M8' ? { location: 'A-01' } : {}), ...more });
}

/** Brings the figures of value up to date, as the core does behind the commits. */
async function valued(by: Replica): Promise<void> {
  while (await by.store.transact((tx) => valuationChore.step(tx))) continue;
}

const review = async (by: Replica, count: string) => by.must(countRead, { count, view: 'review' });
const lineOf = async (by: Replica, count: string, item = 'M6') => (await review(by, count)).rows.find((row) => row.item === item);
const onHand = async (by: Replica, item = 'M6'): Promise<string | undefined> => (await by.must(stockBalance, { item, office: 'BJ' })).rows[0]?.quantity;

describe('a count', () => {
  it('[STOCK-44] is planned by location, category, items or all, and lists its places', async () => {
    const { bj } = offices;
    const all = await plan();
    expect(await bj.must(countRead, { count: all })).toMatchObject({ state: 'counting', places: 2, counted: 0, rows: [{ item: 'M8', location: 'A-01', state: 'open' }, { item: 'M6', location: 'main' }] });
    const shelf = await plan({ scope: 'locations', locations: ['A-01'] });
    expect((await bj.must(countRead, { count: shelf })).rows.map(({ item }) => item)).toEqual(['M8']);
    const items = await plan({ scope: 'items', items: ['M6'] });
    expect((await bj.must(countRead, { count: items })).rows.map(({ item }) => item)).toEqual(['M6']);
    expect(await bj.call(countPlan, { title: '空', scope: 'locations', locations: ['B-09'] })).toMatchObject({ reason: 'count.nothing' });
    expect(await bj.call(countPlan, { title: '空', scope: 'categories' })).toMatchObject({ reason: 'count.nothing' });
    expect(await bj.call(countPlan, { title: '空', scope: 'items', items: ['没有'] })).toMatchObject({ reason: 'item.unknown' });
    expect((await bj.must(countList, { office: 'BJ', state: 'open', limit: 2 })).rows.map(({ id }) => id)).toEqual([items, shelf]);
  });

  it('[STOCK-44] takes a location with those that are part of it, and no other than the office’s own', async () => {
    const { bj } = offices;
    await bj.must(locationCreate, { code: 'A', name: 'A 区', kind: 'zone' });
    await bj.must(locationCreate, { code: 'A-01', name: 'A-01', kind: 'shelf', parent: 'A' });
    const zone = await plan({ scope: 'locations', locations: ['A'] });
    expect((await bj.must(countRead, { count: zone })).rows.map(({ location }) => location)).toEqual(['A-01']);
    expect(await bj.call(countPlan, { title: '错', scope: 'locations', locations: ['Z'] })).toMatchObject({ reason: 'location.unknown' });
    expect(await enter(bj, zone, 'M8', '3', { location: 'Z' })).toMatchObject({ reason: 'location.not-here' });
  });

  it('[STOCK-45] takes a second figure of one person only as an addition or a replacement', async () => {
    const { bj, bj2 } = offices;
    const count = await plan();
    expect(await enter(bj, count, 'M6', '3')).toMatchObject({ counted: '3' });
    expect(await enter(bj, count, 'M6', '4')).toMatchObject({ reason: 'count.again', values: { counted: '3' } });
    expect(await enter(bj, count, 'M6', '4', { mode: 'add' })).toMatchObject({ counted: '7' });
    expect(await enter(bj, count, 'M6', '9', { mode: 'replace' })).toMatchObject({ counted: '9' });
    await offices.exchange();
    await valued(bj2);
    expect(await lineOf(bj2, count)).toMatchObject({ counted: '9', expected: '10', difference: '-1', value: '-2.00', entries: [{ counted: '9', decided: true }] });
  });

  it('[STOCK-45] shows figures that people found apart until one is chosen, the same everywhere', async () => {
    const { bj, bj2, sh, exchange } = offices;
    const count = await plan();
    await enter(bj, count, 'M6', '9');
    await enter(bj2, count, 'M6', '8');
    await exchange();
    for (const replica of [bj2, sh]) {
      expect(await lineOf(replica, count)).toMatchObject({ state: 'clash', counted: null, difference: null, entries: [{ counted: '9' }, { counted: '8' }] });
    }
    expect(await bj2.call(countPost, { count, uncounted: 'leave' })).toMatchObject({ reason: 'count.clash', values: { count: 1 } });
    const [first] = (await lineOf(bj2, count))?.entries ?? [];
    await bj2.must(countChoose, { count, entry: first?.id ?? '' });
    await exchange();
    expect(await lineOf(sh, count)).toMatchObject({ state: 'counted', counted: '9' });
    await enter(bj, count, 'M6', '7', { mode: 'recount' });
    await exchange();
    expect(await lineOf(sh, count)).toMatchObject({ state: 'counted', counted: '7', entries: [{ counted: '7' }] });
  });

  it('[STOCK-45] of two who found the same has one figure', async () => {
    const { bj, bj2, exchange } = offices;
    const count = await plan();
    await enter(bj, count, 'M6', '9');
    await enter(bj2, count, 'M6', '9');
    await exchange();
    expect(await lineOf(bj2, count)).toMatchObject({ state: 'counted', counted: '9', entries: [{}, { decided: true }] });
  });

  it('[STOCK-46] that is blind hides the books and what others found from whoever counts, and only managers review', async () => {
    const { bj, bj2, exchange } = offices;
    const count = await plan({ blind: true });
    expect(await enter(bj, count, 'M6', '9')).toMatchObject({ expected: null });
    await enter(bj2, count, 'M6', '8');
    await exchange();
    const seen = await bj.must(countRead, { count });
    expect(seen.totals).toBeNull();
    expect(seen.rows.find(({ item }) => item === 'M6')).toMatchObject({ counted: '9', expected: null, difference: null, value: null, state: 'counted' });
    expect(seen.rows.flatMap(({ entries }) => entries).map(({ counted }) => counted)).toEqual(['9', null]);
    expect(seen.rows.every(({ expected, difference }) => expected === null && difference === null)).toBe(true);
    expect(await bj.call(countRead, { count, view: 'review' })).toMatchObject({ reason: 'count.review-denied' });
    expect(countPost.permission.roles).not.toContain('clerk');
    expect(countChoose.permission.roles).not.toContain('clerk');
    // A manager who counts sees no more than others while counting.
    expect((await bj2.must(countRead, { count })).rows.find(({ item }) => item === 'M6')).toMatchObject({ counted: '8', expected: null });
    expect(await lineOf(bj2, count)).toMatchObject({ expected: '10' });
    const prefilled = await plan({ blind: false });
    expect(await enter(bj, prefilled, 'M6', '9')).toMatchObject({ expected: '10' });
    expect((await bj.must(countRead, { count: prefilled })).rows.find(({ item }) => item === 'M6')).toMatchObject({ expected: '10', difference: '-1' });
  });

  it('[STOCK-47] is posted once, as one document of all that was counted, equal figures too', async () => {
    const { bj, bj2, exchange } = offices;
    const count = await plan();
    await enter(bj, count, 'M6', '8');
    await enter(bj, count, 'M8', '4');
    await exchange();
    const { number, lines, differences } = await bj2.must(countPost, { count });
    expect([lines, differences]).toEqual([2, 1]);
    expect((await bj2.must(stockDocument, { number })).lines).toMatchObject([{ kind: 'count', counted: expect.any(String) as string }, { kind: 'count' }]);
    expect(await onHand(bj2)).toBe('8');
    expect(await bj2.call(countPost, { count })).toMatchObject({ reason: 'count.posted', values: { number } });
    expect(await enter(bj2, count, 'M6', '1')).toMatchObject({ reason: 'count.posted' });
    await exchange();
    await valued(bj);
    expect(await bj.must(countRead, { count })).toMatchObject({ state: 'posted', places: 2, posted: [{ number }], totals: { differences: 1, shortage: '-4.00', net: '-4.00' } });
  });

  it('[STOCK-47] holds what was there at the moment of the entry, whatever was posted before and after', async () => {
    const { bj, bj2, exchange } = offices;
    const count = await plan({ scope: 'items', items: ['M6'] });
    await enter(bj, count, 'M6', '9');
    tick();
    await bj.must(stockIssue, { item: 'M6', quantity: '3', reason: 'sale' });
    await exchange();
    expect(await lineOf(bj2, count)).toMatchObject({ expected: '10', difference: '-1' });
    await bj2.must(countPost, { count });
    expect(await onHand(bj2)).toBe('6');
  });

  it('[STOCK-47] that was written on paper holds what was there when it was found', async () => {
    const { bj, bj2, clock, exchange } = offices;
    const count = await plan({ scope: 'items', items: ['M6'] });
    const foundAtMs = clock.ms;
    tick();
    await bj.must(stockIssue, { item: 'M6', quantity: '3', reason: 'sale' });
    expect(await enter(bj, count, 'M6', '9', { foundAtMs: clock.ms + 600_000 })).toMatchObject({ reason: 'count.found-later' });
    expect(await enter(bj, count, 'M6', '9', { foundAtMs: 1 })).toMatchObject({ reason: 'count.found-later' });
    await enter(bj, count, 'M6', '9', { foundAtMs });
    await exchange();
    await bj2.must(countPost, { count });
    expect(await onHand(bj2)).toBe('6');
  });

  it('[STOCK-47] posted apart twice counts once, and says so', async () => {
    const { bj, bj2, sh, exchange, open } = offices;
    const bj3 = await open({ office: 'BJ', letter: 'C', roles: ['manager'] });
    for (const replica of [sh, bj]) for (const { name } of replica.store.documents()) await bj3.receive({ name, update: replica.store.updateSince(name, new Uint8Array([0])) ?? new Uint8Array() });
    const count = await plan({ scope: 'items', items: ['M6'] });
    await enter(bj, count, 'M6', '8');
    await exchange();
    tick();
    const one = await bj2.must(countPost, { count });
    tick();
    const two = await bj3.must(countPost, { count });
    await exchange();
    for (const replica of [bj, bj2, bj3, sh]) {
      expect(await onHand(replica)).toBe('8');
      await valued(replica);
      const { posted, rows, totals } = await replica.must(countRead, { count });
      expect(posted.map(({ number }) => number)).toEqual([one.number, two.number]);
      expect(rows).toMatchObject([{ counted: '8', difference: '-2', posted: { stated: '-2', late: [] } }]);
      expect(totals).toMatchObject({ differences: 1, net: '-4.00' });
    }
    // Taken back, both are.
    await bj2.must(stockReverseDocument, { number: one.number, reason: '数错', override: true });
    await exchange();
    expect(await onHand(sh)).toBe('8');
    await bj2.must(stockReverseDocument, { number: two.number, reason: '数错', override: true });
    await exchange();
    expect(await onHand(sh)).toBe('10');
  });

  it('[STOCK-48] asks what becomes of places that nobody counted: left as they are', async () => {
    const { bj2, bj, exchange } = offices;
    const count = await plan();
    expect(await bj2.call(countPost, { count, uncounted: 'leave' })).toMatchObject({ reason: 'count.empty' });
    await enter(bj, count, 'M6', '8');
    await exchange();
    expect((await review(bj2, count)).rows.filter(({ state }) => state === 'open').map(({ item }) => item)).toEqual(['M8']);
    expect(await bj2.call(countPost, { count })).toMatchObject({ reason: 'count.uncounted', values: { count: 1 } });
    await bj2.must(countPost, { count, uncounted: 'leave' });
    expect([await onHand(bj2), await onHand(bj2, 'M8')]).toEqual(['8', '4']);
  });

  it('[STOCK-48] asks what becomes of places that nobody counted: counted as zero', async () => {
    const { bj2, bj, exchange } = offices;
    const count = await plan();
    await enter(bj, count, 'M6', '8');
    await exchange();
    await bj2.must(countPost, { count, uncounted: 'zero' });
    expect([await onHand(bj2), await onHand(bj2, 'M8')]).toEqual(['8', '0']);
    expect((await review(bj2, count)).rows.find(({ item }) => item === 'M8')).toMatchObject({ counted: '0', difference: '-4', missed: false, entries: [{ by: bj2.actor.person }] });
  });

  it('[STOCK-48] says then and now, with the movements, where an older one arrived late', async () => {
    const { bj, bj2, sh, exchange } = offices;
    const count = await plan({ scope: 'items', items: ['M6'] });
    tick();
    const { number: late } = await bj.must(stockIssue, { item: 'M6', quantity: '2', reason: 'sale' });
    await enter(bj2, count, 'M6', '8');
    await bj2.must(countPost, { count });
    expect((await review(bj2, count)).rows).toMatchObject([{ difference: '-2', posted: { stated: '-2', late: [] } }]);
    await exchange();
    for (const replica of [bj, bj2, sh]) {
      expect((await replica.must(countRead, { count })).rows).toMatchObject([{ difference: '0', expected: '8', posted: { stated: '-2', late: [{ number: late }] } }]);
      expect(await onHand(replica)).toBe('8');
    }
  });

  it('[STOCK-48] shows a figure that arrived after it was posted as no part of it', async () => {
    const { bj, bj2, exchange } = offices;
    const count = await plan({ scope: 'items', items: ['M6'] });
    await enter(bj, count, 'M6', '7');
    await enter(bj2, count, 'M6', '8');
    await bj2.must(countPost, { count });
    await exchange();
    expect((await review(bj2, count)).rows).toMatchObject([{ counted: '8', missed: true, entries: [{ counted: '7' }, { counted: '8' }] }]);
    expect(await onHand(bj2)).toBe('8');
  });

  it('[STOCK-45] is handed over, and cancelled by its planner or a manager; what was posted apart stays posted', async () => {
    const { bj, bj2, gz, exchange, open } = offices;
    const clerk = await open({ office: 'BJ', letter: 'C' });
    const count = await plan();
    await bj.must(countClose, { count });
    expect(await bj.must(countRead, { count })).toMatchObject({ state: 'review' });
    await exchange();
    expect(await clerk.call(countCancel, { count })).toMatchObject({ reason: 'count.cancel-denied' });
    expect(await gz.call(countCancel, { count })).toMatchObject({ reason: 'count.elsewhere', values: { office: 'BJ' } });
    await enter(bj2, count, 'M6', '10');
    await bj2.must(countPost, { count, uncounted: 'leave' });
    await bj.must(countCancel, { count });
    expect(await enter(bj, count, 'M6', '1')).toMatchObject({ reason: 'count.cancelled' });
    await exchange();
    expect(await bj.must(countRead, { count })).toMatchObject({ state: 'posted' });
    expect(await bj.call(countRead, { count: '00000000-0000-7000-8000-000000000000' })).toMatchObject({ reason: 'count.unknown' });
  });

  it('[STOCK-45] demands the lot of an item that is kept by lot, and one of each serial number', async () => {
    const { bj } = offices;
    const count = await plan();
    bj.track('M6', 'lot');
    expect(await enter(bj, count, 'M6', '3')).toMatchObject({ reason: 'lot.missing' });
    expect(await enter(bj, count, 'M6', '3', { lot: 'L1' })).toMatchObject({ counted: '3', lot: 'L1' });
    bj.track('M6', 'serial');
    expect(await enter(bj, count, 'M6', '2', { lot: 'S1' })).toMatchObject({ reason: 'serial.one' });
  });

  it('[STOCK-45] shows what was found outside of what was planned', async () => {
    const { bj, bj2, exchange } = offices;
    const count = await plan({ scope: 'locations', locations: ['A-01'] });
    await enter(bj, count, 'M6', '2', { location: 'A-01' });
    await enter(bj, count, 'M6', '1', { location: 'B-02' });
    await exchange();
    expect((await review(bj2, count)).rows.map(({ location, planned }) => [location, planned])).toEqual(expect.arrayContaining([['A-01', true], ['B-02', false]]) as unknown);
  });
});
