import { openAddress } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const file = (name: string, lines: readonly string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}`) });

test('[EXCHANGE-9] partners are imported from their page: new and changed, then undone', async ({ page, sample, faults }) => {
  await openAddress(page, sample, '/stock/accounts');
  const begin = page.getByRole('button', { name: '导入', exact: true });
  await begin.waitFor();
  await begin.click();
  await expect(page.getByRole('heading', { name: '导入往来单位' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file('客户.csv', ['客户编码,客户名称,类型,联系电话,账期', 'C901,远山物业,客户,0571-88,45', 'C950,新客户,客户,,30', 'C951,,客户,,']));
  await page.getByRole('button', { name: '检查每一行' }).click();
  await expect(page.getByText('名称：必须填写')).toBeVisible();
  await page.getByText('有变化 1').click();
  await expect(page.getByText('账期（天）：30 → 45')).toBeVisible();
  await page.getByRole('switch', { name: '跳过有错的 1 行' }).click();
  await page.getByRole('button', { name: '写入 2 行' }).click();
  await expect(page.getByText('新增 1 条，修改 1 条')).toBeVisible();
  const partner = async (text: string) => (await sample.call<{ rows: { code: string; paymentDays: number; discontinued: boolean }[] }>('partner.list', { text })).rows[0];
  expect(await partner('C901')).toMatchObject({ paymentDays: 45 });
  await page.getByRole('button', { name: '撤销导入' }).click();
  await expect(page.getByText('已撤销：')).toBeVisible();
  expect(await partner('C901')).toMatchObject({ paymentDays: 30 });
  expect(await partner('C950')).toMatchObject({ discontinued: true });
  expect(faults).toEqual([]);
});

test('[EXCHANGE-11, EXCHANGE-12, EXCHANGE-13] movements of another system: a bad document waits as a whole, again it says nothing new, then undone', async ({ page, sample, faults }) => {
  const { code } = sample.item;
  const lines = [
    '单据编号,单据日期,业务类型,商品编码,数量,单价,供应商',
    `RK-0301,2026-03-01,采购入库,${code},10,2.5,`,
    `RK-0301,2026-03-01,采购入库,${code},5,2.5,`,
    `RK-0302,2026-03-02,采购入库,${code},-4,,`,
    `RK-0302,2026-03-02,采购入库,${code},4,,`,
    `CK-0303,2026-03-03,销售出库,${code},3,,`,
  ];
  await openAddress(page, sample, '/stock/movements');
  const begin = page.getByRole('button', { name: '导入', exact: true });
  await begin.waitFor();
  await begin.click();
  await expect(page.getByRole('heading', { name: '导入出入库' })).toBeVisible();
  const upload = async (): Promise<void> => {
    await page.locator('input[type=file]').setInputFiles(file('出入库流水.csv', lines));
    await page.getByRole('button', { name: '检查每一行' }).click();
  };
  await upload();
  await expect(page.getByText('文件中是“-4”')).toBeVisible();
  await expect(page.getByText('同一张单据的第 4 行有错，整张单据不导入')).toBeVisible();
  await page.getByText('新增 3').click();
  await expect(page.getByText('采购入库').first()).toBeVisible();
  await page.getByRole('switch', { name: '跳过有错的 2 行' }).click();
  await page.getByRole('button', { name: '写入 3 行' }).click();
  await expect(page.getByText('新增 3 条')).toBeVisible();
  const { rows } = await sample.call<{ rows: [{ id: string; number: string; dated: string }] }>('stock.movements', { text: 'RK-0301' });
  expect(rows).toMatchObject([{ line: 2, dated: '2026-03-01' }, { line: 1, dated: '2026-03-01' }]);
  await page.getByRole('button', { name: '再导入一个文件' }).click();
  lines.splice(3, 2);
  await upload();
  await expect(page.getByText('文件内容与现有资料一致')).toBeVisible();
  await expect(page.getByRole('button', { name: '写入 0 行' })).toBeDisabled();
  await openAddress(page, sample, `/stock/movements/${rows[0].id}`);
  await expect(page.getByText('按原系统的记录')).toBeVisible();
  await openAddress(page, sample, '/import?table=movements');
  await page.getByRole('row', { name: /出入库流水/ }).getByRole('button', { name: '撤销导入' }).click();
  await expect(page.getByText('停用或冲销 3 条')).toBeVisible();
  expect(faults).toEqual([]);
});
