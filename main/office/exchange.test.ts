import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operations } from '#model/operations.ts';
import { checkImport, csv, exportBytes, openImport, uploadBytes } from './testing/files.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

type Lists = 'items' | 'movements' | 'balances' | 'transfers';
type Format = Pick<Operations['export.create']['input'], 'format' | 'encoding' | 'language'>;

let office: OfficeUnderTest;

beforeEach(async () => {
  office = openOfficeUnderTest('exchange');
  await office.done('organisation.create', { name: '远山商贸', office: 'SH', officeName: '上海总部', person: '张伟' });
});
afterEach(() => office.close());

const upload = (bytes: Uint8Array) => uploadBytes(office, bytes);
const open = (table: string, bytes: Uint8Array) => openImport(office, table, bytes);
const check = (table: string, text: string) => checkImport(office, table, text);
const exported = (list: Lists, format: Format) => exportBytes(office, { list, ...format });

/** Another system's list: a title, headers of its own, some rows that cannot be right. */
function otherSystem(rows: number): { readonly text: string; readonly wrong: ReadonlySet<number> } {
  const lines: string[][] = [['远山商贸物料清单'], ['*存货编码', '存货名称', '计量单位（必填）', '商品条码', '零售价', '大类', '备注']];
  const wrong = new Set<number>();
  const add = (line: string[], bad = false): void => {
    lines.push(line);
    if (bad) wrong.add(lines.length);
  };
  for (let index = 0; index < rows; index += 1) {
    const code = `0${String(index).padStart(5, '0')}`;
    const barcode = String(6_901_234_500_000 + index);
    const line = [code, `螺钉 M${String(index)}`, '个', barcode, `${String(index % 90)}.5`, `第${String(index % 7)}类`, ''];
    if (index === 100) add([code, '', '个', barcode, '1', '', ''], true);
    else if (index === 200) add([code, '负价', '个', barcode, '-3', '', ''], true);
    else if (index === 300) add([code, '缩写', '个', '6.90123E+12', '1', '', ''], true);
    else if (index === 400) add(['000401', '重复编码', '个', '', '1', '', ''], true);
    else if (index === 401) add(line, true);
    else if (index === 500) add([code, '重复条码', '个', String(6_901_234_500_501), '1', '', ''], true);
    else if (index === 501) add(line, true);
    else if (index === 600) add([code, '千分位', '个', barcode, '１,234.5', '', '']);
    else add(line);
  }
  return { text: csv(lines), wrong };
}

