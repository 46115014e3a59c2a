import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stockBalance, stockCount, stockIssue, stockMovements, stockReceive, stockReverse } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';
import type { DocumentUpdate, Replica } from './testing/replica.ts';

let offices: Offices;

beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => {
  offices.close();
});

const onHand = async (replica: Replica, item = 'M6'): Promise<string | undefined> =>
  (await replica.must(stockBalance, { item, office: 'BJ' })).rows[0]?.quantity;

describe('counts', () => {
  it('[STOCK-42] post the difference to what stood there, nothing found included', async () => {
    const { bj } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    expect(await bj.must(stockCount, { item: 'M6', counted: '8' })).toMatchObject({ expected: '10', counted: '8', difference: '-2' });
    expect(await onHand(bj)).toBe('8');
    expect(await bj.must(stockCount, { item: 'M6', counted: '0' })).toMatchObject({ expected: '8', difference: '-8' });
    expect(await onHand(bj)).toBe('0');
    expect(await bj.must(stockCount, { item: 'M8', counted: '3.5' })).toMatchObject({ expected: '0', difference: '3.5' });
    expect(await onHand(bj, 'M8')).toBe('3.5');
  });

  it('[STOCK-42] stay what was found when an older movement arrives late', async () => {
    const { bj, bj2, clock, exchange, sh } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    await exchange();
    clock.ms += 60_000;
    await bj2.must(stockIssue, { item: 'M6', quantity: '2', reason: 'sale' });
    clock.ms += 60_000;
    await bj.must(stockCount, { item: 'M6', counted: '8' });
    clock.ms += 60_000;
    await bj.must(stockIssue, { item: 'M6', quantity: '1', reason: 'sale' });
    expect(await onHand(bj)).toBe('7');
    await exchange();
    await exchange();
    for (const replica of [bj, bj2, sh]) {
      expect(await onHand(replica)).toBe('7');
      expect((await replica.must(stockMovements, { kind: 'count' })).rows).toMatchObject([{ quantity: '0', counted: '8', stated: '-2' }]);
    }
  });

  it('[STOCK-43] that are reversed are as if they had not been made, whatever arrived in between', async () => {
    const { bj, bj2, clock, exchange } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    await exchange();
    await bj2.must(stockIssue, { item: 'M6', quantity: '2', reason: 'sale' });
    clock.ms += 60_000;
    const { number } = await bj.must(stockCount, { item: 'M6', counted: '5' });
    await bj.must(stockReverse, { movement: number, reason: '数错了' });
    expect(await onHand(bj)).toBe('10');
    await exchange();
    expect(await onHand(bj)).toBe('8');
    expect(await onHand(bj2)).toBe('8');
  });

  it('[STOCK-42] balances equal a replay in true order at every replica, in whatever order movements arrived and after a rebuild', async () => {
    const step = fc.record({
      at: fc.constantFrom('bj', 'bj2'),
      what: fc.constantFrom('receive', 'issue', 'count', 'reverse'),
      quantity: fc.integer({ min: 0, max: 30 }),
      location: fc.constantFrom('main', 'shelf'),
      meet: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), fc.infiniteStream(fc.nat()), async (steps, picks) => {
        offices.close();
        offices = await openOffices();
        const { bj, bj2, sh, gz, clock, exchange } = offices;
        const made: { readonly at: number; readonly location: string; readonly quantity?: number; readonly counted?: number; reversed: boolean; readonly number: string; readonly by: Replica; readonly reverses?: object }[] = [];
        const late: DocumentUpdate[] = [];
        for (const { at, what, quantity, location, meet } of steps) {
          clock.ms += 60_000;
          const by = at === 'bj' ? bj : bj2;
          const common = { at: clock.ms, location, by, reversed: false };
          if (what === 'count') {
            const { number } = await by.must(stockCount, { item: 'M6', counted: String(quantity), location });
            made.push({ ...common, counted: quantity, number });
          } else if (what === 'reverse') {
            const chosen = made.filter((each) => each.by === by && at === 'bj2' && !each.reversed && each.reverses === undefined).at(-1);
            if (chosen === undefined) continue;
            const { number } = await by.must(stockReverse, { movement: chosen.number, reason: 'wrong', override: true });
            chosen.reversed = true;
            made.push({ ...common, location: chosen.location, number, reverses: chosen, quantity: chosen.counted === undefined ? -(chosen.quantity ?? 0) : 0 });
          } else if (quantity > 0 && (what === 'receive' || at === 'bj2')) {
            const line = { item: 'M6', quantity: String(quantity), location };
            const { number } = what === 'receive' ? await by.must(stockReceive, line) : await by.must(stockIssue, { ...line, reason: 'sale', override: true });
            made.push({ ...common, quantity: what === 'receive' ? quantity : -quantity, number });
          }
          if (meet) await exchange();
          else late.push(...(at === 'bj' ? bj : bj2).takeUpdates());
        }
        while (late.length > 0) {
          const [update] = late.splice((picks.next().value ?? 0) % late.length, 1);
          if (update !== undefined) for (const replica of [bj, bj2, sh, gz]) await replica.receive(update);
        }
        await exchange();
        const balances = new Map<string, number>();
        for (const each of made.toSorted((left, right) => left.at - right.at)) {
          const before = balances.get(each.location) ?? 0;
          const after = each.counted === undefined ? before + (each.quantity ?? 0) : each.reversed ? before : each.counted;
          balances.set(each.location, after);
        }
        for (const replica of [bj, bj2, sh]) {
          const rows = (): unknown => Object.fromEntries(replica.store.read.all<{ location: string; quantity: number }>('SELECT location, quantity FROM balance').map(({ location, quantity }) => [location, quantity / 1000]));
          expect(rows()).toEqual(Object.fromEntries(balances));
          const kept = replica.rows();
          replica.store.rebuild();
          expect(replica.rows()).toEqual(kept);
        }
      }),
      { numRuns: 12 },
    );
  });
});
