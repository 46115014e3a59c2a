import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImport, csv, openImport, wrongCells } from './testing/files.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

let office: OfficeUnderTest;

beforeEach(async () => {
  office = openOfficeUnderTest('movements');
  await office.done('organisation.create', { name: '远山商贸', office: 'SH', officeName: '上海总部', person: '张伟' });
  await office.done('item.create', { code: 'A', name: '六角螺钉', unit: '个', barcode: '6901234567892', packs: [{ unit: '箱', quantity: '12' }] });
  await office.done('item.create', { code: 'B', name: '垫圈', unit: '个' });
  await office.done('partner.create', { code: 'S1', name: '东风五金', role: 'supplier' });
});
afterEach(() => office.close());

const check = (content: string | Uint8Array) => checkImport(office, 'movements', content);
const apply = (id: string, leaveOut = false) => office.done('import.apply', { import: id, leaveOut });
const movements = async () => (await office.done('stock.movements', { limit: 1000 })).rows.toReversed();
const onHand = async (item: string) => (await office.done('stock.balance', { item })).rows[0]?.quantity;

const HEADERS = '单据编号,单据日期,业务类型,商品编码,数量,单位,单价,供应商,备注';

describe('importing movements of another system', () => {
  it('[EXCHANGE-10, EXCHANGE-11] rows of one number become one document of this office, with the old day and number as stated', async () => {
    const text = [
      HEADERS,
      'CK-2,2025-03-02 14:20:05,销售出库,六角螺钉,5,,,,送货',
      'RK-1,2025/3/1,采购入库,A,2,箱,12.00,东风五金,',
      'RK-1,2025/3/1,采购入库,B,7.5,个,1.5,,',
      'RK-9,2025-03-02,入库,6901234567892,1,,,S1,',
    ].join('\n');
    const checked = await check(text);
    expect(checked).toMatchObject({ new: 4, wrong: 0 });
    expect(await apply(checked.import)).toMatchObject({ created: 4 });
    expect(await movements()).toMatchObject([
      { number: 'SH-A-2026-000001', line: 1, kind: 'receipt', item: 'A', quantity: '24', pack: { unit: '箱', quantity: '2' }, unitCost: '1.00', reason: 'purchase', partnerName: '东风五金', reference: 'RK-1', dated: '2025-03-01' },
      { number: 'SH-A-2026-000001', line: 2, item: 'B', quantity: '7.5', unitCost: '1.50', partnerName: '东风五金', dated: '2025-03-01' },
      { number: 'SH-A-2026-000002', item: 'A', quantity: '1', reference: 'RK-9', dated: '2025-03-02' },
      { number: 'SH-A-2026-000003', kind: 'issue', item: 'A', quantity: '-5', reason: 'sale', reference: 'CK-2', dated: '2025-03-02', note: '送货' },
    ]);
    // It counts from its posting, not from its stated day.
    expect((await movements()).every(({ atMs }) => atMs >= office.clock.nowMs)).toBe(true);
    expect((await office.done('stock.asOf', { day: '2025-12-31' })).rows).toEqual([]);
    expect((await office.done('stock.document', { number: 'SH-A-2026-000001' })).lines).toHaveLength(2);
  });

  it('[EXCHANGE-10] debts age by the stated day', async () => {
    const checked = await check('单号,日期,类型,物料,数量,单价,供应商\nRK-1,2026-01-05,采购入库,A,10,3,东风五金');
    await apply(checked.import);
    expect((await office.done('partner.accounts', {})).rows).toMatchObject([{ code: 'S1', payable: { balance: '30.00', ageing: { over90: '30.00' } } }]);
  });

  it('[EXCHANGE-4, EXCHANGE-11] tells each bad cell, and leaves a document out as a whole', async () => {
    const lines = [
      ['N1', '2025-03-01', '入库', 'A', '-4', '', ''],
      ['N1', '2025-03-01', '入库', 'B', '4', '', ''],
      ['N2', '2025-02-30', '入库', 'A', '1', '', ''],
      ['N3', '2027-01-01', '入库', 'A', '1', '', ''],
      ['N4', '2025-03-01', '调拨发出', 'A', '1', '', ''],
      ['N5', '2025-03-01', '入库', 'NOPE', '1', '', ''],
      ['N6', '2025-03-01', '入库', 'A', '1', '托', ''],
      ['N7', '2025-03-01', '入库', 'A', '1', '', '没有的公司'],
      ['N8', '', '入库', 'A', '1', '', ''],
      ['N9', '2025-03-03', '出库', 'A', '11', '', ''],
      ['N10', '2025-03-03', '出库', 'A', '4', '', ''],
      ['N11', '2025-03-02', '入库', 'A', '10', '', ''],
      ['SH-A-2026-000777', '2025-03-02', '入库', 'A', '10', '', ''],
      ['N12', '2025-03-01', '神秘', 'A', '1', '', ''],
      ['N13', '2025-03-05', '出库', 'B', '1', '', ''],
      ['N13', '2025-03-05', '出库', 'A', '1', '', ''],
      ['N13', '2025-03-05', '出库', 'B', '2', '', ''],
    ];
    const checked = await check(csv([['单号', '日期', '类型', '物料', '数量', '单位', '往来单位'], ...lines]));
    expect(await wrongCells(office, checked.import)).toEqual([
      '2 quantity -4', '3 of 2', '4 date 2025-02-30', '5 date 2027-01-01', '6 kind 调拨发出', '7 item NOPE', '8 unit 托', '9 partner 没有的公司', '10 date ',
      '11 quantity 11', '14 number SH-A-2026-000777', '15 kind 神秘', '16 quantity 1', '17 of 16', '18 quantity 2',
    ]);
    expect(await movements()).toEqual([]);
    expect(await office.run('import.apply', { import: checked.import })).toBe('import.has-wrong');
    expect(await apply(checked.import, true)).toMatchObject({ created: 2 });
    expect(await onHand('A')).toBe('6');
  });

  it('[EXCHANGE-10] a lot that is expired today went out while it was good', async () => {
    await office.done('item.create', { code: 'M', name: '牛奶', unit: '箱', tracking: 'lot', shelfLifeDays: 30 });
    const header = '单号,日期,类型,物料,数量,批号,有效期';
    const checked = await check([header, 'R1,2025-03-01,入库,M,5,L1,2025-03-31', 'R2,2025-03-01,入库,M,5,,', 'C1,2025-03-20,出库,M,2,L1,', 'C2,2025-04-02,出库,M,1,L1,', 'R3,2025-03-02,入库,M,1,L2,'].join('\n'));
    expect(await wrongCells(office, checked.import)).toEqual(['3 lot ', '5 lot L1', '6 expiry ']);
    await apply(checked.import, true);
    expect(await onHand('M')).toBe('3');
    // Known by now, the lot's expiry is held against the stated day.
    const late = await check([header, 'C3,2025-04-02,出库,M,1,L1,', 'C4,2025-03-30,出库,M,1,L1,'].join('\n'));
    expect(await wrongCells(office, late.import)).toEqual(['2 lot L1']);
  });

  it('[EXCHANGE-5] is refused whole where stock was used, or the document posted, since the preview', async () => {
    await office.done('stock.receive', { item: 'A', quantity: '10' });
    const checked = await check('单号,日期,类型,物料,数量\nX1,2026-01-01,入库,B,1\nX2,2026-01-02,出库,A,8');
    expect(checked).toMatchObject({ new: 2 });
    await office.done('stock.issue', { item: 'A', quantity: '5', reason: 'sale' });
    expect(await office.run('import.apply', { import: checked.import })).toBe('import.wrong-by-now');
    expect(await movements()).toHaveLength(2);
    const first = await check('单号,日期,类型,物料,数量\nX3,2026-01-01,入库,B,1');
    const second = await check('单号,日期,类型,物料,数量\nX3,2026-01-01,入库,B,1');
    await apply(first.import);
    expect(await office.run('import.apply', { import: second.import })).toBe('import.here-by-now');
    expect(await movements()).toHaveLength(3);
  });

  it('[EXCHANGE-12] the same file again changes nothing, and what it says otherwise is wrong', async () => {
    const header = '单号,日期,类型,物料,数量,单价';
    const rows = ['P1,2026-01-01,入库,A,1,2', 'P1,2026-01-01,入库,A,1,2', ',2026-01-02,入库,B,3,', ',2026-01-02,入库,B,3,'];
    const text = [header, ...rows].join('\n');
    await apply((await check(text)).import);
    expect(await movements()).toHaveLength(4);
    expect(await check(text)).toMatchObject({ unchanged: 4, new: 0, wrong: 0 });
    expect(await office.run('import.apply', { import: (await check(text)).import })).toBe('import.nothing');
    // Without a number, one more of the same is one more; under a number it is another document than the one posted.
    expect(await check(`${text}\n,2026-01-02,入库,B,3,`)).toMatchObject({ unchanged: 4, new: 1 });
    const more = await check(`${text}\nP1,2026-01-01,入库,A,1,2\nP1,2026-01-01,入库,B,9,2`);
    expect(await wrongCells(office, more.import)).toEqual(['6 number P1', '7 number P1']);
    const dearer = await check([header, 'P1,2026-01-01,入库,A,1,5'].join('\n'));
    expect(await wrongCells(office, dearer.import)).toEqual(['2 unitCost 5']);
    // Numbers that begin anew, by kind or year, are other documents.
    expect(await check([header, 'P1,2025-01-01,入库,A,1,2', 'P1,2026-01-01,出库,A,1,'].join('\n'))).toMatchObject({ new: 2 });
  });

  it('[EXCHANGE-13] undo reverses document by document, or nothing where that leads below zero; the file comes in again', async () => {
    const text = '单号,日期,类型,物料,数量\nU1,2026-01-01,入库,A,10\nU1,2026-01-01,入库,B,5\nU2,2026-01-02,出库,A,4';
    const { import: id } = await check(text);
    await apply(id);
    await office.done('stock.issue', { item: 'B', quantity: '1', reason: 'sale' });
    const refused = await office.office.dispatch.call('import.undo', { import: id });
    expect(refused).toMatchObject({ ok: false, refusal: { reason: 'import.in-use', values: { item: '垫圈', balance: '-1' } } });
    expect(await movements()).toHaveLength(4);
    await office.done('stock.receive', { item: 'B', quantity: '1' });
    expect(await office.done('import.undo', { import: id })).toMatchObject({ withdrawn: 3, kept: 0 });
    expect([await onHand('A'), await onHand('B')]).toEqual(['0', '0']);
    const reversals = (await movements()).filter(({ kind }) => kind === 'reversal');
    expect(reversals.map(({ number, reference, reason }) => [number, reference, reason])).toEqual([
      ['SH-A-2026-000005', 'SH-A-2026-000002', 'import-undone'],
      ['SH-A-2026-000006', 'SH-A-2026-000001', 'import-undone'],
      ['SH-A-2026-000006', 'SH-A-2026-000001', 'import-undone'],
    ]);
    expect(await check(text)).toMatchObject({ new: 3 });
  });

  /** A year of another system, newest first; the 1,006th and 1,511th row cannot be right. */
  function otherSystem(rows: number): string {
    const lines = Array.from({ length: rows }, (_, index) => {
      const document = Math.floor(index / 4);
      const day = new Date(Date.UTC(2025, 0, 1) + Math.floor(document / 4) * 86_400_000).toISOString().slice(0, 10);
      const quantity = index === 1005 ? '-3' : index === 1510 ? '1,00' : '2';
      return [`D${String(document)}`, day, document % 2 === 1 ? '销售出库' : '采购入库', index % 2 === 0 ? 'A' : '垫圈', quantity];
    });
    return csv([['出入库流水'], ['单据编号', '日期', '业务类型', '商品', '数量'], ...lines.toReversed()]);
  }

  async function checkYear(bytes: Uint8Array) {
    const opened = await openImport(office, 'movements', bytes);
    const mapping = opened.columns.map(({ column, field }) => ({ column, field: field ?? 'item' }));
    return { encoding: opened.encoding, ...(await office.done('import.check', { import: opened.import, mapping })) };
  }

  it.each([
    ['utf-8', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['gb18030', (text: string) => iconv.encode(text, 'gbk')],
  ] as const)('[EXCHANGE-2, EXCHANGE-4] 4,000 rows of another system in %s, newest first: each bad row is told', async (encoding, encode) => {
    const checked = await checkYear(encode(otherSystem(4000)));
    expect(checked).toMatchObject({ encoding, new: 3992, wrong: 8 });
    // Rows 3 to 4002 of the file hold rows 3999 to 0 of the year.
    expect(await wrongCells(office, checked.import)).toEqual(['2491 of 2492', '2492 quantity 1,00', '2493 of 2492', '2494 of 2492', '2995 of 2997', '2996 of 2997', '2997 quantity -3', '2998 of 2997']);
    expect(await movements()).toEqual([]);
  });

  it('[EXCHANGE-11, EXCHANGE-12] 200 documents of four lines are posted in their order, and are unchanged afterwards', async () => {
    const bytes = Buffer.from(otherSystem(800));
    const { import: id } = await checkYear(bytes);
    expect(await apply(id)).toMatchObject({ created: 800, leftOut: 0 });
    expect((await office.done('stock.balance', {})).rows.map(({ quantity }) => quantity)).toEqual(['0', '0']);
    const { lines } = await office.done('stock.document', { number: 'SH-A-2026-000200' });
    expect(lines).toMatchObject([{ line: 1, reference: 'D197' }, { line: 2 }, { line: 3 }, { line: 4 }]);
    expect(await checkYear(bytes)).toMatchObject({ unchanged: 800, new: 0, wrong: 0 });
  });

  it('a clerk may not, and a branch posts its own', async () => {
    await office.done('office.create', { code: 'BJ', name: '北京分公司' });
    const branch = await office.admit('bj', { office: 'BJ', role: 'clerk' });
    expect(await branch.run('import.open', { table: 'movements', file: 'x' })).toBe('permission.denied');
    branch.close();
    const checked = await check('单号,日期,类型,物料,数量,机构\nO1,2026-01-01,入库,A,1,BJ\nO2,2026-01-01,入库,A,1,sh\nO3,2026-01-01,入库,A,1,上海总部');
    expect(await wrongCells(office, checked.import)).toEqual(['2 office BJ']);
  });
});
