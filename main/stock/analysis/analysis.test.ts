import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemCreate, itemSetLevel, stockAgeing, stockAsOf, stockAttention, stockCount, stockExpiring, stockHistory, stockIdle, stockIssue, stockMovements, stockPlaces, stockPostDocument, stockReceive, stockReorder, stockReverse, stockTrend, stockTurnover, stockTurnoverMonths } from '#model/stock/operations.ts';
import { localDay } from '../../local-day.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import type { DocumentUpdate, Replica } from '../testing/replica.ts';
import { ANALYSIS_TABLES } from './tables.ts';

const DAY_MS = 24 * 3600 * 1000;
let offices: Offices;

beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => {
  offices.close();
});

const views = ({ store }: Replica) => Object.fromEntries(ANALYSIS_TABLES.map((table) => [table, store.read.all(`SELECT * FROM ${table}`)]));

/** Some movements of two items over months, made at two offices. */
async function trade({ clock, bj, sh, exchange }: Offices): Promise<void> {
  for (const [index, [replica, item, quantity]] of ([[bj, 'M6', 10], [sh, 'M6', 5], [bj, 'M6', -4], [bj, 'M8', 7], [bj, 'M6', 3], [sh, 'M6', -2]] as const).entries()) {
    clock.ms += index * 9 * DAY_MS;
    if (quantity > 0) await replica.must(stockReceive, { item, quantity: String(quantity), unitCost: '2', reference: `PO-${index}` });
    else await replica.must(stockIssue, { item, quantity: String(-quantity), reason: 'sale' });
  }
  await exchange();
  await sh.settle();
}

describe('an item’s history', () => {
  it('[STOCK-70] the balance after each movement is that of a replay, in any page size and either way', async () => {
    await trade(offices);
    const { sh } = offices;
    for (const office of [undefined, 'BJ', 'SH']) {
      const scope = { item: 'M6', ...(office === undefined ? {} : { office }) };
      const { rows: all } = await sh.must(stockHistory, scope);
      let balance = 0;
      for (const row of all.toReversed()) {
        balance += Number(row.quantity);
        expect(Number(row.balance)).toBe(balance);
      }
      for (const limit of [1, 2]) {
        let page = await sh.must(stockHistory, { ...scope, limit });
        const pages = [page];
        while (page.nextCursor !== undefined) pages.push((page = await sh.must(stockHistory, { ...scope, limit, cursor: page.nextCursor })));
        expect(pages.flatMap(({ rows }) => rows)).toEqual(all);
        for (const before of pages.slice(0, -1).toReversed()) {
          page = await sh.must(stockHistory, { ...scope, limit, cursor: page.previousCursor, direction: 'newer' });
          expect(page.rows).toEqual(before.rows);
        }
        expect(page.previousCursor).toBeUndefined();
      }
    }
  });

  it('[STOCK-72] the balance of each day ends with what there is now, and a past day’s stock equals a replay', async () => {
    await trade(offices);
    const { sh, clock } = offices;
    const { points } = await sh.must(stockTrend, { item: 'M6', days: 366 });
    expect(points.at(-1)).toMatchObject({ day: localDay(clock.ms), quantity: '12' });
    const { rows } = await sh.must(stockMovements, { item: 'M6' });
    for (const { day, quantity } of points.slice(-140)) {
      const replayed = rows.filter(({ atMs }) => localDay(atMs) <= day).reduce((sum, row) => sum + Number(row.quantity), 0);
      expect(Number(quantity)).toBe(replayed);
    }
    for (const { day, quantity } of points.filter((_, index) => index % 20 === 5).slice(-6)) {
      const found = (await sh.must(stockAsOf, { day, text: 'M6' })).rows;
      expect(found[0]?.quantity ?? '0').toBe(quantity);
    }
    expect((await sh.must(stockAsOf, { day: localDay(clock.ms), office: 'BJ' })).rows.map(({ item, quantity, now }) => [item, quantity, now])).toEqual([
      ['M6', '9', '9'],
      ['M8', '7', '7'],
    ]);
  });
});

