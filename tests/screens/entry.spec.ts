/** Fast entry and the forms, with what people really type: nothing wrong is ever confirmed, and what to do stands beside it. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

const place = (name: string) => {
  const found = PLACES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  return found;
};

const scanField = (page: Page): Locator => page.getByRole('textbox', { name: '扫描或输入编码、条码、名称、拼音' });
const confirmed = (page: Page): Locator => page.getByRole('region', { name: '本次录入' }).getByRole('listitem');
const echo = (page: Page): Locator => page.locator('[data-state="ready"]');

/** A receipt with an item chosen and nothing confirmed. */
async function begin(page: Page, sample: SampleOffice): Promise<Locator> {
  await openPlace(page, sample, place('receipt'));
  const scan = scanField(page);
  await scan.fill(sample.item.code);
  await scan.press('Enter');
  await expect(echo(page)).toContainText(sample.item.name);
  return scan;
}

/** The balance at headquarters, as the office itself counts it. */
async function onHand(sample: SampleOffice): Promise<string | undefined> {
  const { rows } = await sample.call<{ rows: { office: string; quantity: string }[] }>('stock.balance', { item: sample.item.code, office: 'SH' });
  return rows[0]?.quantity;
}

for (const typed of ['0', '-3', '1.2345', '1,5']) {
  for (const key of ['Enter', 'F8']) {
    test(`a quantity of ${typed} with ${key} is refused in words, and nothing is confirmed`, async ({ page, sample }) => {
      const before = await onHand(sample);
      const scan = await begin(page, sample);
      await scan.fill(typed);
      await scan.press(key);
      await expect(page.getByRole('alert')).toContainText(`“${typed}”不能作数量`);
      await expect(echo(page)).toContainText(sample.item.name);
      await expect(scan).toBeFocused();
      await expect(confirmed(page)).toHaveCount(0);
      expect(await onHand(sample)).toBe(before);
    });
  }
}

test('full-width digits of a Chinese input method are a quantity, which F8 confirms and 撤销 takes back', async ({ page, sample }) => {
  const before = Number(await onHand(sample));
  const scan = await begin(page, sample);
  await scan.fill('１２．５');
  await scan.press('Enter');
  await expect(echo(page)).toContainText('12.5');
  await scan.press('F8');
  await expect(confirmed(page)).toContainText(['+12.5']);
  await expect(scan).toBeFocused();
  expect(Number(await onHand(sample))).toBe(before + 12.5);
  await page.getByRole('button', { name: /^冲销这一笔/ }).click();
  await expect(confirmed(page)).toContainText(['冲销']);
  await expect(scan).toBeFocused();
  expect(Number(await onHand(sample))).toBe(before);
});

test('an unknown item is said to be unknown, and Escape begins again', async ({ page, sample }) => {
  await openPlace(page, sample, place('issue'));
  const scan = scanField(page);
  await scan.fill('没有这个');
  await scan.press('Enter');
  await expect(page.getByRole('alert')).toContainText('没有编码、条码或名称为“没有这个”的物料');
  await expect(scan).toBeFocused();
  await scan.press('Escape');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a word that fits several items offers them, and the arrow keys choose', async ({ page, sample }) => {
  await openPlace(page, sample, place('receipt'));
  const scan = scanField(page);
  await scan.fill('anquanmao');
  await scan.press('Enter');
  const choices = page.getByRole('group', { name: '选择物料' }).getByRole('button');
  await expect(choices.first()).toBeVisible();
  await scan.press('ArrowDown');
  await expect(choices.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(scan).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(choices.nth(1)).toBeFocused();
  const name = await choices.nth(1).getByRole('strong').textContent();
  await page.keyboard.press('Enter');
  await expect(echo(page)).toContainText(name ?? '');
  await expect(scan).toBeFocused();
});

test('more than there is is refused with what there is', async ({ page, sample }) => {
  await openPlace(page, sample, place('issue'));
  const scan = scanField(page);
  await scan.fill(sample.item.code);
  await scan.press('Enter');
  await expect(echo(page)).toBeVisible();
  await scan.fill('9999999');
  await scan.press('F8');
  await expect(page.getByRole('alert')).toContainText(sample.item.name);
  await expect(confirmed(page)).toHaveCount(0);
});

test('Enter that ends a composition neither looks up nor confirms', async ({ page, sample }) => {
  const scan = await begin(page, sample);
  await scan.fill('luosi');
  await scan.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', isComposing: true, bubbles: true });
  await expect(scan).toHaveValue('luosi');
  await expect(confirmed(page)).toHaveCount(0);
});

test('F2, F3 and F4 lead from any screen to their entry', async ({ page, sample }) => {
  await openPlace(page, sample, place('Today'));
  for (const [key, title] of [
    ['F2', '入库'],
    ['F3', '出库'],
    ['F4', '调拨'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(scanField(page)).toBeFocused();
  }
});

test('an item’s code that is taken, a name too long and a bad barcode are named at their fields', async ({ page, sample }) => {
  await openPlace(page, sample, place('balances'));
  await page.getByRole('button', { name: '新建物料' }).click();
  const form = page.getByRole('dialog');
  const field = (name: string): Locator => form.getByRole('textbox', { name, exact: true });
  await field('编码').fill(sample.item.code.toLowerCase());
  await field('名称').fill('物'.repeat(201));
  await form.getByRole('button', { name: '新建' }).click();
  await expect(field('名称')).toHaveAccessibleDescription(/最多 200 个字符/);
  await field('名称').fill('另一个');
  await field('条码').fill('a b');
  await form.getByRole('button', { name: '新建' }).click();
  await expect(field('条码')).toHaveAccessibleDescription(/条码为 3 到 64 位/);
  await field('条码').fill('');
  await form.getByRole('button', { name: '新建' }).click();
  await expect(field('编码')).toHaveAccessibleDescription(new RegExp(`已用于“${sample.item.name}”`));
  await expect(form).toBeVisible();
});
