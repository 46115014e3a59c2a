import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { itemCreate, itemMerge, stockIssue, stockLookAtValue, stockReceive, stockReverse, stockValuation, stockValuationOffices, stockValue, stockValueChanges } from '#model/stock/operations.ts';
import { openReplica, type DocumentUpdate, type Replica } from '../testing/replica.ts';
import { valuationChore } from './valuation-chore.ts';

const START_MS = Date.UTC(2026, 10, 23, 9);
const clock = { ms: START_MS };
const opened: Replica[] = [];

async function open(office: string, letter = 'A'): Promise<Replica> {
  const replica = await openReplica({ office, letter, nowMs: () => clock.ms, headquarters: office === 'SH', roles: ['hq', 'manager'] });
  opened.push(replica);
  return replica;
}

async function send(from: Replica, ...to: readonly Replica[]): Promise<readonly DocumentUpdate[]> {
  const updates = from.takeUpdates();
  for (const replica of to) for (const update of updates) await replica.receive(update);
  return updates;
}

async function settle({ store }: Replica): Promise<void> {
  while (await store.transact((tx) => valuationChore.step(tx)));
}

async function offices(): Promise<{ sh: Replica; bj: Replica; gz: Replica }> {
  clock.ms = START_MS;
  const [sh, bj, gz] = [await open('SH'), await open('BJ'), await open('GZ')];
  for (const code of ['M6', 'M8']) await sh.must(itemCreate, { code, name: `螺钉 ${code}`, unit: '个' });
  await send(sh, bj, gz);
  return { sh, bj, gz };
}

afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
});

describe('figures of value', () => {
  it('[STOCK-40] follow behind the movements, are marked until then, and sum up by office and in all', async () => {
    const { sh, bj } = await offices();
    await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    await sh.must(stockReceive, { item: 'M6', quantity: '5', unitCost: '3' });
    await send(bj, sh);
    await settle(sh);
    await sh.must(stockIssue, { item: 'M6', quantity: '1', reason: 'sale' });
    expect((await sh.must(stockValuation, {})).rows).toMatchObject([{ item: 'M6', quantity: '15', value: '35.00', pending: true }]);
    expect((await sh.must(stockValuationOffices, {})).pending).toBe(1);
    await settle(sh);
    expect((await sh.must(stockValuation, {})).rows).toMatchObject([{ item: 'M6', quantity: '14', value: '32.00', average: '2.29', pending: false }]);
    expect((await sh.must(stockValuation, { office: 'SH' })).rows).toMatchObject([{ quantity: '4', value: '12.00', average: '3.00' }]);
    expect((await sh.must(stockValuation, { text: 'M8' })).rows).toEqual([]);
    expect(await sh.must(stockValuationOffices, {})).toEqual({
      rows: [
        { office: 'BJ', items: 1, value: '20.00' },
        { office: 'SH', items: 1, value: '12.00' },
      ],
      total: '32.00',
      pending: 0,
    });
  });

  it('[STOCK-40] of merged items are those of the one that stays', async () => {
    const { sh, bj } = await offices();
    await sh.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    await settle(sh);
    await sh.must(itemMerge, { item: 'M6', into: 'M8' });
    await settle(sh);
    await bj.must(stockReceive, { item: 'M6', quantity: '5', unitCost: '5' });
    await send(bj, sh);
    await settle(sh);
    expect((await sh.must(stockValuation, {})).rows).toMatchObject([{ item: 'M8', quantity: '15', value: '45.00', pending: false }]);
  });

  it('[STOCK-40] are listed page by page as in one page', async () => {
    const { sh } = await offices();
    for (const item of ['M6', 'M8']) await sh.must(stockReceive, { item, quantity: '1', unitCost: '1' });
    await settle(sh);
    const first = await sh.must(stockValuation, { limit: 1 });
    const second = await sh.must(stockValuation, { limit: 1, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows]).toEqual((await sh.must(stockValuation, {})).rows);
    expect(second.nextCursor).toBeUndefined();
  });

  it('[STOCK-40] end equal to a replay of all movements, in whatever order they arrived and whenever they were made', async () => {
    const step = fc.record({ office: fc.constantFrom('bj', 'gz'), receive: fc.boolean(), quantity: fc.integer({ min: 1, max: 50 }), cost: fc.integer({ min: 0, max: 900 }), settle: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.nat()), async (steps, picks) => {
        const { sh, ...branches } = await offices();
        const onTheWay: DocumentUpdate[][] = [];
        for (const { office, receive, quantity, cost } of steps) {
          clock.ms += 60_000;
          const branch = branches[office === 'bj' ? 'bj' : 'gz'];
          if (receive) await branch.must(stockReceive, { item: 'M6', quantity: String(quantity), unitCost: (cost / 100).toFixed(2) });
          else await branch.must(stockIssue, { item: 'M6', quantity: String(quantity), reason: 'sale', override: true });
          onTheWay.push([...branch.takeUpdates()]);
        }
        for (const { settle: now } of steps) {
          const next = onTheWay.splice((picks.next().value ?? 0) % Math.max(1, onTheWay.length), 1).flat();
          for (const update of next) await sh.receive(update);
          if (now) await settle(sh);
        }
        await settle(sh);
        const replayed = (await sh.must(stockValue, { item: 'M6' })).rows;
        for (const { office, quantity, value } of replayed) {
          expect((await sh.must(stockValuation, { office })).rows).toMatchObject([{ quantity, value }]);
        }
        const kept = sh.store.read.all('SELECT * FROM value_figure ORDER BY item, office');
        sh.store.rebuild();
        await settle(sh);
        expect(sh.store.read.all('SELECT * FROM value_figure ORDER BY item, office')).toEqual(kept);
        for (const replica of opened.splice(0)) replica.close();
      }),
      { numRuns: 15 },
    );
  });
});

