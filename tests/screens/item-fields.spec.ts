/** Fields that headquarters defines, in the form of an item, and as filters and columns of the list of items. */
import type { Page } from '@playwright/test';
import { violationsInBothSchemes } from './support/access.ts';
import { openAddress, turnTo } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

/** Items with values, of fields that no other test has. @returns the fields' ids. */
async function itemsWithFields(sample: SampleOffice, prefix: string): Promise<Readonly<Record<'grade' | 'weight' | 'drawing' | 'tested', string>>> {
  const field = async (name: string, nameEn: string, type: string, more = {}) => (await sample.call<{ id: string }>('item-field.create', { name: prefix + name, nameEn, type, ...more })).id;
  const grade = await field('等级', 'Grade', 'choice', { choices: ['甲', '乙', '丙'] });
  const weight = await field('克重', 'Grammage', 'number');
  const drawing = await field('图号', 'Drawing', 'text');
  const tested = await field('检定日', 'Tested on', 'date');
  for (const [code, values] of [
    ['1', ['甲', '9', 'DWG-100 A', '2026-01-31']],
    ['2', ['乙', '10.5', 'DWG-200 B', '2026-02-28']],
    ['3', ['丙', '120', 'dwg-300 a', '2026-03-31']],
  ] as const) {
    const custom = Object.fromEntries([grade, weight, drawing, tested].map((id, index) => [id, values[index]]));
    await sample.call('item.create', { code: `${prefix}-${code}`, name: `字段物料 ${code}`, unit: '张', custom });
  }
  return { grade, weight, drawing, tested };
}

/** Codes in the list, top down. */
const listed = (page: Page) => page.getByRole('grid').getByRole('rowheader');

/** Whether what stands in the list's bar stands on one line. */
function barIsOneLine(page: Page): Promise<boolean> {
  return page.getByRole('textbox', { name: /^(筛选|Filter)$/ }).evaluate((filter) => {
    const bar = filter.closest('[data-crowded]');
    const middles = Array.from(bar?.children ?? [], (part) => part.getBoundingClientRect()).filter(({ height }) => height > 0).map(({ top, height }) => top + height / 2);
    return middles.length > 5 && Math.max(...middles) - Math.min(...middles) < 4;
  });
}

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

test('[STOCK-37] items are narrowed by their own fields, by keys alone, which is seen, said and taken back at once', async ({ page, sample }) => {
  await itemsWithFields(sample, 'ZD');
  await openAddress(page, sample, '/stock/catalogue');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const button = page.getByTitle(/^按自定义字段筛选/);
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog');
  await panel.getByRole('textbox', { name: 'ZD克重最小值' }).fill('１０');
  await expect(listed(page)).toHaveText(['ZD-2', 'ZD-3']);
  await panel.getByRole('textbox', { name: 'ZD克重最大值' }).fill('1x');
  await expect(panel).toContainText('请填数字');
  await panel.getByRole('textbox', { name: 'ZD克重最大值' }).fill('');
  await panel.getByRole('textbox', { name: 'ZD图号' }).fill('ＤＷＧ a');
  await expect(listed(page)).toHaveText(['ZD-3']);
  await panel.getByRole('textbox', { name: 'ZD图号' }).fill('');
  await panel.getByRole('combobox', { name: 'ZD等级' }).focus();
  await page.keyboard.type('乙');
  await expect(page.getByRole('option')).toHaveText(['乙']);
  await page.keyboard.press('Enter');
  await expect(listed(page)).toHaveText(['ZD-2']);
  // Escape closes what is open inside, then the panel, and the filters stay.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name: '乙' })).toHaveCount(0);
  await expect(panel).toBeVisible();
  await panel.getByRole('textbox', { name: 'ZD检定日起始日期' }).focus();
  await page.keyboard.type('2026-02-28');
  await page.keyboard.press('Escape');
  await expect(panel).toBeVisible();
  await expect(listed(page)).toHaveText(['ZD-2']);
  await expect(panel.getByRole('button', { name: '2026' })).toHaveCount(0);
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await panel.getByRole('textbox', { name: 'ZD克重最小值' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect(button).toHaveAccessibleDescription('按自定义字段筛选（3 项）— ZD克重：≥ 10；ZD检定日：≥ 2026-02-28；ZD等级：乙');
  await expect(button).toHaveText('ZD克重：≥ 10+2');
  expect(await barIsOneLine(page)).toBe(true);
  // The address holds them.
  await page.reload();
  await expect(listed(page)).toHaveText(['ZD-2']);
  await page.getByRole('button', { name: '清除自定义筛选' }).click();
  await expect(button).toBeFocused();
  await expect(button).toHaveText('自定义字段');
  await expect.poll(() => listed(page).count()).toBeGreaterThan(3);
});

test('[STOCK-37] a filter by a field that is retired since is refused in words, and cleared', async ({ page, sample }) => {
  const { weight } = await itemsWithFields(sample, 'ZE');
  await sample.call('item-field.update', { field: weight, retired: true });
  await openAddress(page, sample, `/stock/catalogue?custom.${weight}.least=10`);
  await expect(page.getByText('自定义字段“ZE克重”已停用，不能再按它筛选')).toBeVisible();
  await expect(listed(page)).toHaveCount(0);
  const button = page.getByTitle(/^按自定义字段筛选/);
  await button.click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: '去掉' }).click();
  await expect(panel.getByRole('button', { name: '完成' })).toBeFocused();
  await expect.poll(() => listed(page).count()).toBeGreaterThan(3);
});

