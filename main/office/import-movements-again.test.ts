import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { checkImport, csv, exportBytes } from './testing/files.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

let office: OfficeUnderTest;
afterEach(() => office.close());

async function openFresh(): Promise<void> {
  office = openOfficeUnderTest('again');
  await office.done('organisation.create', { name: '远山商贸', office: 'SH', officeName: '上海总部', person: '张伟' });
  await office.done('office.create', { code: 'BJ', name: '北京分公司' });
  for (const code of ['A', 'B', 'C']) await office.done('item.create', { code, name: `物料${code}`, unit: '个' });
  await office.done('partner.create', { code: 'S1', name: '东风, "五金"', role: 'both' });
}

const FORMATS = [
  { format: 'xlsx', language: 'zh' },
  { format: 'xlsx', language: 'en' },
  { format: 'csv', encoding: 'utf-8', language: 'en' },
  { format: 'csv', encoding: 'gb18030', language: 'zh' },
] as const;

const text = fc.array(fc.constantFrom('"', ',', '\n', '=', '-', '0', '采购', 'Sale', 'a', ' ', "'", '1.5'), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('').trim()).filter((each) => each !== '');
const item = fc.constantFrom('A', 'B', 'C');
const quantity = fc.integer({ min: 1, max: 5000 }).map((thousandths) => String(thousandths / 1000));
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });

/** One thing that somebody does; what is refused is no matter. */
const doing = fc.oneof(
  fc.record({ what: fc.constant('post' as const), kind: fc.constantFrom('receipt' as const, 'issue' as const, 'return-in' as const, 'return-out' as const), lines: fc.array(fc.record({ item, quantity, lot: optional(text), note: optional(text), unitCost: optional(fc.constantFrom('1.50', '2')), unitPrice: optional(fc.constant('9.90')) }), { minLength: 1, maxLength: 3 }), reason: optional(text), reference: optional(text), partner: fc.boolean() }),
  fc.record({ what: fc.constant('transfer' as const), item, quantity }),
  fc.record({ what: fc.constant('move' as const), item, quantity }),
  fc.record({ what: fc.constant('count' as const), item, quantity }),
  fc.record({ what: fc.constant('reverse' as const), nth: fc.nat(9) }),
);

async function act(step: typeof doing extends fc.Arbitrary<infer Step> ? Step : never, partner: string): Promise<void> {
  switch (step.what) {
    case 'post': {
      const { kind, lines, reason, reference } = step;
      await office.run('stock.postDocument', { kind, lines, reason, reference, override: true, ...(step.partner ? { partner } : {}) });
      return;
    }
    case 'transfer':
      await office.run('stock.transfer', { item: step.item, quantity: step.quantity, to: 'BJ', override: true });
      return;
    case 'move':
      await office.run('stock.postDocument', { kind: 'move', lines: [{ item: step.item, quantity: step.quantity, toLocation: 'Z1' }] });
      return;
    case 'count':
      await office.run('stock.count', { item: step.item, counted: step.quantity });
      return;
    case 'reverse': {
      const rows = (await office.done('stock.movements', { limit: 100 })).rows;
      const row = rows[step.nth];
      if (row !== undefined) await office.run('stock.reverse', { movement: row.id, reason: 'x', override: true });
    }
  }
}

