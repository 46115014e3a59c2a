import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { categoryCreate, itemCreate, itemUpdate, partnerCreate, stockIssue, stockMovements, stockMovementSums, stockPostDocument, stockReceive, stockTransfer } from '#model/stock/operations.ts';
import { localDay } from '../local-day.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { movementCondition, type MovementFilter } from './movement-filter.ts';
import { readMovementSums } from './movement-sums.ts';
import { openOffices, type Offices } from './testing/offices.ts';

const DAY_MS = 24 * 3600 * 1000;
let offices: Offices;
let partner: string;
let category: string;

beforeEach(async () => {
  offices = await openOffices();
  const { sh, bj, clock, exchange } = offices;
  ({ id: category } = await sh.must(categoryCreate, { name: '紧固件' }));
  ({ id: partner } = await sh.must(partnerCreate, { code: 'C1', name: '客户', role: 'customer' }));
  const { id: below } = await sh.must(categoryCreate, { name: '螺钉', parent: category });
  await sh.must(itemUpdate, { item: 'M6', category: below });
  await sh.must(itemCreate, { code: 'W1', name: '电线', unit: '米' });
  await exchange();
  await sh.must(stockReceive, { item: 'M6', quantity: '10' });
  await sh.must(stockReceive, { item: 'W1', quantity: '2.5', reference: 'PO-1' });
  clock.ms += DAY_MS;
  await sh.must(stockPostDocument, { kind: 'issue', reason: 'sale', partner, lines: [{ item: 'M6', quantity: '3' }, { item: 'W1', quantity: '0.5' }] });
  await bj.must(stockReceive, { item: 'M8', quantity: '7' });
  clock.ms += DAY_MS;
  await bj.must(stockIssue, { item: 'M8', quantity: '1', reason: 'consumption' });
  await sh.must(stockTransfer, { item: 'M6', quantity: '2', to: 'BJ' });
  await exchange();
});
afterEach(() => offices.close());

describe('sums of movements', () => {
  it('[STOCK-79] are of all rows that the filters find, unit by unit, whatever the page shows', async () => {
    const { sh, clock } = offices;
    const day = localDay(clock.ms);
    const filters: Parameters<typeof sh.must<typeof stockMovements>>[1][] = [{}, { partner }, { category }, { partner, category }, { item: 'M6' }, { office: 'BJ' }, { kind: 'issue' }, { text: 'PO' }, { text: '螺' }, { person: 'p-SH-A' }, { from: day, until: day }, { office: 'SH', kind: 'receipt' }, { text: 'nothing' }];
    for (const filter of filters) {
      const { rows } = await sh.must(stockMovements, filter);
      const sums = await sh.must(stockMovementSums, filter);
      expect(sums).toMatchObject({ complete: true, rows: rows.length });
      for (const { unit, ...sum } of sums.units) {
        const own = rows.filter((row) => row.unit === unit).map(({ quantity }) => Number(quantity));
        const total = (values: number[]): number => values.reduce((before, value) => before + value, 0);
        expect([sum.rows, Number(sum.in), Number(sum.out), Number(sum.net)]).toEqual([own.length, total(own.filter((each) => each > 0)), -total(own.filter((each) => each < 0)) || 0, total(own)]);
      }
      expect(sums.units.reduce((before, { rows: count }) => before + count, 0)).toBe(rows.length);
    }
    expect((await sh.must(stockMovementSums, { partner })).units).toEqual([
      { unit: '个', rows: 1, in: '0', out: '3', net: '-3' },
      { unit: '米', rows: 1, in: '0', out: '0.5', net: '-0.5' },
    ]);
    expect((await sh.must(stockMovementSums, { category })).units).toEqual([{ unit: '个', rows: 3, in: '10', out: '5', net: '5' }]);
  });

  it('[STOCK-79] of more than can be summed at once it says so, and sums none', () => {
    const { read } = offices.sh.store;
    const condition = movementCondition(read, { office: 'SH' });
    expect(readMovementSums(read, condition, 5)).toMatchObject({ complete: true, rows: 5 });
    expect(readMovementSums(read, condition, 4)).toEqual({ complete: false, rows: 4, units: [] });
  });

  it.each<[MovementFilter, string]>([
    [{ partner: 'p' }, 'movement_partner'],
    [{ person: 'p' }, 'movement_person'],
    [{ office: 'SH' }, 'movement_office'],
    [{ office: 'SH', partner: 'p', category: 'c' }, 'movement_partner'],
    [{ category: 'c' }, 'movement_item'],
    [{ category: 'c', office: 'SH' }, 'movement_office'],
    [{ from: '2026-11-23' }, 'movement_at'],
    [{ kind: 'count' }, 'movement_rare'],
  ])('%j is led by the index %s', (filter, index) => {
    const { read } = offices.sh.store;
    const { sql, values } = movementCondition(read, filter);
    const plan = read.all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT sum(movement.quantity) FROM movement LEFT JOIN item ON item.id = movement.item WHERE ${sql} GROUP BY item.unit`, ...values);
    expect(plan.map(({ detail }) => detail).filter((detail) => detail.includes(index))).toHaveLength(1);
    expect(plan.filter(({ detail }) => /^SCAN (movement|grouped)\b/.test(detail))).toEqual([]);
  });

  it.each<MovementFilter>([{ partner: 'p' }, { person: 'p' }, { item: 'i' }, { office: 'SH', from: '2026-11-01', until: '2026-11-30' }, { from: '2026-11-01', until: '2026-11-30' }, { kind: 'issue', from: '2026-11-01' }])(
    '[STOCK-79] of %j are read from an index alone, without any movement\'s own row',
    (filter) => {
      const { read } = offices.sh.store;
      const ways: string[] = [];
      const explained = (sql: string, values: readonly SqlValue[]): void => {
        for (const { detail } of read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)) if (/^(SCAN|SEARCH) movement\b/.test(detail)) ways.push(detail);
      };
      const watched: Reader = {
        all: <Row>(sql: string, ...values: SqlValue[]) => (explained(sql, values), read.all<Row>(sql, ...values)),
        get: <Row>(sql: string, ...values: SqlValue[]) => (explained(sql, values), read.get<Row>(sql, ...values)),
      };
      readMovementSums(watched, movementCondition(read, filter));
      expect(ways).toHaveLength(2);
      for (const way of ways) expect(way).toMatch(/^SEARCH movement USING COVERING INDEX /);
    },
  );
});
