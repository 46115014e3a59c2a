/** The table of every list: by keyboard, by typing, and with far more rows than are drawn. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

/** Drawn at once at most, at 768 px: what is in sight and a little beyond. */
const MOST_DRAWN = 80;

async function open(page: Page, sample: SampleOffice, name: string): Promise<Locator> {
  for (const place of PLACES) if (place.name === name) await openPlace(page, sample, place);
  return page.getByRole('grid');
}

const cell = (grid: Locator, row: number, column: number): Locator => grid.locator(`[data-cell="${row}:${column}"]`);

/** Movements that the office knows, counted page by page. */
async function movements(sample: SampleOffice): Promise<{ readonly count: number; readonly oldest: string }> {
  let count = 0;
  let oldest = '';
  let cursor: string | undefined;
  do {
    const page: { rows: { number: string }[]; nextCursor?: string } = await sample.call('stock.movements', { limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    count += page.rows.length;
    oldest = page.rows.at(-1)?.number ?? oldest;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return { count, oldest };
}

test('a year of movements is fetched as one scrolls, few rows are drawn, and the oldest opens', async ({ page, sample }) => {
  const { count, oldest } = await movements(sample);
  expect(count).toBeGreaterThan(1000);
  const grid = await open(page, sample, 'movements');
  await cell(grid, 0, 0).focus();
  await expect(async () => {
    await page.keyboard.press('Control+End');
    expect(Number(await grid.getAttribute('aria-rowcount'))).toBe(count + 1);
    await expect(grid.locator(`[data-cell^="${String(count - 1)}:"]`).last()).toBeFocused({ timeout: 5000 });
  }).toPass();
  expect(await grid.getByRole('row').count()).toBeLessThan(MOST_DRAWN);
  await page.keyboard.press('Home');
  await expect(cell(grid, count - 1, 0)).toBeFocused();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: '单据详情' });
  await expect(drawer).toContainText(oldest);
  await expect(drawer).toContainText('入库');
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(cell(grid, count - 1, 0)).toBeFocused();
});

test('arrow keys move among the cells, and typing in one filters', async ({ page, sample }) => {
  const grid = await open(page, sample, 'balances');
  await cell(grid, 0, 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(cell(grid, 1, 1)).toBeFocused();
  await page.keyboard.press('a');
  const filter = page.getByRole('textbox', { name: '筛选' });
  await expect(filter).toBeFocused();
  await page.keyboard.type('qm');
  await expect(filter).toHaveValue('aqm');
  await expect(page.getByRole('status').filter({ hasText: /^4 \/ / })).toBeVisible();
  await expect(cell(grid, 0, 0)).toHaveText('AQM-01');
  await page.keyboard.press('Escape');
  await expect(filter).toHaveValue('');
});

test('columns are chosen, and give way beside a drawer so that nothing is cut off', async ({ page, sample }) => {
  const grid = await open(page, sample, 'balances');
  await expect(grid.getByRole('columnheader', { name: '类别' })).toBeVisible();
  await page.getByRole('button', { name: '视图与显示的列' }).click();
  await page.getByRole('menuitemcheckbox', { name: '类别' }).click();
  await expect(grid.getByRole('columnheader', { name: '类别' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await cell(grid, 0, 0).click();
  await expect(page.getByRole('complementary', { name: '物料详情' })).toBeVisible();
  await expect(grid.getByRole('columnheader', { name: '单位' })).toHaveCount(0);
  await expect(grid.getByRole('columnheader', { name: '合计' })).toBeInViewport();
  expect(await grid.evaluate((element) => (element.parentElement?.scrollWidth ?? 0) > (element.parentElement?.clientWidth ?? 0))).toBe(false);
});

test('a view keeps filters, columns and order under a name, opens again after a restart, and is deleted with a way back', async ({ page, sample }) => {
  const grid = await open(page, sample, 'movements');
  const menu = page.getByRole('button', { name: '视图与显示的列' });
  const choose = (role: 'menuitem' | 'menuitemcheckbox', name: string): Promise<void> => page.getByRole(role, { name, exact: role === 'menuitemcheckbox' }).click();
  const location = grid.getByRole('columnheader', { name: '库位' });
  const time = grid.getByRole('columnheader', { name: '时间' });
  await expect(location).toHaveCount(0);
  await menu.click();
  await choose('menuitemcheckbox', '库位');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: '类型' }).click();
  await page.getByRole('option', { name: '出库', exact: true }).click();
  await time.click();
  await expect(time).toHaveAttribute('aria-sort', 'ascending');

  await menu.click();
  await choose('menuitem', '保存当前视图');
  const name = page.getByRole('dialog', { name: '保存视图' }).getByLabel('名称');
  await expect(name).toBeFocused();
  await name.fill('出库按时间');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(menu).toBeFocused();

  await menu.click();
  await choose('menuitem', '默认');
  await expect(location).toHaveCount(0);
  await expect(page).toHaveURL(/\/stock\/movements$/);
  await page.reload();
  await expect(location).toHaveCount(0);

  await menu.click();
  await choose('menuitem', '出库按时间');
  await expect(location).toBeVisible();
  await expect(page).toHaveURL(/\?kind=issue$/);
  await expect(time).toHaveAttribute('aria-sort', 'ascending');
  // Columns and order stay as they were left.
  await page.reload();
  await expect(location).toBeVisible();

  await menu.click();
  await choose('menuitem', '删除视图“出库按时间”');
  await menu.click();
  await expect(page.getByRole('menuitem', { name: '出库按时间' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('alert').filter({ hasText: '已删除视图“出库按时间”' }).getByRole('button', { name: '撤销' }).click();
  await menu.click();
  await expect(page.getByRole('menuitem', { name: /^出库按时间/ })).toBeVisible();
});