describe('rows of the views', () => {
  it('[STOCK-72] equal a rebuild, in whatever order movements arrived and whenever they were derived', async () => {
    const step = fc.record({ office: fc.constantFrom('bj', 'gz'), what: fc.constantFrom('receive', 'issue', 'count', 'reverse'), quantity: fc.integer({ min: 1, max: 40 }), days: fc.nat({ max: 40 }), settle: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.nat()), async (steps, picks) => {
        const here = await openOffices();
        const onTheWay: DocumentUpdate[][] = [];
        const last = new Map<string, string>();
        for (const { office, what, quantity, days } of steps) {
          here.clock.ms += days * DAY_MS + 1000;
          const branch = office === 'bj' ? here.bj2 : here.gz;
          if (what === 'receive') last.set(office, (await branch.must(stockReceive, { item: 'M6', quantity: String(quantity) })).number);
          else if (what === 'issue' && office === 'bj') last.set(office, (await branch.must(stockIssue, { item: 'M6', quantity: String(quantity), reason: 'sale', override: true })).number);
          else if (what === 'count') await branch.must(stockCount, { item: 'M6', counted: String(quantity) });
          else if (what === 'reverse' && last.has(office)) {
            await branch.call(stockReverse, { movement: last.get(office) ?? '', reason: '录错', override: office === 'bj' });
            last.delete(office);
          }
          onTheWay.push([...branch.takeUpdates()]);
        }
        for (const { settle } of steps) {
          for (const update of onTheWay.splice((picks.next().value ?? 0) % Math.max(1, onTheWay.length), 1).flat()) await here.sh.receive(update);
          if (settle) await here.sh.settle();
        }
        await here.sh.settle();
        const kept = views(here.sh);
        for (const { office, item, quantity } of here.sh.store.read.all<{ office: string; item: string; quantity: number }>('SELECT * FROM stock_level')) {
          const layers = here.sh.store.read.get<{ sum: number | null }>('SELECT sum(quantity) AS sum FROM stock_layer WHERE item = ? AND office = ?', item, office)?.sum ?? 0;
          expect(layers).toBe(Math.max(0, quantity));
        }
        here.sh.store.rebuild();
        await here.sh.settle();
        expect(views(here.sh)).toEqual(kept);
        here.close();
      }),
      { numRuns: 6 },
    );
  });
});

