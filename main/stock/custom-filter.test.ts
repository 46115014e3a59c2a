import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import type { InputOf } from '#model/contract/operation.ts';
import { itemCreate, itemFieldCreate, itemFieldUpdate, itemList, itemMerge, itemUpdate } from '#model/stock/operations.ts';
import { customConditions } from './custom-filter.ts';
import { openReplica, type Replica } from './testing/replica.ts';

type Filter = NonNullable<InputOf<typeof itemList>['custom']>;
type FieldName = 'material' | 'weight' | 'certified' | 'grade';

let sh: Replica;
let field: Readonly<Record<FieldName, string>>;
const clock = { ms: Date.UTC(2026, 10, 23, 9) };
const opened: Replica[] = [];

async function open(letter: string): Promise<Replica> {
  const replica = await openReplica({ office: 'SH', letter, headquarters: true, roles: ['hq', 'manager'], nowMs: () => clock.ms });
  opened.push(replica);
  return replica;
}

const codes = async (custom: Filter, more: InputOf<typeof itemList> = {}): Promise<string> => (await sh.must(itemList, { ...more, custom })).rows.map(({ code }) => code).join(' ');
const reasonOf = async (custom: Filter): Promise<string> => {
  const answer = await sh.call(itemList, { custom });
  return isRefusal(answer) ? answer.reason : 'listed';
};

beforeEach(async () => {
  sh = await open('A');
  field = {
    material: (await sh.must(itemFieldCreate, { name: '材质', type: 'text' })).id,
    weight: (await sh.must(itemFieldCreate, { name: '净重', type: 'number' })).id,
    certified: (await sh.must(itemFieldCreate, { name: '认证到期', type: 'date' })).id,
    grade: (await sh.must(itemFieldCreate, { name: '等级', type: 'choice', choices: ['甲', '乙', '丙'] })).id,
  };
  const add = (code: string, [material, weight, certified, grade]: readonly string[], more = {}) =>
    sh.must(itemCreate, {
      code,
      name: `物料 ${code}`,
      unit: '个',
      ...more,
      custom: Object.fromEntries(Object.entries({ material, weight, certified, grade }).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[field[name as FieldName], value]]))),
    });
  await add('A1', ['碳钢 Q235B', '9', '2027-03-01', '甲']);
  await add('A2', ['Ｑ235 碳钢板', '10.5', '2026-12-31', '乙'], { tracking: 'lot' });
  await add('A3', ['黄铜', '-2', '', '丙']);
  await add('A4', ['']);
});

afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
});

