import { readFileSync } from 'node:fs';
import { openAddress } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

test('[EXCHANGE-4, EXCHANGE-6] a list is imported from a file: errors first, then written, then undone', async ({ page, sample, faults }) => {
  await page.goto(sample.url);
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: '库存' }).click();
  await page.getByRole('button', { name: '导入' }).click();
  await expect(page.getByRole('heading', { name: '导入物料' })).toBeVisible();
  const lines = ['*存货编码,存货名称,计量单位,零售价,条码', 'Q-001,导入的螺栓,个,"1,200.5",', 'Q-002,,个,1,ab', 'Q-003,导入的垫圈,个,-3,', `${sample.item.code},改了名字,个,2,`];
  await page.locator('input[type=file]').setInputFiles({ name: '旧系统.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}`) });
  await expect(page.getByText('共 4 行数据')).toBeVisible();
  await page.getByRole('button', { name: '检查每一行' }).click();
  await expect(page.getByText('名称：必须填写')).toBeVisible();
  await expect(page.getByText('文件中是“-3”')).toBeVisible();
  // Two errors of one row stand one under the other, each whole.
  const errors = page.getByRole('row').filter({ hasText: 'Q-002' }).locator('[title]').filter({ hasText: /^(名称|条码)：/ });
  await expect(errors).toHaveCount(2);
  expect(await errors.evaluateAll((texts) => texts.map((text) => text.scrollWidth > text.clientWidth || text.getBoundingClientRect().bottom > (text.closest('[role="row"]')?.getBoundingClientRect().bottom ?? 0)))).toEqual([false, false]);
  const write = page.getByRole('button', { name: '写入 2 行' });
  await expect(write).toBeDisabled();
  await page.getByRole('switch', { name: '跳过有错的 2 行' }).click();
  await write.click();
  await expect(page.getByText('新增 1 条，修改 1 条')).toBeVisible();
  expect((await sample.call<{ name: string }>('item.read', { item: 'Q-001' })).name).toBe('导入的螺栓');
  await page.getByRole('button', { name: '撤销导入' }).click();
  await expect(page.getByText('已撤销：')).toBeVisible();
  expect((await sample.call<{ name: string }>('item.read', { item: sample.item.code })).name).toBe(sample.item.name);
  expect(faults).toEqual([]);
});

test('[EXCHANGE-1] a list is saved as a file', async ({ page, sample }) => {
  await page.goto(sample.url);
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: '库存' }).click();
  await page.getByRole('button', { name: '导出' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV（UTF-8' }).first().click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^结存-.*\.csv$/);
  expect(readFileSync(await saved.path(), 'utf8')).toMatch(/^\uFEFF机构,物料编码,/);
});

test('the import reads in English too', async ({ page, sample }) => {
  await page.goto(sample.url);
  await page.getByRole('button', { name: '个人与显示设置' }).click();
  await page.getByText('English').first().click();
  await page.keyboard.press('Escape');
  await openAddress(page, sample, '/import?table=opening-stock');
  await expect(page.getByRole('heading', { name: 'Import: Opening stock' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'opening.csv', mimeType: 'text/csv', buffer: Buffer.from(`code;qty;date\r\n${sample.item.code};-5;2026-02-30\r\nNOPE;1;\r\n`) });
  await page.getByRole('button', { name: 'Check each row' }).click();
  await expect(page.getByText('the file has “-5”')).toBeVisible();
});
