import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { categoryCreate, categoryUpdate, countDue, countEnter, countPlan, countPost, countRead, itemCreate, itemUpdate, stockCount, stockReceive, stockReverse } from '#model/stock/operations.ts';
import { ROLLING_PER_DAY } from '#model/stock/rolling-count.ts';
import { openOffices, type Offices } from '../testing/offices.ts';

const DAY_MS = 24 * 3600 * 1000;
let offices: Offices;

beforeEach(async () => {
  offices = await openOffices();
  const { sh, bj2, exchange } = offices;
  for (let index = 0; index < 20; index += 1) await sh.must(itemCreate, { code: `R${String(index).padStart(2, '0')}`, name: `物料 ${String(index)}`, unit: '个' });
  await exchange();
  for (let index = 0; index < 20; index += 1) await bj2.must(stockReceive, { item: `R${String(index).padStart(2, '0')}`, quantity: '5' });
});
afterEach(() => {
  offices.close();
});

describe('the rolling count', () => {
  it('[STOCK-49] asks for a few a day, then for no more that day, and for others the next', async () => {
    const { bj2, clock } = offices;
    const first = await bj2.must(countDue, {});
    expect(first).toMatchObject({ perDay: ROLLING_PER_DAY, done: 0, underWay: 0, due: 20 });
    expect(first.rows).toHaveLength(ROLLING_PER_DAY);
    const { id, places } = await bj2.must(countPlan, { title: '今日', scope: 'rolling' });
    expect(places).toBe(ROLLING_PER_DAY);
    // What stands in a count under way is not asked for twice.
    expect(await bj2.must(countDue, {})).toMatchObject({ rows: [], underWay: ROLLING_PER_DAY });
    expect(await bj2.call(countPlan, { title: '再来', scope: 'rolling' })).toMatchObject({ reason: 'count.nothing-due' });
    for (const { item } of (await bj2.must(countRead, { count: id })).rows) await bj2.must(countEnter, { count: id, item, quantity: '5' });
    await bj2.must(countPost, { count: id });
    expect(await bj2.must(countDue, {})).toMatchObject({ rows: [], done: ROLLING_PER_DAY, underWay: 0, due: 20 - ROLLING_PER_DAY });
    clock.ms += DAY_MS;
    const second = await bj2.must(countDue, {});
    expect(second.rows).toHaveLength(20 - ROLLING_PER_DAY);
    expect(second.rows.filter(({ item }) => first.rows.some((row) => row.item === item))).toEqual([]);
  });

  it('[STOCK-49] asks for items again after the days that their category, or the nearest above it, names', async () => {
    const { sh, bj2, clock, exchange } = offices;
    const { id: top } = await sh.must(categoryCreate, { name: '贵重', countDays: 7 });
    const { id: below } = await sh.must(categoryCreate, { name: '工具', parent: top });
    await sh.must(itemUpdate, { item: 'R00', category: below });
    await exchange();
    for (const code of ['R00', 'R01']) await bj2.must(stockCount, { item: code, counted: '5' });
    const due = async (): Promise<number> => (await bj2.must(countDue, {})).due;
    clock.ms += 6 * DAY_MS;
    expect(await due()).toBe(18);
    clock.ms += DAY_MS;
    expect(await due()).toBe(19);
    expect((await bj2.must(countDue, {})).rows.map(({ item }) => item)).not.toContain('R01');
    // Its own days come before those above it; taken away, the ones above hold again.
    await sh.must(categoryUpdate, { category: below, countDays: '30' });
    await exchange();
    expect(await due()).toBe(18);
    expect(await sh.must(categoryUpdate, { category: below, countDays: null })).toMatchObject({ countDays: null });
    await exchange();
    expect(await due()).toBe(19);
  });

  it('[STOCK-49] takes a count that was reversed for none', async () => {
    const { bj2, clock } = offices;
    const { number } = await bj2.must(stockCount, { item: 'R00', counted: '4' });
    clock.ms += DAY_MS;
    expect((await bj2.must(countDue, {})).due).toBe(19);
    await bj2.must(stockReverse, { movement: number, reason: '数错' });
    expect((await bj2.must(countDue, {})).due).toBe(20);
  });
});
