import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImport, csv, exportBytes, openImport, wrongCells } from './testing/files.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

let office: OfficeUnderTest;

async function openFresh(): Promise<void> {
  office = openOfficeUnderTest('partners');
  await office.done('organisation.create', { name: '远山商贸', office: 'SH', officeName: '上海总部', person: '张伟' });
}
beforeEach(openFresh);
afterEach(() => office.close());

const partners = async () => (await office.done('partner.list', { limit: 1000 })).rows;

/** Suppliers as another system lists them; every hundredth row cannot be right. */
function otherSystem(rows: number): { readonly text: string; readonly wrong: readonly string[] } {
  const lines: string[][] = [['供应商档案'], ['供应商编码', '供应商名称', '往来类型', '联系电话', '账期（天）', '开户行']];
  const wrong: string[] = [];
  for (let index = 0; index < rows; index += 1) {
    const [code, name, role, phone, days] = [`S${String(index).padStart(5, '0')}`, `第${String(index)}供应商`, '供应商', `0571-${String(80_000_000 + index)}`, '30'];
    const row = lines.length + 1;
    if (index % 100 === 50) {
      lines.push([code, '', role, phone, days, '']);
      wrong.push(`${String(row)} name `);
    } else if (index % 100 === 60) {
      lines.push([code, name, '朋友', phone, days, '']);
      wrong.push(`${String(row)} role 朋友`);
    } else if (index % 100 === 70) {
      lines.push([code, name, role, phone, '-30', '']);
      wrong.push(`${String(row)} paymentDays -30`);
    } else lines.push([code, name, role, phone, days, '工行']);
  }
  return { text: csv(lines), wrong };
}

describe('importing partners', () => {
  it.each([
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['GBK', (text: string) => iconv.encode(text, 'gbk')],
  ] as const)('[EXCHANGE-9, EXCHANGE-4] another system’s 2,000 suppliers in %s: each bad row is told, the others are written at once', async (_name, encode) => {
    const { text, wrong } = otherSystem(2000);
    const opened = await openImport(office, 'partners', encode(text));
    expect(opened.columns.map(({ field }) => field)).toEqual(['code', 'name', 'role', 'phone', 'paymentDays', null]);
    const checked = await office.done('import.check', { import: opened.import });
    expect(checked).toMatchObject({ new: 2000 - wrong.length, wrong: wrong.length });
    expect(await wrongCells(office, opened.import)).toEqual(wrong);
    expect(await office.run('import.apply', { import: opened.import })).toBe('import.has-wrong');
    expect(await partners()).toEqual([]);
    expect(await office.done('import.apply', { import: opened.import, leaveOut: true })).toMatchObject({ created: 2000 - wrong.length });
    expect((await partners())[1]).toMatchObject({ code: 'S00001', name: '第1供应商', role: 'supplier', phone: '0571-80000001', paymentDays: 30, discontinued: false });
  });

  it('[EXCHANGE-9] known ones change where they differ, after a check of what stands; undo puts back what still is so', async () => {
    await office.done('partner.create', { code: 'A', name: '旧甲', role: 'supplier', phone: '1' });
    await office.done('partner.create', { code: 'B', name: '旧乙', role: 'customer' });
    const text = '编码,名称,类型,电话,账期\nA,新甲,,2,\nb,旧乙,两者,,15\nC,丙,,,\nB2,丁,客户,,';
    const checked = await checkImport(office, 'partners', text);
    expect(checked).toMatchObject({ changed: 2, new: 2, wrong: 0 });
    await office.done('partner.update', { partner: 'A', phone: '9' });
    const refused = await office.office.dispatch.call('import.apply', { import: checked.import });
    expect(refused).toMatchObject({ ok: false, refusal: { reason: 'import.moved', values: { row: 2, expected: '1', found: '9' } } });
    expect((await partners()).map(({ code }) => code)).toEqual(['A', 'B']);
    const again = await checkImport(office, 'partners', text);
    await office.done('import.apply', { import: again.import });
    expect(await partners()).toMatchObject([
      { code: 'A', name: '新甲', role: 'supplier', phone: '2' },
      { code: 'B', role: 'both', paymentDays: 15 },
      { code: 'B2', role: 'customer' },
      { code: 'C', name: '丙', role: 'both' },
    ]);
    await office.done('partner.update', { partner: 'A', name: '后来改的' });
    expect(await office.done('import.undo', { import: again.import })).toMatchObject({ restored: 3, kept: 1, withdrawn: 2 });
    expect(await partners()).toMatchObject([
      { code: 'A', name: '后来改的', phone: '9' },
      { code: 'B', role: 'customer', paymentDays: null },
      { code: 'B2', discontinued: true },
      { code: 'C', discontinued: true },
    ]);
    const back = await checkImport(office, 'partners', '编码,名称\nC,丙');
    expect(back).toMatchObject({ changed: 1 });
  });

  it('a code twice in the file, and one that two partners have, are wrong', async () => {
    const checked = await checkImport(office, 'partners', 'code;name\nX;One\nx;Two\nY;Three');
    expect(await wrongCells(office, checked.import)).toEqual(['2 code X', '3 code x']);
  });

  const character = fc.constantFrom('"', "'", ',', ';', '\n', '=', '+', '-', '@', '0', '甲', '公', 'a', ' ', '１', '😀', '\u00A0');
  const cell = fc.array(character, { minLength: 1, maxLength: 10 }).map((parts) => parts.join('').trim()).filter((text) => text !== '');
  const drawn = fc.uniqueArray(
    fc.record({
      code: cell.map((text) => text.normalize('NFKC').replaceAll(/\s/g, '')).filter((text) => text !== ''),
      name: cell,
      role: fc.constantFrom('supplier' as const, 'customer' as const, 'both' as const),
      contact: fc.option(cell, { nil: undefined }),
      address: fc.option(cell, { nil: undefined }),
      taxNumber: fc.option(cell, { nil: undefined }),
      note: fc.option(cell, { nil: undefined }),
      paymentDays: fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8, selector: ({ code }) => code.toLowerCase() },
  );

  it.each([
    { format: 'xlsx', language: 'zh' },
    { format: 'csv', encoding: 'utf-8', language: 'en' },
    { format: 'csv', encoding: 'gb18030', language: 'zh' },
  ] as const)('[EXCHANGE-1, EXCHANGE-9] partners written as $format $encoding and read back change nothing', async (format) => {
    await fc.assert(
      fc.asyncProperty(drawn, async (all) => {
        office.close();
        await openFresh();
        for (const partner of all) await office.done('partner.create', partner);
        const opened = await openImport(office, 'partners', await exportBytes(office, { list: 'partners', ...format }));
        expect(opened.columns.every(({ field }) => field !== null)).toBe(true);
        expect(await office.done('import.check', { import: opened.import })).toMatchObject({ unchanged: all.length, changed: 0, new: 0, wrong: 0 });
      }),
      { numRuns: 12 },
    );
  });
});
