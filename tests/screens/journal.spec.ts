/** What a controller looks at: the journal narrowed and summed, turnover by month, ages without noise, a month closed. */
import { openAddress } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

test('[STOCK-79] the journal is narrowed by partner and category, and sums all that fits, not the page', async ({ page, sample }) => {
  const { id: category } = await sample.call<{ id: string }>('category.create', { name: '流水测试' });
  const { id: partner } = await sample.call<{ id: string }>('partner.create', { code: 'C-LS', name: '流水客户', role: 'customer' });
  await sample.call('item.create', { code: 'LS-1', name: '流水物料', unit: '桶', category });
  await sample.call('stock.receive', { item: 'LS-1', quantity: '1200' });
  await sample.call('stock.postDocument', { kind: 'issue', reason: 'sale', partner, lines: [{ item: 'LS-1', quantity: '30.5' }] });
  await openAddress(page, sample, '/stock/movements');
  const sums = page.getByRole('status', { name: '全部符合条件的记录合计' });
  const all = await sample.call<{ rows: number }>('stock.movementSums', {});
  await expect(sums).toContainText(`共 ${all.rows.toLocaleString('en')} 笔`);
  await page.getByRole('combobox', { name: '分类' }).fill('流水测试');
  await page.getByRole('option', { name: '流水测试' }).click();
  await expect(sums).toHaveText(/^共 2 笔入 1,200　出 30\.5　净 \+1,169\.5 桶$/);
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(3);
  await page.getByRole('combobox', { name: '往来单位' }).fill('liushui');
  await page.getByRole('option', { name: '流水客户' }).click();
  await expect(sums).toHaveText(/^共 1 笔入 0　出 30\.5　净 −30\.5 桶$/);
  // The filters stand in the address: whoever gets it sees the same, the partner by name.
  await page.reload();
  await expect(page.getByRole('combobox', { name: '往来单位' })).toHaveValue('流水客户');
  await expect(sums).toContainText('共 1 笔');
  // The usual stretches of days are a click away, and stand in the address too.
  await page.getByRole('button', { name: '全部日期' }).click();
  await page.getByRole('button', { name: '上月' }).click();
  await expect(sums).toContainText('共 0 笔');
  await expect.poll(() => page.url()).toMatch(/from=\d{4}-\d{2}-01&until=/);
});

test('turnover is drawn by month, of all in money and of the open item in its unit', async ({ page, sample }) => {
  await sample.call('item.create', { code: 'ZZ-1', name: '周转物料', unit: '桶' });
  await sample.call('stock.receive', { item: 'ZZ-1', quantity: '40', unitCost: '2.00' });
  await sample.call('stock.issue', { item: 'ZZ-1', quantity: '15', reason: 'sale' });
  await openAddress(page, sample, '/stock/analysis?tab=turnover');
  const chart = page.getByRole('figure', { name: '逐月进出与结存' });
  await expect(chart).toContainText('全部物料');
  await page.getByRole('textbox', { name: '筛选' }).fill('ZZ-1');
  await page.getByRole('grid').getByRole('rowheader', { name: 'ZZ-1' }).click();
  await expect(chart).toContainText('ZZ-1 周转物料（桶）');
  await chart.getByText('以表格显示').click();
  await expect(chart.getByRole('row').nth(1).getByRole('cell')).toHaveText(['40', '15', '25']);
  await expect(chart.getByRole('row')).toHaveCount(13);
});

test('[STOCK-77] a month is closed for one office, whose figures alone it holds, and other offices stop nothing', async ({ page, sample }) => {
  await openAddress(page, sample, '/stock/value?tab=months');
  const { month, incomplete } = await sample.call<{ month: string; incomplete: string[] }>('month.next', {});
  await page.getByRole('button', { name: `月结 ${month}` }).click();
  const dialog = page.getByRole('dialog', { name: `月结 ${month}` });
  const confirm = dialog.getByRole('button', { name: '月结', exact: true });
  if (incomplete.length > 0) await expect(confirm).toBeDisabled();
  await dialog.getByRole('combobox', { name: '范围' }).click();
  await page.getByRole('option', { name: /^SH/ }).click();
  await expect(confirm).toBeEnabled();
  await confirm.click();
  await expect(page.getByText(new RegExp(`^${month} 已月结`))).toBeVisible();
  const row = page.getByRole('grid', { name: '月结' }).getByRole('row').nth(1);
  await expect(row).toContainText('SH');
  await expect(row).toContainText('已核对');
  await row.getByRole('rowheader').click();
  await expect(page.getByRole('heading', { name: month })).toBeVisible();
  const { rows } = await sample.call<{ rows: { id: string }[] }>('month.list', {});
  const figures = await sample.call<{ rows: { office: string }[] }>('month.read', { closing: rows[0]?.id ?? '' });
  expect(new Set(figures.rows.map(({ office }) => office))).toEqual(new Set(['SH']));
});