describe('what a person plans by', () => {
  it('[STOCK-72] lots expire in order, with the days that are left; none that is gone', async () => {
    const { sh, bj, clock, exchange } = offices;
    await sh.must(itemCreate, { code: 'L1', name: '胶水', unit: '瓶', tracking: 'lot' });
    const inDays = (days: number): string => localDay(clock.ms + days * DAY_MS);
    const lines = [['B', '3', 40], ['A', '2', 10], ['C', '4', 400]] as const;
    await sh.must(stockPostDocument, { kind: 'receipt', lines: lines.map(([lot, quantity, days]) => ({ item: 'L1', quantity, lot, expiry: inDays(days), unitCost: '2' })) });
    await sh.settle();
    expect((await sh.must(stockExpiring, { days: 90 })).rows.map(({ lot, daysLeft, quantity, value }) => [lot, daysLeft, quantity, value])).toEqual([
      ['A', 10, '2', '4.00'],
      ['B', 40, '3', '6.00'],
    ]);
    const first = await sh.must(stockExpiring, { limit: 1 });
    expect((await sh.must(stockExpiring, { limit: 1, cursor: first.nextCursor })).rows[0]?.lot).toBe('B');
    expect(await sh.must(stockAttention, { office: 'SH' })).toEqual({ expiring: 1, below: 0 });
    await sh.must(stockIssue, { item: 'L1', quantity: '2', lot: 'A', reason: 'sale' });
    expect((await sh.must(stockExpiring, { days: 90 })).rows.map(({ lot }) => lot)).toEqual(['B']);
    await exchange();
    await bj.must(stockPostDocument, { kind: 'receipt', lines: lines.map(([lot, quantity, days]) => ({ item: 'L1', quantity, lot, expiry: inDays(days) })) });
    await exchange();
    const seen: string[] = [];
    for (let cursor: string | undefined; seen.length < 10; ) {
      const page = await sh.must(stockExpiring, { days: 500, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map(({ lot, office }) => `${lot} ${office}`));
      cursor = page.nextCursor;
      if (cursor === undefined) break;
    }
    expect(seen).toEqual(['A BJ', 'B BJ', 'B SH', 'C BJ', 'C SH']);
    expect((await sh.must(stockExpiring, { days: 500, office: 'BJ', limit: 2 })).rows.map(({ lot }) => lot)).toEqual(['A', 'B']);
    expect((await sh.must(stockPlaces, { lot: 'B', office: 'SH' })).rows).toMatchObject([{ office: 'SH', lot: 'B', quantity: '3', expiry: inDays(40) }]);
  });

  it('[STOCK-72] an item is missing by its target while it and what is on its way are below its point', async () => {
    const { sh } = offices;
    await sh.must(itemSetLevel, { item: 'M6', office: 'SH', point: '10', target: '25' });
    await sh.must(stockReceive, { item: 'M6', quantity: '4' });
    expect((await sh.must(stockReorder, {})).rows).toMatchObject([{ office: 'SH', item: 'M6', onHand: '4', inTransit: '0', point: '10', target: '25', missing: '21' }]);
    expect((await sh.must(stockAttention, {})).below).toBe(1);
    await sh.must(stockReceive, { item: 'M6', quantity: '6' });
    expect((await sh.must(stockReorder, {})).rows).toEqual([]);
  });

  it('[STOCK-73] idle stock, age and turnover show value to a manager, and none to a clerk', async () => {
    await trade(offices);
    const { sh, bj } = offices;
    await bj.settle();
    const idle = (await sh.must(stockIdle, { days: 50 })).rows.map(({ office, item, value }) => [office, item, value]);
    expect(idle).toEqual([
      ['BJ', 'M6', '18.00'],
      ['BJ', 'M8', '14.00'],
    ]);
    expect((await sh.must(stockAgeing, { text: 'M6' })).rows).toMatchObject([{ quantity: '12', value: '24.00', quantity90: '3', value90: '6.00' }]);
    const period = { from: '2026-11', until: '2027-12' };
    expect((await sh.must(stockTurnover, period)).rows).toMatchObject([
      { key: 'M6', opening: '0', received: '18', issued: '6', closing: '12', issuedValue: '12.00', turns: '1.00' },
      { key: 'M8', received: '7', issued: '0', turns: '0.00', daysOfStock: null },
    ]);
    expect((await sh.must(stockTurnover, { ...period, by: 'office' })).rows.map(({ key, issuedValue }) => [key, issuedValue])).toEqual([
      ['BJ', '8.00'],
      ['SH', '4.00'],
    ]);
    for (const row of [...(await bj.must(stockIdle, { days: 1 })).rows, ...(await bj.must(stockAgeing, {})).rows]) expect(row.value).toBeNull();
    for (const row of (await bj.must(stockTurnover, period)).rows) expect(row.issuedValue).toBeNull();
  });
});

describe('a year by month', () => {
  it('[STOCK-72] is what the table sums between its months, and on hand at each end what a replay gives', async () => {
    await trade(offices);
    const { sh, bj, clock } = offices;
    const to = localDay(clock.ms).slice(0, 7);
    for (const office of [undefined, 'BJ']) {
      const scope = office === undefined ? {} : { office };
      const { months, item } = await sh.must(stockTurnoverMonths, { ...scope, item: 'M6', until: to });
      expect([months.length, months.at(-1)?.month, item?.unit]).toEqual([12, to, '个']);
      const row = (await sh.must(stockTurnover, { ...scope, from: months[0]?.month ?? '', until: to })).rows.find(({ key }) => key === 'M6');
      const sum = (of: 'received' | 'issued'): string => String(months.reduce((total, month) => total + Number(month[of]), 0));
      expect([sum('received'), sum('issued'), months.at(-1)?.closing]).toEqual([row?.received, row?.issued, row?.closing]);
      for (const { month, closing } of months.slice(0, -1)) {
        const [year = 0, number = 1] = month.split('-').map(Number);
        const end = localDay(new Date(year, number, 1).getTime() - DAY_MS / 2);
        expect([month, (await sh.must(stockAsOf, { ...scope, day: end, text: 'M6' })).rows[0]?.quantity ?? '0']).toEqual([month, closing]);
      }
      // A window that begins after the first movements begins with what there was.
      const short = await sh.must(stockTurnoverMonths, { ...scope, item: 'M6', until: to, months: 2 });
      expect(short.months).toEqual(months.slice(-2));
    }
    const all = await sh.must(stockTurnoverMonths, { until: to });
    expect(all.months.at(-1)).toMatchObject({ received: null, closingValue: '38.00' });
    await bj.settle();
    expect((await bj.must(stockTurnoverMonths, { until: to })).months.every(({ closingValue, issuedValue }) => closingValue === null && issuedValue === null)).toBe(true);
  });
});

describe('the movement journal', () => {
  it('[STOCK-78] is narrowed by text, person and days, alone and together, page by page', async () => {
    await trade(offices);
    const { sh } = offices;
    const all = (await sh.must(stockMovements, {})).rows;
    const numbers = async (input: Parameters<typeof sh.must<typeof stockMovements>>[1]): Promise<string[]> => (await sh.must(stockMovements, input)).rows.map(({ number }) => number);
    expect(await numbers({ text: 'bj-a' })).toEqual(all.filter(({ office }) => office === 'BJ').map(({ number }) => number));
    expect(await numbers({ text: 'PO-3' })).toEqual(all.filter(({ reference }) => reference === 'PO-3').map(({ number }) => number));
    expect(await numbers({ text: '螺母' })).toEqual(all.filter(({ item }) => item === 'M8').map(({ number }) => number));
    expect(await numbers({ text: 'PO', person: 'p-SH-A' })).toEqual(all.filter(({ office, reference }) => office === 'SH' && reference !== null).map(({ number }) => number));
    const third = all.at(-3);
    const day = localDay(third?.atMs ?? 0);
    expect(await numbers({ from: day, until: day })).toEqual([third?.number]);
    expect(await numbers({ text: 'nothing of this kind' })).toEqual([]);
    const first = await sh.must(stockMovements, { text: 'PO', limit: 2 });
    expect([...first.rows, ...(await sh.must(stockMovements, { text: 'PO', cursor: first.nextCursor })).rows]).toEqual((await sh.must(stockMovements, { text: 'PO' })).rows);
  });
});