describe('a list of movements comes back', () => {
  it.each(FORMATS)('[EXCHANGE-1, EXCHANGE-12] whatever was done, written as $format in $language and read back it changes nothing', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 12 }), async (steps) => {
        await openFresh();
        const partner = (await office.done('partner.list', {})).rows[0]?.id ?? '';
        await office.done('stock.receive', { item: 'A', quantity: '3' });
        for (const step of steps) await act(step, partner);
        const { length } = (await office.done('stock.movements', { limit: 1000 })).rows;
        const checked = await checkImport(office, 'movements', await exportBytes(office, { list: 'movements', ...format }));
        expect(checked).toMatchObject({ unchanged: length, new: 0, changed: 0, wrong: 0 });
        expect(await office.run('import.apply', { import: checked.import })).toBe('import.nothing');
        office.close();
      }),
      { numRuns: 12 },
    );
  });

  it('[EXCHANGE-12] a row that says otherwise than what is posted is told with what is posted', async () => {
    await openFresh();
    await office.done('stock.receive', { item: 'A', quantity: '5', unitCost: '2', reference: 'R1' });
    const line = (change: Partial<Record<string, string>>) => {
      const cells = { 单号: 'SH-A-2026-000001', 行号: '1', 类型: '入库', 物料编码: 'A', 数量: '5', 单位成本: '2', 参考号: 'R1', ...change };
      return csv([Object.keys(cells), Object.values(cells).map((value) => value ?? '')]);
    };
    const told = async (change: Partial<Record<string, string>>) => {
      const checked = await checkImport(office, 'movements', line(change));
      return (await office.done('import.rows', { import: checked.import })).rows.flatMap(({ state, problems }) => [state, ...problems.map(({ field, expected }) => `${field} ${expected.en}`)]);
    };
    const posted = (value: string) => `what is posted, “${value}”; a file does not change it, so reverse it first`;
    expect(await told({})).toEqual(['unchanged']);
    expect(await told({ 行号: '', 参考号: '' })).toEqual(['unchanged']);
    expect(await told({ 数量: '6' })).toEqual(['wrong', `quantity ${posted('5')}`]);
    expect(await told({ 类型: '出库' })).toEqual(['wrong', `kind ${posted('Receipt')}`]);
    expect(await told({ 物料编码: 'B', 单位成本: '3' })).toEqual(['wrong', `item ${posted('A')}`, `unitCost ${posted('2.00')}`]);
    expect(await told({ 行号: '2' })).toEqual(['wrong', 'line a line from 1 to 1']);
    const twice = await checkImport(office, 'movements', `${line({})}\r\n${line({}).split('\r\n')[1] ?? ''}`);
    expect(twice).toMatchObject({ unchanged: 1, wrong: 1 });
  });
});

describe('a file of another system comes in once', () => {
  const row = fc.record({ number: fc.constantFrom('', 'N1', 'N2', 'N3'), day: fc.constantFrom('2026-01-01', '2026-01-02', '2025-06-30'), kind: fc.constantFrom('入库', '出库', '销售退货', '采购退货'), item, quantity: fc.integer({ min: 1, max: 3 }).map(String), lot: fc.constantFrom('', '', 'L1') });

  it('[EXCHANGE-11, EXCHANGE-12, EXCHANGE-13] posted sums are the right rows’; again it is unchanged; undone nothing is on hand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 14 }), async (drawn) => {
        await openFresh();
        // One that is right in any case.
        const rows = [...drawn, { number: 'N0', day: '2026-01-02', kind: '入库', item: 'A', quantity: '1', lot: '' }];
        const file = csv([['单号', '日期', '类型', '物料', '数量', '批次'], ...rows.map(({ number, day, kind, item: code, quantity: amount, lot }) => [number, day, kind, code, amount, lot])]);
        const checked = await checkImport(office, 'movements', file);
        const states = (await office.done('import.rows', { import: checked.import, limit: 100 })).rows;
        const key = ({ number, day, kind }: (typeof rows)[number]) => `${number} ${day} ${kind}`;
        // A document is right as a whole or not at all.
        for (const [index, each] of rows.entries()) {
          const same = rows.flatMap((other, place) => (other === each || (each.number !== '' && key(other) === key(each)) ? [states[place]?.state] : []));
          expect(new Set(same)).toEqual(new Set([states[index]?.state]));
        }
        const right = rows.filter((_, index) => states[index]?.state === 'new');
        await office.done('import.apply', { import: checked.import, leaveOut: true });
        const sums = new Map<string, number>();
        for (const { kind, item: code, quantity: amount } of right) sums.set(code, (sums.get(code) ?? 0) + (kind === '入库' || kind === '销售退货' ? 1 : -1) * Number(amount));
        const balances = async () => new Map((await office.done('stock.balance', {})).rows.filter(({ item: code }) => sums.has(code)).map(({ item: code, quantity: held }) => [code, Number(held)]));
        expect(await balances()).toEqual(sums);
        const movements = (await office.done('stock.movements', { limit: 100 })).rows;
        const documents = new Set(right.map((each, index) => (each.number === '' ? `row ${String(index)}` : key(each))));
        expect(new Set(movements.map(({ number }) => number)).size).toBe(documents.size);
        const again = await checkImport(office, 'movements', file);
        expect(again.unchanged).toBe(right.length);
        expect(await office.done('import.undo', { import: checked.import })).toMatchObject({ withdrawn: right.length, kept: 0 });
        expect([...(await balances()).values()].every((held) => held === 0)).toBe(true);
        expect(await checkImport(office, 'movements', file)).toMatchObject({ new: right.length });
        office.close();
      }),
      { numRuns: 40 },
    );
  });
});
