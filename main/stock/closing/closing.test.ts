import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import { itemCreate, itemMerge, monthAdjustments, monthClose, monthList, monthNext, monthRead, monthVerify, stockCount, stockIssue, stockReceive, stockReverse, stockValuation } from '#model/stock/operations.ts';
import type { Chore } from '../../area.ts';
import { monthStartMs } from '../analysis/calendar.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import { createClosingChore } from './closing-chore.ts';
import type { DocumentUpdate, Replica } from '../testing/replica.ts';

const DECEMBER_MS = monthStartMs('2026-12') + 3_600_000;
let offices: Offices;

beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => {
  offices.close();
});

const figures = async (replica: Replica, closing = '2026-11') => (await replica.must(monthRead, { closing })).rows.map(({ office, item, quantity, value }) => [office, item, quantity, value]);

async function closeNovember({ clock, sh }: Offices): Promise<string> {
  clock.ms = DECEMBER_MS;
  const { id } = await sh.must(monthClose, { month: '2026-11' });
  await sh.settle();
  return id;
}

describe('closing a month', () => {
  it('[STOCK-75] keeps the figures of what was held, verified, whatever is made, arrives or is merged later', async () => {
    const { sh, bj, exchange } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    await sh.must(stockReceive, { item: 'M8', quantity: '5', unitCost: '3' });
    await exchange();
    await bj.must(stockIssue, { item: 'M6', quantity: '4', reason: 'sale' });
    await closeNovember(offices);
    const kept = [
      ['BJ', 'M6', '10', '20.00'],
      ['SH', 'M8', '5', '15.00'],
    ];
    expect(await figures(sh)).toEqual(kept);
    expect((await sh.must(monthList, {})).rows).toMatchObject([{ month: '2026-11', office: null, lines: 2, value: '35.00', state: 'verified', late: 0 }]);
    await exchange();
    await sh.must(stockReceive, { item: 'M8', quantity: '1', unitCost: '9' });
    await sh.must(itemMerge, { item: 'M6', into: 'M8' });
    await sh.settle();
    await sh.must(monthVerify, { closing: '2026-11' });
    expect((await sh.must(monthList, {})).rows).toMatchObject([{ state: 'checking' }]);
    await sh.settle();
    expect((await sh.must(monthList, {})).rows).toMatchObject([{ state: 'verified', late: 1 }]);
    expect((await figures(sh)).map(([office, , ...row]) => [office, ...row])).toEqual(kept.map(([office, , ...row]) => [office, ...row]));
    sh.store.rebuild();
    await sh.settle();
    expect((await sh.must(monthList, {})).rows).toMatchObject([{ state: 'verified' }]);
  });

  it('[STOCK-75] figures of many items are derived step by step, and from the first where the program ended between', async () => {
    const { sh } = offices;
    for (let index = 0; index < 25; index += 1) {
      await sh.must(itemCreate, { code: `W${index}`, name: '电线', unit: '米' });
      await sh.must(stockReceive, { item: `W${index}`, quantity: '1', unitCost: '2' });
    }
    offices.clock.ms = DECEMBER_MS;
    await sh.must(monthClose, { month: '2026-11' });
    const step = async (chore: Chore): Promise<boolean> => sh.store.transact((tx) => chore.step(tx));
    const states = async (): Promise<readonly string[]> => (await sh.must(monthList, {})).rows.map(({ state }) => state);
    const ended = createClosingChore();
    for (const _ of ['workstations', 'items']) expect(await step(ended)).toBe(true);
    const derived = async (): Promise<number> => (await figures(sh)).length;
    expect([await states(), await derived()]).toEqual([['checking'], 10]);
    const begunAgain = createClosingChore();
    expect([await step(begunAgain), await derived()]).toEqual([true, 10]);
    expect([await step(begunAgain), await derived()]).toEqual([true, 20]);
    expect([await step(begunAgain), await derived(), await states()]).toEqual([false, 25, ['verified']]);
  });

  it('[STOCK-75] a replica that lacks what it holds waits, then has the same figures', async () => {
    const { sh, bj, gz } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    const made = bj.takeUpdates();
    for (const update of made) await sh.receive(update);
    await closeNovember(offices);
    for (const update of sh.takeUpdates()) await gz.receive(update);
    await gz.settle();
    expect((await gz.must(monthList, {})).rows).toMatchObject([{ state: 'waiting' }]);
    for (const update of made) await gz.receive(update);
    await gz.settle();
    expect((await gz.must(monthList, {})).rows).toMatchObject([{ state: 'verified' }]);
    expect(await figures(gz)).toEqual(await figures(sh));
  });

  it('[STOCK-75] a digest that does not fit its movements is shown as differing', async () => {
    const { sh } = offices;
    await sh.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    const id = await closeNovember(offices);
    await sh.store.transact((tx) => tx.write.run(`UPDATE closing SET digest = ? WHERE id = ?`, '0'.repeat(64), id));
    await sh.must(monthVerify, { closing: id });
    await sh.settle();
    expect((await sh.must(monthList, {})).rows).toMatchObject([{ state: 'differs' }]);
  });

  it('[STOCK-76] what is dated before and arrives after is listed with what it changes', async () => {
    const { sh, bj, exchange } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '2' });
    await exchange();
    const { number } = await bj.must(stockIssue, { item: 'M6', quantity: '4', reason: 'sale' });
    const id = await closeNovember(offices);
    expect((await sh.must(monthAdjustments, { closing: id })).rows).toEqual([]);
    await bj.must(stockIssue, { item: 'M6', quantity: '1', reason: 'sale' });
    await exchange();
    expect((await sh.must(monthAdjustments, { closing: id })).rows).toMatchObject([
      { office: 'BJ', item: 'M6', quantityClosed: '10', quantityNow: '6', quantityChange: '-4', valueClosed: '20.00', valueNow: '12.00', valueChange: '-8.00', numbers: number },
    ]);
    expect(await figures(sh)).toEqual([['BJ', 'M6', '10', '20.00']]);
  });

  it('[STOCK-75, STOCK-76] figures are the same in whatever order records arrived, and with adjustments are what is known', async () => {
    const step = fc.record({ office: fc.constantFrom('bj', 'gz'), what: fc.constantFrom('receive', 'issue', 'count', 'reverse'), quantity: fc.integer({ min: 1, max: 40 }), cost: fc.integer({ min: 0, max: 900 }), late: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), fc.infiniteStream(fc.nat()), async (steps, picks) => {
        const here = await openOffices();
        const inTime: DocumentUpdate[][] = [];
        const late: DocumentUpdate[][] = [];
        const lastOf = new Map<string, string>();
        const lateFrom = new Set<string>();
        for (const { office, what, quantity, cost, late: isLate } of steps) {
          here.clock.ms += 60_000;
          const branch = office === 'bj' ? here.bj2 : here.gz;
          if (what === 'receive') lastOf.set(office, (await branch.must(stockReceive, { item: 'M6', quantity: String(quantity), unitCost: (cost / 100).toFixed(2) })).number);
          else if (what === 'issue' && office === 'bj') lastOf.set(office, (await branch.must(stockIssue, { item: 'M6', quantity: String(quantity), reason: 'sale', override: true })).number);
          else if (what === 'count') await branch.must(stockCount, { item: 'M6', counted: String(quantity) });
          else if (what === 'reverse' && lastOf.has(office)) {
            await branch.call(stockReverse, { movement: lastOf.get(office) ?? '', reason: '录错', override: office === 'bj' });
            lastOf.delete(office);
          }
          // What a workstation made after something that is late is late too.
          if (isLate) lateFrom.add(office);
          (lateFrom.has(office) ? late : inTime).push([...branch.takeUpdates()]);
        }
        const shuffled = (updates: DocumentUpdate[][]): DocumentUpdate[] => {
          const left = [...updates];
          return Array.from({ length: left.length }, () => left.splice((picks.next().value ?? 0) % left.length, 1).flat()).flat();
        };
        for (const update of shuffled(inTime)) await here.sh.receive(update);
        const closing = await closeNovember(here);
        for (const update of here.sh.takeUpdates()) await here.bj.receive(update);
        for (const update of shuffled([...inTime, ...late])) await here.bj.receive(update);
        for (const update of shuffled(late)) await here.sh.receive(update);
        await here.bj.settle();
        await here.sh.must(monthVerify, { closing });
        await here.sh.settle();
        const kept = await figures(here.sh, closing);
        expect(await figures(here.bj, closing)).toEqual(kept);
        for (const replica of [here.sh, here.bj]) expect((await replica.must(monthList, {})).rows).toMatchObject([{ state: 'verified' }]);
        const changes = (await here.sh.must(monthAdjustments, { closing })).rows;
        for (const office of ['BJ', 'GZ']) {
          const [now] = (await here.sh.must(stockValuation, { office })).rows;
          const [, , quantity = '0', value = '0'] = kept.find(([of]) => of === office) ?? [];
          const change = changes.find((row) => row.office === office);
          expect(Number(quantity) + Number(change?.quantityChange ?? 0)).toBeCloseTo(Number(now?.quantity ?? 0), 6);
          expect(Number(value) + Number(change?.valueChange ?? 0)).toBeCloseTo(Number(now?.value ?? 0), 6);
        }
        here.close();
      }),
      { numRuns: 6 },
    );
  });

  it('[STOCK-77] is refused before the month is over, twice, and while an office is not complete unless it is named', async () => {
    const { sh, clock, open } = offices;
    expect(await sh.call(monthClose, { month: '2026-11' })).toMatchObject({ reason: 'closing.not-over' });
    clock.ms = DECEMBER_MS;
    const hq = await open({ office: 'SH', letter: 'B', headquarters: true, roles: ['hq'], behind: ['GZ'] });
    expect(await hq.must(monthNext, {})).toEqual({ month: '2026-11', incomplete: ['GZ'], closed: false });
    expect(await hq.call(monthClose, { month: '2026-11' })).toMatchObject({ reason: 'closing.incomplete', values: { offices: 'GZ' } });
    expect(await hq.call(monthClose, { month: '2026-11', missing: ['XX'] })).toMatchObject({ reason: 'closing.office-unknown' });
    await hq.must(monthClose, { month: '2026-11', office: 'BJ' });
    // Asked for twice at the same time, it is closed once.
    const asked = await Promise.all([1, 2].map(() => hq.call(monthClose, { month: '2026-11', missing: ['GZ', 'BJ'] })));
    expect(asked.filter(isRefusal)).toMatchObject([{ reason: 'closing.closed' }]);
    const missingBy = new Map((await hq.must(monthList, {})).rows.map(({ office, missing }) => [office, missing]));
    expect(missingBy).toEqual(new Map([[null, ['GZ']], ['BJ', []]]));
    expect(await hq.call(monthClose, { month: '2026-11', missing: ['GZ'] })).toMatchObject({ reason: 'closing.closed' });
    expect(await hq.call(monthRead, { closing: '2020-01' })).toMatchObject({ reason: 'closing.unknown' });
  });

  it('[STOCK-74] closings made apart are both kept and shown', async () => {
    const { sh, clock, open, exchange } = offices;
    clock.ms = DECEMBER_MS;
    const hq = await open({ office: 'SH', letter: 'B', headquarters: true, roles: ['hq'] });
    await sh.must(monthClose, { month: '2026-11' });
    await hq.must(monthClose, { month: '2026-11' });
    await exchange();
    for (const replica of [sh, hq]) expect((await replica.must(monthList, {})).rows).toHaveLength(2);
  });
});
