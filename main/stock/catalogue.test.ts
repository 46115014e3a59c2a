import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  categoryCreate,
  categoryList,
  categoryUpdate,
  itemAccept,
  itemCreate,
  itemFieldCreate,
  itemList,
  itemMerge,
  itemPropose,
  itemProposals,
  itemRead,
  itemScan,
  itemSetLevel,
  itemUpdate,
  partnerCreate,
  partnerList,
  partnerUpdate,
  stockBalance,
  stockExceptions,
  stockIssue,
  stockMovements,
  stockReceive,
  stockTransfer,
} from '#model/stock/operations.ts';
import { openReplica, type DocumentUpdate, type Replica, type ReplicaOptions } from './testing/replica.ts';

const START_MS = Date.UTC(2026, 10, 23, 9);
const clock = { ms: START_MS };
const opened: Replica[] = [];

async function open(options: Omit<ReplicaOptions, 'nowMs'>): Promise<Replica> {
  const replica = await openReplica({ ...options, nowMs: () => clock.ms });
  opened.push(replica);
  return replica;
}

const headquarters = (letter: string): Promise<Replica> => open({ office: 'SH', letter, headquarters: true, roles: ['hq', 'manager'] });
const branch = (office: string): Promise<Replica> => open({ office, letter: 'A', roles: ['clerk', 'manager'] });

/** Gives every replica what the others made; returns what was made. */
async function exchange(...replicas: readonly Replica[]): Promise<readonly DocumentUpdate[]> {
  clock.ms += 60_000;
  const made = replicas.map((replica) => replica.takeUpdates());
  for (const [from, updates] of made.entries()) {
    for (const [to, replica] of replicas.entries()) if (from !== to) for (const update of updates) await replica.receive(update);
  }
  return made.flat();
}

afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
});

