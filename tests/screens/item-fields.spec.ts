/** Fields that headquarters defines, in the form of an item. */
import { turnTo } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

test('[STOCK-16] an item’s own fields are changed by their type, and are called as the language calls them', async ({ page, sample }) => {
  const field = async (name: string, nameEn: string, type: string, more = {}) => (await sample.call<{ id: string }>('item-field.create', { name, nameEn, type, ...more })).id;
  const material = await field('材质', 'Material', 'choice', { choices: ['碳钢', '黄铜'] });
  const until = await field('认证到期', 'Certified until', 'date');
  await field('净重（克）', 'Net weight (g)', 'number');
  await sample.call('item.update', { item: sample.item.code, custom: { [material]: '碳钢', [until]: '2027-03-01' } });

  await page.goto(sample.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await turnTo(page, `/stock/item/${sample.item.id}`);
  const drawer = page.getByRole('complementary', { name: '物料详情' });
  await expect(drawer).toContainText('认证到期2027-03-01');
  await drawer.getByRole('button', { name: '修改', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '修改物料' });
  await expect(dialog.getByRole('textbox', { name: '认证到期' })).toHaveValue('2027年3月1日');
  await dialog.getByRole('textbox', { name: '净重（克）' }).fill('１８２．５');
  await dialog.getByRole('combobox', { name: '材质' }).click();
  await page.getByRole('option', { name: '黄铜' }).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(drawer).toContainText('净重（克）182.5');
  await expect(drawer).toContainText('材质黄铜');

  await page.getByRole('button', { name: '个人与显示设置' }).click();
  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'Item detail' })).toContainText('Certified until2027-03-01');
});