describe('importing items', () => {
  // Its size matters once; how it is written, to each of its kinds of wrong rows.
  it.each([
    ['5,000 rows in UTF-8 with its mark', 5000, (text: string) => Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['700 rows in GBK', 700, (text: string) => iconv.encode(text, 'gbk'), 'gb18030'],
    ['700 rows in UTF-16', 700, (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
  ] as const)('[EXCHANGE-2, EXCHANGE-4] another system’s list of %s: each bad row is told, and nothing is half done', async (_name, rowCount, encode, encoding) => {
    const { text, wrong } = otherSystem(rowCount);
    const opened = await open('items', encode(text));
    expect(opened).toMatchObject({ encoding, headerRow: 2, rows: rowCount });
    expect(opened.columns.map(({ field }) => field)).toEqual(['code', 'name', 'unit', 'barcode', 'price', 'category', null]);
    const checked = await office.done('import.check', { import: opened.import });
    expect(checked).toMatchObject({ new: rowCount - wrong.size, wrong: wrong.size, changed: 0, unchanged: 0, notices: 1 });
    const rows = (await office.done('import.rows', { import: opened.import, state: 'wrong' })).rows;
    expect(new Set(rows.map(({ row }) => row))).toEqual(wrong);
    for (const { problems } of rows) expect(problems[0]).toMatchObject({ expected: { zh: expect.stringMatching(/./) as unknown, en: expect.stringMatching(/./) as unknown } });
    expect(await office.run('import.apply', { import: opened.import })).toBe('import.has-wrong');
    expect((await office.done('item.list', {})).rows).toEqual([]);
    expect(await office.done('import.apply', { import: opened.import, leaveOut: true })).toMatchObject({ created: rowCount - wrong.size, leftOut: wrong.size });
    expect(await office.done('item.read', { item: '000600' })).toMatchObject({ name: '千分位', price: '1234.50', barcode: '6901234500600' });
    expect(await office.run('item.read', { item: '000200' })).toBe('item.unknown');
    expect(await office.run('import.apply', { import: opened.import, leaveOut: true })).toBe('import.done');
  });

  it('[EXCHANGE-5] is refused whole when a value changed between preview and apply, and says which', async () => {
    for (const code of ['A', 'B']) await office.done('item.create', { code, name: `旧${code}`, unit: '个' });
    const checked = await check('items', '编码,名称,单位\nA,新A,个\nB,新B,个\nC,新C,个');
    expect(checked).toMatchObject({ changed: 2, new: 1 });
    await office.done('item.update', { item: 'B', name: '别人改的' });
    const result = await office.office.dispatch.call('import.apply', { import: checked.import });
    expect(result).toMatchObject({ ok: false, refusal: { reason: 'import.moved', values: { row: 3, expected: '旧B', found: '别人改的' } } });
    expect((await office.done('item.list', {})).rows.map(({ name }) => name)).toEqual(['旧A', '别人改的']);
  });

  it('[EXCHANGE-6] undo puts back what still is as the import wrote it, and takes new items out of use', async () => {
    for (const code of ['A', 'B']) await office.done('item.create', { code, name: `旧${code}`, unit: '个', price: '1' });
    const { import: id } = await check('items', '编码,名称,单位,价格\nA,新A,个,2\nB,新B,箱,1\nC,新C,个,3');
    expect(await office.done('import.apply', { import: id })).toMatchObject({ created: 1, changed: 2 });
    await office.done('item.update', { item: 'A', name: '后来改的' });
    expect(await office.done('import.undo', { import: id })).toEqual({ import: id, restored: 3, kept: 1, withdrawn: 1 });
    expect((await office.done('item.list', {})).rows).toMatchObject([
      { name: '后来改的', price: '1.00' },
      { name: '旧B', unit: '个' },
      { code: 'C', discontinued: true },
    ]);
    expect(await office.run('import.undo', { import: id })).toBe('import.undone');
    expect((await office.done('import.list', {})).rows).toMatchObject([{ import: id, undone: true, byName: '张伟' }]);
    // The corrected file brings the same items back into use.
    const again = await check('items', '编码,名称,单位\nC,新C,个');
    expect(again).toMatchObject({ changed: 1 });
    await office.done('import.apply', { import: again.import });
    expect(await office.done('item.read', { item: 'C' })).toMatchObject({ discontinued: false });
  });

  it('an undo survives the program’s restart, and only who may import may undo', async () => {
    const { import: id } = await check('items', 'code;name;unit\nA;Bolt;pcs');
    await office.done('import.apply', { import: id });
    office = office.reopen();
    expect(await office.done('import.undo', { import: id })).toMatchObject({ withdrawn: 1 });
    const { id: clerk } = await office.done('person.create', { name: '李娜', office: 'SH', roles: ['clerk'] });
    await office.done('person.switch', { id: clerk });
    expect(await office.run('import.open', { table: 'items', file: await upload(Buffer.from('code,name,unit\nA,B,c')) })).toBe('permission.denied');
    expect((await office.done('import.tables', {})).rows.map(({ allowed }) => allowed)).toEqual([false, false, false, false]);
  });

  it.each([
    ['unknown table', 'nothing', 'code,name,unit\nA,B,c', 'import.table-unknown'],
    ['no rows', 'items', 'code,name,unit\n', 'import.empty'],
    ['too many columns', 'items', `code,name,unit${',x'.repeat(300)}\nA,B,c`, 'import.too-many-columns'],
    ['too many rows', 'items', `code,name,unit\n${'A,B,c\n'.repeat(20_001)}`, 'import.too-many-rows'],
    ['an old workbook', 'items', '\u00D0\u00CF\u0011\u00E0', 'import.old-excel'],
    ['a broken workbook', 'items', 'PK\u0003\u0004 broken', 'import.not-readable'],
  ])('[EXCHANGE-7] %s is refused with its bound', async (_name, table, text, reason) => {
    const bytes = text.startsWith('\u00D0') ? Buffer.from(text, 'latin1') : Buffer.from(text);
    expect(await office.run('import.open', { table, file: await upload(bytes) })).toBe(reason);
  });

  it('asks for the columns that it does not recognise, and takes them as a person says', async () => {
    const opened = await open('items', Buffer.from('甲,乙,丙\nA,螺钉,个'));
    expect(await office.run('import.check', { import: opened.import })).toBe('import.not-mapped');
    const mapping = ['code', 'name', 'unit'].map((field, column) => ({ field, column }));
    expect(await office.done('import.check', { import: opened.import, mapping })).toMatchObject({ new: 1 });
    expect(await office.run('import.check', { import: opened.import, mapping: [...mapping, { field: 'code', column: 2 }] })).toBe('import.mapped-twice');
  });
});

describe('importing opening stock', () => {
  it('[EXCHANGE-8] posts each row once, tells negative quantities and bad dates, and undo reverses', async () => {
    for (const code of ['A', 'B', 'C']) await office.done('item.create', { code, name: code, unit: '个' });
    const text = '编码,数量,盘点日期,成本\nA,"1,000.5",2026/1/5,2.5\nB,-4,2026-01-05,\nC,5,2026-02-30,\nX,1,,\nB,3,,';
    const checked = await check('opening-stock', text);
    expect(checked).toMatchObject({ new: 1, wrong: 4 });
    const problems = (await office.done('import.rows', { import: checked.import, state: 'wrong' })).rows.map(({ row, problems: [first] }) => [row, first?.field, first?.found]);
    expect(problems).toEqual([[3, 'quantity', '-4'], [4, 'date', '2026-02-30'], [5, 'item', 'X'], [6, 'item', 'B']]);
    await office.done('import.apply', { import: checked.import, leaveOut: true });
    expect((await office.done('stock.movements', {})).rows).toMatchObject([{ item: 'A', quantity: '1000.5', unitCost: '2.50', reason: 'opening', reference: '2026-01-05' }]);
    expect(await check('opening-stock', '编码,数量\nA,1000.5')).toMatchObject({ unchanged: 1 });
    expect(await check('opening-stock', '编码,数量\nA,7')).toMatchObject({ wrong: 1 });
    await office.done('stock.issue', { item: 'A', quantity: '1', reason: 'sale' });
    expect(await office.run('import.undo', { import: checked.import })).toBe('import.in-use');
    await office.done('stock.receive', { item: 'A', quantity: '1' });
    expect(await office.done('import.undo', { import: checked.import })).toMatchObject({ withdrawn: 1 });
    expect((await office.done('stock.balance', { item: 'A' })).rows).toMatchObject([{ quantity: '0' }]);
  });
});

describe('exporting', () => {
  const character = fc.constantFrom('"', "'", ',', ';', '\n', '\t', '=', '+', '-', '@', '0', '1', '.', 'E', 'a', '物', '料', '😀', ' ', '<', '&', '_x000D_', '\u200B');
  const cell = fc.array(character, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('').trim()).filter((text) => text !== '');
  const code = cell.map((text) => text.normalize('NFKC').replaceAll(/\s/g, '')).filter((text) => /^\S{1,50}$/.test(text) && !/^\d(?:\.\d+)E\+?\d+$/i.test(text));
  const items = fc.uniqueArray(fc.record({ code, name: cell, unit: cell.map((text) => text.slice(0, 20).trim() || '个'), price: fc.option(fc.constantFrom('0', '12.5', '1000'), { nil: undefined }), barcode: fc.option(fc.stringMatching(/^0\d{12}$/), { nil: undefined }) }), {
    minLength: 1,
    maxLength: 8,
    selector: (item) => item.code.toLowerCase(),
  });

  it.each([
    { format: 'xlsx', language: 'zh' },
    { format: 'csv', encoding: 'utf-8', language: 'en' },
    { format: 'csv', encoding: 'gb18030', language: 'zh' },
  ] as const)('[EXCHANGE-1] items written as $format $encoding and read back change nothing', async (format) => {
    await fc.assert(
      fc.asyncProperty(items, async (drawn) => {
        office.close();
        office = openOfficeUnderTest('exchange');
        await office.done('organisation.create', { name: '远山商贸', office: 'SH', officeName: '上海总部', person: '张伟' });
        for (const [index, item] of drawn.entries()) {
          await office.done('item.create', { code: item.code, name: item.name, unit: item.unit, ...(item.price === undefined ? {} : { price: item.price }), ...(item.barcode === undefined ? {} : { barcode: `${item.barcode}${String(index)}` }) });
        }
        const opened = await open('items', await exported('items', format));
        expect(opened.columns.every(({ field }) => field !== null)).toBe(true);
        const checked = await office.done('import.check', { import: opened.import });
        expect(checked).toMatchObject({ unchanged: drawn.length, changed: 0, new: 0, wrong: 0 });
      }),
      { numRuns: 25 },
    );
  });

  it('every list is written with the headers of the language, and no cell is a formula', async () => {
    await office.done('item.create', { code: '=1+1', name: '@cmd', unit: '个' });
    await office.done('stock.receive', { item: '=1+1', quantity: '5' });
    await office.done('stock.issue', { item: '=1+1', quantity: '2', reason: 'sale' });
    const text = async (list: Lists, language: 'zh' | 'en') => Buffer.from(await exported(list, { format: 'csv', language })).toString('utf8');
    expect(await text('movements', 'en')).toMatch(/^\uFEFFNumber,Document line,Time,.*\r\nSH-A-2026-000002,1,.*,Issue,'=1\+1,'@cmd,-2,个,,,Sale,/);
    expect(await text('balances', 'zh')).toContain("\r\nSH,'=1+1,'@cmd,,3,个,0,0\r\n");
    expect(await text('transfers', 'zh')).toMatch(/^\uFEFF单号,.*\r\n$/);
    expect(await office.run('export.create', { list: 'nothing' })).toBe('export.list-unknown');
    expect(await office.run('export.create', { list: 'movements', filter: { kind: 'nonsense' } })).toBe('input.invalid');
  });

  it('a list is written as it is filtered, also by the fields that headquarters defines', async () => {
    const { id: weight } = await office.done('item-field.create', { name: '净重', type: 'number' });
    for (const [given, value] of [['A1', '5'], ['A2', '50']] as const) await office.done('item.create', { code: given, name: '螺钉', unit: '个', custom: { [weight]: value } });
    expect(await office.done('export.create', { list: 'items', filter: { custom: { [weight]: { least: 10 } } } })).toMatchObject({ count: 1 });
    expect(await office.run('export.create', { list: 'items', filter: { custom: { [weight]: { text: '5' } } } })).toBe('item.filter-unfit');
  });

  it('a list of several pages is written whole', async () => {
    const lines = [['code', 'name', 'unit'], ...Array.from({ length: 2500 }, (_, index) => [`P${String(index)}`, `Part ${String(index)}`, 'pcs'])];
    const { import: id } = await check('items', csv(lines));
    await office.done('import.apply', { import: id });
    expect(await office.done('export.create', { list: 'items' })).toMatchObject({ count: 2500, name: expect.stringMatching(/^物料-2026-11-23\.xlsx$/) as unknown });
  });
});
