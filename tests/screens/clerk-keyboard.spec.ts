/** A clerk's day without a mouse: at each step the focus is seen, and stands where the next key belongs. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';
import { scanInto, typeByHand } from './support/typist.ts';

const UNKNOWN = '6900000077770';
/** More stops than any screen has before the one that is looked for. */
const MOST_STOPS = 60;

const scanField = (page: Page): Locator => page.getByRole('textbox', { name: '扫描或输入编码、条码、名称、拼音' });
const lines = (page: Page): Locator => page.getByRole('table', { name: '单据各行' }).locator('tbody tr');
const confirmed = (page: Page): Locator => page.getByRole('region', { name: '本次录入' }).getByRole('listitem');

/** The focus is at, or within, what is named, in sight, and drawn as the focus. */
async function expectFocus(page: Page, where: Locator): Promise<void> {
  await expect(where.and(page.locator(':focus, :focus-within'))).toHaveCount(1);
  const seen = await page.locator(':focus').evaluate((element) => {
    // Of a choice among several the button that is seen has the ring, not the hidden one beneath.
    const drawn = (element instanceof HTMLInputElement && element.type === 'radio' ? element.labels?.[0] : undefined) ?? element;
    const { top, bottom, left, right } = drawn.getBoundingClientRect();
    return element.matches(':focus-visible') && right > left && bottom > 0 && top < window.innerHeight && left < window.innerWidth;
  });
  expect(seen).toBe(true);
}

/** Goes from stop to stop as a person does, until what is named has the focus. */
async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await goal.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press(key);
    if (await goal.evaluate((element) => element === document.activeElement)) {
      await expectFocus(page, goal);
      return;
    }
  }
  throw new Error(`no ${key} leads to ${String(goal)}`);
}

