/** Counting: planned, counted blind by scanner, reviewed by value and posted, with late figures said. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES, turnTo } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

/** The tests' own script is kept out of the preview, which takes none: the browser says so. */
const BLOCKED = /^Blocked script execution in 'about:srcdoc'/;

test.afterEach(({ faults }) => {
  faults.splice(0, faults.length, ...faults.filter((fault) => !BLOCKED.test(fault)));
});

const counts = PLACES.find(({ name }) => name === 'counts');
const scanField = (page: Page): Locator => page.getByRole('textbox', { name: '扫描或输入物料、库位' });
const row = (page: Page, code: string): Locator => page.getByRole('row').filter({ has: page.getByText(code, { exact: true }) });

async function onHand(sample: SampleOffice, item: string): Promise<number> {
  const { rows } = await sample.call<{ rows: { quantity: string }[] }>('stock.balance', { item, office: 'SH' });
  return Number(rows[0]?.quantity);
}

/** Two items of their own, so that no other test changes what is counted here. */
async function twoItems(sample: SampleOffice, mark: string): Promise<readonly [string, string]> {
  const codes = [`${mark}-1`, `${mark}-2`] as const;
  for (const code of codes) {
    await sample.call('item.create', { code, name: `盘点 ${code}`, unit: '个' });
    await sample.call('stock.receive', { item: code, quantity: '10', unitCost: '3.00' });
  }
  return codes;
}

async function open(page: Page, sample: SampleOffice): Promise<void> {
  if (counts === undefined) throw new Error('no screen for counts');
  await openPlace(page, sample, counts);
}

test('a blind count is planned, counted by scanner alone, reviewed and posted with one key', async ({ page, sample }) => {
  const [first, second] = await twoItems(sample, 'PD');
  await open(page, sample);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '名称' }).fill('货架抽盘');
  await dialog.getByText('指定物料').click();
  for (const code of [first, second]) {
    await dialog.getByRole('combobox', { name: '物料' }).or(dialog.getByRole('textbox', { name: '物料' })).fill(code);
    await page.getByRole('option', { name: code }).click();
  }
  // The list of items closes as the focus leaves it.
  await dialog.getByRole('textbox', { name: '名称' }).click();
  await dialog.getByRole('button', { name: '开始盘点' }).click();

  const scan = scanField(page);
  await expect(scan).toBeFocused();
  await expect(page.getByRole('status', { name: '已盘 0 处，共 2 处' })).toBeVisible();
  // Nothing of the books is on screen.
  await expect(page.getByText('账面')).toHaveCount(0);
  await page.keyboard.type(first);
  await page.keyboard.press('Enter');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  // The next scan saves what is in hand.
  await page.keyboard.type(second);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: '已盘 1 处，共 2 处' })).toBeVisible();
  await page.keyboard.type(second);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-state="ready"]')).toContainText('2');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await page.keyboard.press('F8');
  await expect(page.getByRole('status', { name: '已盘 2 处，共 2 处' })).toBeVisible();
  await expect(scan).toBeFocused();

  // Counted again, it asks; nothing is added in silence.
  await page.keyboard.type(first);
  await page.keyboard.press('Enter');
  await page.keyboard.press('F8');
  await expect(page.locator('[data-state="ask"]')).toContainText('已经盘过 8');
  await page.keyboard.type(second);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('先选择累加');
  await page.keyboard.type('+');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-state="saved"]')).toContainText('9');

  await page.getByRole('radiogroup', { name: '盘点或复核' }).getByText('复核').click();
  await expect(row(page, first)).toContainText('−1');
  await expect(row(page, first)).toContainText('−3');
  await expect(row(page, second)).toHaveCount(0);
  await page.keyboard.press('F8');
  await expect(page.getByText(/^已过账 SH-/)).toBeVisible();
  await expect(page.getByText('已过账', { exact: true }).first()).toBeVisible();
  expect([await onHand(sample, first), await onHand(sample, second)]).toEqual([9, 10]);
});

test('what nobody counted is left only when a person says so', async ({ page, sample }) => {
  const [first, second] = await twoItems(sample, 'WP');
  const { id } = await sample.call<{ id: string }>('count.plan', { title: '未盘', scope: 'items', items: [first, second], blind: false });
  await sample.call('count.enter', { count: id, item: first, quantity: '12' });
  await open(page, sample);
  await turnTo(page, `/stock/counts/${id}?view=review`);
  await expect(row(page, first)).toContainText('+2');
  await page.keyboard.press('F8');
  await expect(page.getByText('还有 1 处没有盘')).toBeVisible();
  expect(await onHand(sample, first)).toBe(10);
  await page.getByText('按零入账', { exact: true }).click();
  await page.keyboard.press('F8');
  await expect(page.getByText(/^已过账 SH-/)).toBeVisible();
  expect([await onHand(sample, first), await onHand(sample, second)]).toEqual([12, 0]);
});

test('F6 opens counting from stock, and an open count prints its sheet with the books’ figures', async ({ page, sample }) => {
  const [first] = await twoItems(sample, 'DY');
  const { id } = await sample.call<{ id: string }>('count.plan', { title: '打印', scope: 'items', items: [first], blind: false });
  await open(page, sample);
  await turnTo(page, '/stock');
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('F6');
  await expect(page.getByRole('grid', { name: '盘点列表' })).toBeVisible();
  await turnTo(page, `/stock/counts/${id}`);
  await page.getByRole('button', { name: '打印盘点表' }).click();
  const sheet = page.getByRole('dialog').frameLocator('iframe');
  await expect(sheet.getByText('账面 10')).toBeVisible();
  await expect(sheet.getByText(first, { exact: true })).toBeVisible();
});