describe('late arrivals', () => {
  it('[STOCK-41] are listed with what was shown then and what is known now; what was made later is not', async () => {
    const { sh, bj } = await offices();
    await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    await send(bj, sh);
    clock.ms += 60_000;
    await bj.must(stockIssue, { item: 'M6', quantity: '4', reason: 'sale' });
    expect(await sh.must(stockValueChanges, {})).toEqual({ lookedAtMs: null, rows: [], more: false });
    clock.ms += 60_000;
    const { atMs } = await sh.must(stockLookAtValue, {});
    expect(await sh.must(stockValueChanges, {})).toEqual({ lookedAtMs: atMs, rows: [], more: false });
    await send(bj, sh);
    clock.ms += 60_000;
    await sh.must(stockReceive, { item: 'M8', quantity: '1', unitCost: '9' });
    const { rows } = await sh.must(stockValueChanges, {});
    expect(rows).toMatchObject([
      { office: 'BJ', item: 'M6', quantityBefore: '10', quantityAfter: '6', valueBefore: '20.00', valueAfter: '12.00', movements: [{ number: 'BJ-A-2026-000002', office: 'BJ' }] },
    ]);
    sh.store.rebuild();
    expect((await sh.must(stockValueChanges, {})).rows).toEqual(rows);
    await sh.must(stockLookAtValue, {});
    expect((await sh.must(stockValueChanges, {})).rows).toEqual([]);
  });

  it('[STOCK-41] that cancel each other out change nothing', async () => {
    const { sh, bj } = await offices();
    await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    await send(bj, sh);
    const { number } = await bj.must(stockIssue, { item: 'M6', quantity: '4', reason: 'sale' });
    await bj.must(stockReverse, { movement: number, reason: '录错' });
    clock.ms += 60_000;
    await sh.must(stockLookAtValue, {});
    await send(bj, sh);
    expect((await sh.must(stockValueChanges, {})).rows).toEqual([]);
  });
});