test('a clerk receives, transfers, issues, counts, looks up and reverses by keys alone', async ({ page, sample }) => {
  const [first, second] = [
    { code: 'JP-1', name: '键盘密封垫', barcode: '6900000066661' },
    { code: 'JP-2', name: '键盘法兰盘', barcode: '6900000066678' },
  ] as const;
  for (const { code, name, barcode } of [first, second]) await sample.call('item.create', { code, name, unit: '个', barcode });
  const onHand = async (): Promise<string | undefined> => (await sample.call<{ rows: { quantity: string }[] }>('stock.balance', { item: first.code, office: 'SH' })).rows[0]?.quantity;
  const today = PLACES.find(({ name }) => name === 'Today');
  if (today === undefined) throw new Error('no screen for today');
  await openPlace(page, sample, today);

  await test.step('F2: two lines by scanner, confirmed by F8', async () => {
    await page.keyboard.press('F2');
    await expectFocus(page, scanField(page));
    await scanInto(page, first.barcode);
    await typeByHand(page, '20');
    await page.keyboard.press('Enter');
    await scanInto(page, second.barcode);
    await expect(lines(page)).toHaveCount(2);
    await page.keyboard.press('F8');
    await expect(confirmed(page)).toHaveCount(1);
    await expectFocus(page, scanField(page));
  });

  await test.step('F4: to another office, chosen by F7', async () => {
    await page.keyboard.press('F4');
    await expect(page.getByRole('heading', { level: 1, name: '调拨' })).toBeVisible();
    await page.keyboard.press('F7');
    const to = page.getByRole('combobox', { name: '发往' });
    await expectFocus(page, to);
    await page.keyboard.press('ArrowDown');
    await expect(to).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(to).not.toHaveValue('');
    await expectFocus(page, scanField(page));
    await scanInto(page, first.barcode);
    await typeByHand(page, '3');
    await page.keyboard.press('F8');
    await expect(confirmed(page)).toContainText(['3 个']);
    await expectFocus(page, scanField(page));
  });

  await test.step('F3: a barcode that nobody knows is asked of once', async () => {
    await page.keyboard.press('F3');
    await expect(page.getByRole('heading', { level: 1, name: '出库' })).toBeVisible();
    await expectFocus(page, scanField(page));
    await scanInto(page, UNKNOWN);
    await expect(lines(page)).toContainText([UNKNOWN]);
    await page.keyboard.press('Enter');
    const question = page.getByRole('textbox', { name: '它是哪个物料' });
    await expectFocus(page, question);
    await typeByHand(page, first.code);
    await expect(page.getByRole('group', { name: '选择物料' }).getByRole('button').first()).toContainText(first.code);
    await page.keyboard.press('Enter');
    await expect(lines(page)).toContainText([first.name]);
    await expectFocus(page, scanField(page));
    await scanInto(page, UNKNOWN);
    await expect(lines(page).locator('td:nth-child(3) strong')).toHaveText(['2']);
    await page.keyboard.press('F8');
    await expect(confirmed(page)).toContainText(['2 个']);
    await expectFocus(page, scanField(page));
    expect(await onHand()).toBe('15');
  });

  await test.step('F6: a count of one item, planned, counted and posted', async () => {
    await page.keyboard.press('F6');
    await page.getByRole('grid', { name: '盘点列表' }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: '新建盘点' });
    await expectFocus(page, dialog.getByRole('textbox', { name: '名称' }));
    await page.keyboard.press('Tab');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: '指定物料' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.type(first.code);
    await page.getByRole('option', { name: first.code }).waitFor();
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.getByRole('button', { name: '开始盘点' }));
    await page.keyboard.press('Enter');
    const scan = page.getByRole('textbox', { name: '扫描或输入物料、库位' });
    await expectFocus(page, scan);
    await scanInto(page, first.barcode);
    await expect(page.locator('[data-state="ready"]')).toContainText(first.name);
    // F8 saves the figure that was typed, as it confirms an entry.
    await typeByHand(page, '14');
    await page.keyboard.press('F8');
    await expect(page.locator('[data-state="saved"]')).toContainText('14');
    await expectFocus(page, scan);
    await tabTo(page, page.getByRole('radiogroup', { name: '盘点或复核' }).getByRole('radio', { checked: true }), 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('row').filter({ hasText: first.code })).toContainText('−1');
    await expectFocus(page, page.getByRole('radiogroup', { name: '盘点或复核' }));
    await page.keyboard.press('F8');
    await expect(page.getByText(/^已过账 SH-/)).toBeVisible();
    await expectFocus(page, page.locator('main'));
    expect(await onHand()).toBe('14');
  });

  await test.step('Ctrl+K: an item by its initials, and its history with the balance after each movement', async () => {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog').getByRole('textbox');
    await expectFocus(page, palette);
    await page.keyboard.type('jpmfd');
    await expect(page.getByRole('dialog').getByText(first.name)).toBeVisible();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: '物料详情' });
    await expectFocus(page, drawer);
    const history = drawer.getByRole('table').filter({ has: page.getByRole('columnheader', { name: '结存' }) }).locator('tbody tr');
    await expect(history).toHaveCount(4);
    await expect(history.locator('td:nth-child(5)')).toHaveText(['14', '15', '17', '20']);
    await tabTo(page, history.nth(1).getByRole('link', { name: '出库' }));
    await page.keyboard.press('Enter');
  });

  await test.step('the issue is reversed, and Escape leads back to the journal', async () => {
    const drawer = page.getByRole('complementary', { name: '单据详情' });
    await expectFocus(page, drawer);
    await tabTo(page, drawer.getByRole('textbox', { name: '冲销原因' }));
    await page.keyboard.type('多发了');
    await page.keyboard.press('Enter');
    await expect(drawer.getByText(/已被 .* 冲销/)).toBeVisible();
    await expectFocus(page, drawer);
    expect(await onHand()).toBe('16');
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await expectFocus(page, page.getByRole('grid', { name: '出入库流水' }));
    await page.keyboard.press('ArrowDown');
    await expectFocus(page, page.getByRole('grid', { name: '出入库流水' }).locator('[role="gridcell"], [role="rowheader"]').and(page.locator(':focus')));
  });
});