describe('items by the fields that headquarters defines', () => {
  it('[STOCK-37] are found by words of a text, whatever their width and case and in any order', async () => {
    expect(await codes({ [field.material]: { text: 'q235' } })).toBe('A1 A2');
    expect(await codes({ [field.material]: { text: 'ｑ235ｂ　碳' } })).toBe('A1');
    expect(await codes({ [field.material]: { text: '%' } })).toBe('');
  });

  it('[STOCK-37] are found between numbers and days that count themselves, numbers by their size', async () => {
    expect(await codes({ [field.weight]: { least: '9' } })).toBe('A1 A2');
    expect(await codes({ [field.weight]: { least: -2, most: '9.000' } })).toBe('A1 A3');
    expect(await codes({ [field.weight]: { most: '-2.000001' } })).toBe('');
    expect(await codes({ [field.certified]: { from: '2026-12-31' } })).toBe('A1 A2');
    expect(await codes({ [field.certified]: { until: '2026-12-31' } })).toBe('A2');
  });

  it('[STOCK-37] are found by one of several choices, also one that is offered no more', async () => {
    expect(await codes({ [field.grade]: { choices: ['甲', '丙'] } })).toBe('A1 A3');
    await sh.must(itemFieldUpdate, { field: field.grade, choices: ['甲'] });
    expect(await codes({ [field.grade]: { choices: ['丙'] } })).toBe('A3');
    await sh.must(itemUpdate, { item: 'A3', custom: { [field.grade]: null } });
    expect(await reasonOf({ [field.grade]: { choices: ['丙'] } })).toBe('item.filter-choice-unknown');
  });

  it('[STOCK-37] are narrowed by all filters together, page by page and where a text is asked for', async () => {
    const custom = { [field.material]: { text: '碳钢' }, [field.weight]: { least: '1' } };
    expect(await codes(custom, { tracking: 'lot' })).toBe('A2');
    expect(await codes(custom, { text: '物料 A1' })).toBe('A1');
    const first = await sh.must(itemList, { custom, limit: 1 });
    expect(first.rows.map(({ code }) => code)).toEqual(['A1']);
    const second = await sh.must(itemList, { custom, limit: 1, cursor: first.nextCursor });
    expect(second.rows.map(({ code }) => code)).toEqual(['A2']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('[STOCK-37] are not listed at all where a filter names no field, one that is retired, or what its type does not know', async () => {
    const right = { [field.weight]: { least: '1' } };
    expect(await reasonOf({ ...right, [field.material]: { least: '1' } })).toBe('item.filter-unfit');
    expect(await reasonOf({ [field.weight]: { least: '1', choices: ['甲'] } })).toBe('item.filter-unfit');
    expect(await reasonOf({ [field.certified]: {} })).toBe('item.filter-unfit');
    expect(await reasonOf({ ...right, '00000000-0000-4000-8000-000000000000': { text: '甲' } })).toBe('item.filter-field-unknown');
    expect(itemList.input.safeParse({ custom: { [field.weight]: { least: 'NaN' } } }).success).toBe(false);
    await sh.must(itemFieldUpdate, { field: field.weight, retired: true });
    expect(await reasonOf(right)).toBe('item.filter-field-retired');
  });

  it('[STOCK-37] are looked for in indexes alone', () => {
    const filters: readonly Filter[] = [
      { [field.material]: { text: '碳' } },
      { [field.weight]: { least: '1', most: '2' } },
      { [field.certified]: { from: '2026-01-01', until: '2026-12-31' } },
      { [field.grade]: { choices: ['甲'] } },
    ];
    const ways = filters.flatMap((filter) => {
      const conditions = customConditions(sh.store.read, itemList.input.parse({ custom: filter }).custom ?? {});
      if (isRefusal(conditions)) throw new Error(conditions.reason);
      return conditions.flatMap(({ sql, values }) =>
        sh.store.read
          .all<{ detail: string }>(`EXPLAIN QUERY PLAN SELECT id FROM item WHERE ${sql}`, ...values)
          .flatMap(({ detail }) => (detail.includes('item_custom') ? [detail] : [])),
      );
    });
    expect(ways).toEqual([
      'SEARCH item_custom USING COVERING INDEX item_custom_folded (field=?)',
      'SEARCH item_custom USING COVERING INDEX item_custom_number (field=? AND number>? AND number<?)',
      'SEARCH item_custom USING COVERING INDEX item_custom_value (field=? AND value>? AND value<?)',
      'SEARCH item_custom USING COVERING INDEX item_custom_value (field=? AND value=?)',
    ]);
  });

  it('[STOCK-38] carry the values of the fields in use where they are asked for', async () => {
    expect((await sh.must(itemList, { limit: 1 })).rows[0]).not.toHaveProperty('custom');
    await sh.must(itemFieldUpdate, { field: field.grade, retired: true });
    const { rows } = await sh.must(itemList, { withCustom: true, limit: 1 });
    expect(rows[0]?.custom).toEqual({ [field.material]: '碳钢 Q235B', [field.weight]: '9', [field.certified]: '2027-03-01' });
    const found = await sh.must(itemList, { withCustom: true, text: 'A4' });
    expect(found.rows[0]?.custom).toEqual({});
  });

  it('[STOCK-37] follow edits and merges, and are the same after a rebuild and in another order of arrival', async () => {
    clock.ms += 60_000;
    await sh.must(itemUpdate, { item: 'A4', custom: { [field.material]: '碳钢' } });
    await sh.must(itemUpdate, { item: 'A1', custom: { [field.material]: null } });
    expect(await codes({ [field.material]: { text: '碳钢' } })).toBe('A2 A4');
    await sh.must(itemMerge, { item: 'A4', into: 'A1' });
    expect(await codes({ [field.material]: { text: '碳钢' } })).toBe('A2');
    const other = await open('B');
    for (const update of sh.takeUpdates().toReversed()) await other.receive(update);
    expect(other.rows()['item_custom']).toEqual(sh.rows()['item_custom']);
    expect(other.rows()['item_custom']).not.toHaveLength(0);
    const before = sh.rows();
    sh.store.rebuild();
    expect(sh.rows()).toEqual(before);
  });
});