test('[STOCK-38] fields are columns of the list once they are chosen, named in the language, and a view keeps them with the filter', async ({ page, sample }) => {
  const { grade } = await itemsWithFields(sample, 'ZF');
  await openAddress(page, sample, `/stock/catalogue?${new URLSearchParams(['甲', '丙'].map((choice) => [`custom.${grade}.choices`, choice])).toString()}`);
  await expect(listed(page)).toHaveText(['ZF-1', 'ZF-3']);
  const weight = page.getByRole('grid').getByRole('columnheader', { name: /^(ZF克重|Grammage)$/ });
  await expect(weight).toHaveCount(0);
  const menu = page.getByRole('button', { name: '视图与显示的列' });
  await menu.click();
  await page.getByRole('menuitemcheckbox', { name: 'ZF克重' }).click();
  await page.keyboard.press('Escape');
  await expect(weight).toBeVisible();
  await expect(page.getByRole('grid').getByRole('row').nth(2)).toContainText('120');
  // By its size: 9 stands before 120.
  await weight.click();
  await expect(listed(page)).toHaveText(['ZF-1', 'ZF-3']);
  await weight.click();
  await expect(listed(page)).toHaveText(['ZF-3', 'ZF-1']);
  await menu.click();
  await page.getByRole('menuitem', { name: '保存当前视图' }).click();
  await page.getByRole('dialog', { name: '保存视图' }).getByLabel('名称').fill('甲与丙');
  await page.keyboard.press('Enter');
  await menu.click();
  await page.getByRole('menuitem', { name: '默认' }).click();
  await expect(weight).toHaveCount(0);
  await expect(page).toHaveURL(/\/stock\/catalogue$/);
  await menu.click();
  await page.getByRole('menuitem', { name: '甲与丙' }).click();
  await expect(weight).toBeVisible();
  await expect(listed(page)).toHaveText(['ZF-3', 'ZF-1']);

  await page.getByRole('button', { name: '个人与显示设置' }).click();
  await page.getByText('English', { exact: true }).click();
  await expect(weight).toHaveText('Grammage');
  await expect(page.getByTitle(/^Filter by custom fields/)).toContainText('Grade: 甲, 丙');
  expect(await barIsOneLine(page)).toBe(true);
});