describe('items', () => {
  it('[STOCK-17] fields that are edited apart both survive; one field edited apart shows both values until one is chosen', async () => {
    const [sh, sh2] = [await headquarters('A'), await headquarters('B')];
    await sh.must(itemCreate, { code: 'M6', name: '螺钉', unit: '个' });
    await exchange(sh, sh2);
    await sh.must(itemUpdate, { item: 'M6', nameEn: 'screw', price: '1.50', barcodes: [{ code: '690001' }] });
    await sh2.must(itemUpdate, { item: 'M6', shelfLifeDays: 30, price: '1.60', barcode: '690002' });
    await exchange(sh, sh2);
    for (const replica of [sh, sh2]) {
      const item = await replica.must(itemRead, { item: 'M6' });
      expect(item).toMatchObject({ nameEn: 'screw', shelfLifeDays: 30, price: '1.60', collided: ['price'] });
      expect(item.barcodes.map(({ code }) => code)).toEqual(['690001', '690002']);
      expect(item.collisions[0]?.values.map(({ value }) => value)).toEqual([160, 150]);
    }
    expect(await sh.must(itemUpdate, { item: 'M6', price: '1.50' })).toMatchObject({ price: '1.50', collided: [] });
    await exchange(sh, sh2);
    expect(sh2.rows()).toEqual(sh.rows());
  });

  it('[STOCK-16] a scan stands for an item, a unit and an amount', async () => {
    const sh = await headquarters('A');
    await sh.must(itemCreate, {
      code: 'M6',
      name: '螺钉',
      unit: '个',
      barcode: '690001',
      packs: [{ unit: '盒', quantity: '24' }],
      barcodes: [{ code: '690024', unit: '盒' }, { code: '690005', quantity: '5' }],
    });
    const scanned = async (code: string): Promise<readonly string[]> => {
      const { item, unit, quantity } = await sh.must(itemScan, { code });
      return [item.code, unit, quantity];
    };
    expect(await scanned('690001')).toEqual(['M6', '个', '1']);
    expect(await scanned('690024')).toEqual(['M6', '盒', '24']);
    expect(await scanned('690005')).toEqual(['M6', '个', '5']);
    expect(await scanned('m6')).toEqual(['M6', '个', '1']);
    expect(await sh.call(itemUpdate, { item: 'M6', packs: [{ unit: '箱', quantity: '2' }, { unit: '箱', quantity: '3' }] })).toMatchObject({ reason: 'item.unit-taken' });
    expect(await sh.call(itemUpdate, { item: 'M6', barcodes: [{ code: '6900', unit: '托' }] })).toMatchObject({ reason: 'item.unit-unknown' });
    expect((await sh.must(itemUpdate, { item: 'M6', packs: [{ unit: '箱', quantity: '240' }] })).packs).toEqual([{ unit: '箱', quantity: '240' }]);
  });

  it('[STOCK-16] are listed by category with those under it, by tracking, and below the reorder point', async () => {
    const sh = await headquarters('A');
    const root = await sh.must(categoryCreate, { name: '五金' });
    await sh.must(categoryCreate, { name: '紧固件', parent: '五金' });
    await sh.must(itemCreate, { code: 'A1', name: '螺钉', unit: '个', category: '紧固件' });
    await sh.must(itemCreate, { code: 'B1', name: '药水', unit: '瓶', tracking: 'lot' });
    const codes = async (input: object): Promise<readonly string[]> => (await sh.must(itemList, input)).rows.map(({ code }) => code);
    expect(await codes({ category: root.id })).toEqual(['A1']);
    expect(await codes({ tracking: 'lot' })).toEqual(['B1']);
    expect((await sh.must(itemRead, { item: 'A1' })).categoryPath.map(({ name }) => name)).toEqual(['五金', '紧固件']);
    await sh.must(itemSetLevel, { item: 'A1', office: 'SH', point: '5', target: '20' });
    await sh.must(itemSetLevel, { item: 'B1', office: 'BJ', point: '0' });
    expect(await codes({ belowReorder: true })).toEqual(['A1']);
    expect(await codes({ belowReorder: true, office: 'BJ' })).toEqual([]);
    await sh.must(stockReceive, { item: 'A1', quantity: '5' });
    expect(await codes({ belowReorder: true })).toEqual([]);
    await sh.must(stockIssue, { item: 'A1', quantity: '1', reason: 'consumption' });
    expect(await codes({ belowReorder: true })).toEqual(['A1']);
    await sh.must(itemUpdate, { item: 'A1', discontinued: true });
    expect(await codes({ belowReorder: true })).toEqual([]);
    expect(await sh.call(itemSetLevel, { item: 'A1', office: 'SH', point: '5', target: '2' })).toMatchObject({ reason: 'item.target-below-point' });
  });

  it('[STOCK-16] are listed best first where a text is asked for, page by page', async () => {
    const sh = await headquarters('A');
    for (const [code, name] of [['AQM-03', '安全帽 蓝色'], ['LS-02', '法兰'], ['KG-01', 'LS 型卡箍'], ['LS', '螺'], ['LS-01', '膨胀螺栓']] as const) await sh.must(itemCreate, { code, name, unit: '个' });
    await sh.must(itemUpdate, { item: 'LS-02', discontinued: true });
    const pages: string[] = [];
    for (let cursor: string | undefined = undefined, more = true; more; more = cursor !== undefined) {
      const page: Awaited<ReturnType<typeof sh.must<typeof itemList>>> = await sh.must(itemList, { text: 'ls', discontinued: false, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      pages.push(page.rows.map(({ code }) => code).join(' '));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(['LS LS-01', 'KG-01 AQM-03']);
  });

  it('[STOCK-16] hold values of the fields that headquarters defined, checked by their type', async () => {
    const sh = await headquarters('A');
    const colour = await sh.must(itemFieldCreate, { name: '颜色', type: 'choice', choices: ['红', '蓝'] });
    const weight = await sh.must(itemFieldCreate, { name: '重量', type: 'number' });
    await sh.must(itemCreate, { code: 'A1', name: '杯', unit: '个', custom: { [colour.id]: '红', [weight.id]: '1.5' } });
    expect((await sh.must(itemRead, { item: 'A1' })).custom.map(({ name, value }) => [name, value])).toEqual([['重量', '1.5'], ['颜色', '红']]);
    expect(await sh.call(itemUpdate, { item: 'A1', custom: { [colour.id]: '绿' } })).toMatchObject({ reason: 'item.field-invalid' });
    await sh.must(itemUpdate, { item: 'A1', custom: { [colour.id]: null } });
    expect((await sh.must(itemRead, { item: 'A1' })).custom).toHaveLength(1);
  });
});

describe('partners', () => {
  it('[STOCK-16] are found by pinyin and initials, and change field by field', async () => {
    const sh = await headquarters('A');
    await sh.must(partnerCreate, { code: 'S1', name: '远山五金厂', role: 'supplier', phone: '021-5555' });
    for (const text of ['远山', 'yuanshan', 'yswj', 's1']) expect((await sh.must(partnerList, { text })).rows, text).toHaveLength(1);
    expect((await sh.must(partnerList, { role: 'customer' })).rows).toHaveLength(0);
    await sh.must(partnerCreate, { code: 'A7', name: '盛一商贸', role: 'supplier' });
    expect((await sh.must(partnerList, { text: 's' })).rows.map(({ code }) => code)).toEqual(['S1', 'A7']);
    expect(await sh.must(partnerUpdate, { partner: 'S1', paymentDays: 30, phone: null })).toMatchObject({ paymentDays: 30, phone: null, name: '远山五金厂' });
    await sh.must(itemCreate, { code: 'A1', name: '杯', unit: '个', supplier: 'S1' });
    expect((await sh.must(itemRead, { item: 'A1' })).supplier).toMatchObject({ code: 'S1' });
  });
});

describe('categories', () => {
  it('[STOCK-30] go under no category of their own; a circle that a merge makes is shown as roots', async () => {
    const [sh, sh2] = [await headquarters('A'), await headquarters('B')];
    await sh.must(categoryCreate, { name: '甲' });
    await sh.must(categoryCreate, { name: '乙' });
    await sh.must(categoryCreate, { name: '丙', parent: '乙' });
    await exchange(sh, sh2);
    expect(await sh.call(categoryUpdate, { category: '乙', parent: '丙' })).toMatchObject({ reason: 'category.circle' });
    await sh.must(categoryUpdate, { category: '甲', parent: '乙' });
    await sh2.must(categoryUpdate, { category: '乙', parent: '甲' });
    await exchange(sh, sh2);
    for (const replica of [sh, sh2]) {
      const { rows } = await replica.must(categoryList, {});
      expect(rows.filter(({ parent }) => parent === null).map(({ name }) => name).toSorted()).toEqual(['甲', '乙'].toSorted());
    }
    await sh.must(categoryUpdate, { category: '乙', parent: null });
    const { rows } = await sh.must(categoryList, {});
    expect(rows.filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual(['乙']);
  });
});

describe('merges', () => {
  it('[STOCK-31] a duplicate counts under the other from then on: balances, movements, barcodes, code', async () => {
    const [sh, bj] = [await headquarters('A'), await branch('BJ')];
    await sh.must(itemCreate, { code: 'A1', name: '螺钉', unit: '个', barcode: '690001' });
    await sh.must(itemCreate, { code: 'A2', name: '螺丝', unit: '个', barcode: '690002' });
    await sh.must(itemCreate, { code: 'A3', name: '螺丝油', unit: '瓶' });
    await exchange(sh, bj);
    await bj.must(stockReceive, { item: 'A1', quantity: '3' });
    await bj.must(stockReceive, { item: 'A2', quantity: '4' });
    await bj.must(stockTransfer, { item: 'A2', quantity: '1', to: 'GZ' });
    await exchange(sh, bj);
    expect(await sh.call(itemMerge, { item: 'A2', into: 'A3' })).toMatchObject({ reason: 'item.unit-differs' });
    expect(await sh.call(itemMerge, { item: 'A2', into: 'A2' })).toMatchObject({ reason: 'item.same' });
    await sh.must(itemMerge, { item: 'A2', into: 'A1' });
    await bj.must(stockReceive, { item: 'A2', quantity: '10' });
    await exchange(sh, bj);
    for (const replica of [sh, bj]) {
      expect((await replica.must(stockBalance, {})).rows.map(({ item, office, quantity, inTransitIn }) => [item, office, quantity, inTransitIn])).toEqual([
        ['A1', 'BJ', '16', '0'],
        ['A1', 'GZ', '0', '1'],
      ]);
      expect((await replica.must(stockMovements, { item: '690002' })).rows).toHaveLength(4);
      expect((await replica.must(itemScan, { code: 'A2' })).item.code).toBe('A1');
      expect((await replica.must(itemList, { text: '螺丝' })).rows.map(({ code }) => code).toSorted()).toEqual(['A1', 'A3']);
      const kept = replica.rows();
      replica.store.rebuild();
      expect(replica.rows()).toEqual(kept);
    }
  });

  it('[STOCK-14] two items of one code are settled by merging one into the other', async () => {
    const [sh, sh2] = [await headquarters('A'), await headquarters('B')];
    const first = await sh.must(itemCreate, { code: 'N1', name: '甲', unit: '个' });
    const second = await sh2.must(itemCreate, { code: 'n1', name: '乙', unit: '个' });
    await exchange(sh, sh2);
    const { rows } = await sh.must(stockExceptions, {});
    expect(rows[0]?.items.map(({ name }) => name).toSorted()).toEqual(['甲', '乙'].toSorted());
    await sh.must(itemMerge, { item: second.id, into: first.id });
    await exchange(sh, sh2);
    expect((await sh2.must(stockExceptions, {})).rows).toEqual([]);
    expect((await sh2.must(itemRead, { item: 'N1' })).id).toBe(first.id);
  });

  it('[STOCK-31] items, merges, edits and movements give the same rows in any order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ from: fc.nat(3), into: fc.nat(3), apart: fc.boolean(), quantity: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        async (steps, order) => {
          const [sh, sh2, bj] = [await headquarters('A'), await headquarters('B'), await branch('BJ')];
          const ids: string[] = [];
          for (let each = 0; each < 4; each += 1) ids.push((await sh.must(itemCreate, { code: `C${String(each)}`, name: `件${String(each)}`, unit: '个', barcode: `69000${String(each)}` })).id);
          const made: DocumentUpdate[] = [...(await exchange(sh, sh2, bj))];
          for (const { from, into, apart, quantity } of steps) {
            await bj.must(stockReceive, { item: ids[from] ?? '', quantity: String(quantity) });
            // Merging may be refused where both are one already; made apart, a circle arises.
            await (apart ? sh2 : sh).call(itemMerge, { item: ids[from] ?? '', into: ids[into] ?? '' });
            await sh.call(itemUpdate, { item: ids[into] ?? '', price: String(quantity) });
            if (!apart) made.push(...(await exchange(sh, sh2, bj)));
          }
          made.push(...(await exchange(sh, sh2, bj)));
          expect(sh2.rows()).toEqual(sh.rows());
          const late = await branch('GZ');
          const shuffled = made.map((update) => ({ update, key: order.next().value as number })).toSorted((left, right) => left.key - right.key);
          for (const { update } of shuffled) await late.receive(update);
          expect(late.rows()).toEqual(sh.rows());
          for (const replica of opened.splice(0)) replica.close();
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('proposals', () => {
  it('[STOCK-32] are used at the branch at once, and accepted under the same id', async () => {
    const [sh, bj] = [await headquarters('A'), await branch('BJ')];
    const proposed = await bj.must(itemPropose, { code: 'X1', name: '新件', unit: '个', note: '客户要的' });
    expect(proposed.proposedBy).toBe('BJ');
    await bj.must(stockReceive, { item: 'X1', quantity: '2' });
    await exchange(sh, bj);
    expect((await sh.must(itemProposals, {})).rows).toMatchObject([{ code: 'X1', note: '客户要的', proposedBy: 'BJ' }]);
    expect(await sh.call(itemUpdate, { item: 'X1', name: '别的' })).toMatchObject({ reason: 'item.is-proposed' });
    await sh.must(itemAccept, { item: 'X1' });
    await sh.must(itemUpdate, { item: 'X1', name: '正式件' });
    await exchange(sh, bj);
    for (const replica of [sh, bj]) {
      expect(await replica.must(itemRead, { item: proposed.id })).toMatchObject({ name: '正式件', proposedBy: null, balances: [{ office: 'BJ', quantity: '2' }] });
      expect((await replica.must(itemProposals, {})).rows).toEqual([]);
    }
    expect(sh.rows()).toEqual(bj.rows());
  });

  it('[STOCK-32] are merged into an existing item with their history', async () => {
    const [sh, bj] = [await headquarters('A'), await branch('BJ')];
    await sh.must(itemCreate, { code: 'A1', name: '螺钉', unit: '个' });
    await bj.must(itemPropose, { code: 'X1', name: '罗丁', unit: '个', barcode: '690009' });
    await bj.must(stockReceive, { item: 'X1', quantity: '2' });
    await exchange(sh, bj);
    await sh.must(itemMerge, { item: 'X1', into: 'A1' });
    await exchange(sh, bj);
    expect((await bj.must(stockBalance, {})).rows).toMatchObject([{ item: 'A1', quantity: '2' }]);
    expect((await bj.must(itemScan, { code: '690009' })).item.code).toBe('A1');
    expect(sh.rows()).toEqual(bj.rows());
  });
});
