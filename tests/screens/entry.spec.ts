/** Fast entry and the forms, with what people really type and scan: nothing wrong is ever confirmed, and what to do stands beside it. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';
import { scanInto } from './support/typist.ts';

const place = (name: string) => {
  const found = PLACES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  return found;
};

const scanField = (page: Page): Locator => page.getByRole('textbox', { name: '扫描或输入编码、条码、名称、拼音' });
const confirmed = (page: Page): Locator => page.getByRole('region', { name: '本次录入' }).getByRole('listitem');
const echo = (page: Page): Locator => page.locator('[data-state="ready"]');
const lines = (page: Page): Locator => page.getByRole('table', { name: '单据各行' }).locator('tbody tr');

/** What stands in the lines' quantities, without the units. */
const quantities = (page: Page): Locator => lines(page).locator('td:nth-child(3) strong');

/** Screens of one worker share an office, and an entry outlives its screen: each test begins with an empty one. */
test.beforeEach(async ({ sample }) => {
  const { rows } = await sample.call<{ rows: { id: string }[] }>('draft.list', {});
  for (const { id } of rows) await sample.call('draft.discard', { id });
});

/** A receipt with an item on it and nothing confirmed. */
async function begin(page: Page, sample: SampleOffice): Promise<Locator> {
  await openPlace(page, sample, place('receipt'));
  const scan = scanField(page);
  await scan.fill(sample.item.code);
  await scan.press('Enter');
  await expect(echo(page)).toContainText(sample.item.name);
  return scan;
}

/** The balance at headquarters, as the office itself counts it. */
async function onHand(sample: SampleOffice, item = sample.item.code): Promise<string | undefined> {
  const { rows } = await sample.call<{ rows: { office: string; quantity: string }[] }>('stock.balance', { item, office: 'SH' });
  return rows[0]?.quantity;
}

for (const typed of ['0', '-3', '1.2345', '1,5']) {
  test(`a quantity of ${typed} is refused in words, and the line stays as it was`, async ({ page, sample }) => {
    const scan = await begin(page, sample);
    await scan.fill(typed);
    await scan.press('Enter');
    await expect(page.getByRole('alert')).toContainText(`“${typed}”不能作数量`);
    await expect(quantities(page)).toHaveText(['1']);
    await expect(scan).toBeFocused();
    await expect(confirmed(page)).toHaveCount(0);
  });
}

test('full-width digits of a Chinese input method are a quantity, which F8 confirms and 撤销 takes back', async ({ page, sample }) => {
  const before = Number(await onHand(sample));
  const scan = await begin(page, sample);
  await scan.fill('１２．５');
  await scan.press('F8');
  await expect(confirmed(page)).toContainText(['12.5']);
  await expect(scan).toBeFocused();
  expect(Number(await onHand(sample))).toBe(before + 12.5);
  await page.getByRole('button', { name: /^撤销单据/ }).click();
  await expect(confirmed(page)).toContainText(['已冲销']);
  await expect(scan).toBeFocused();
  expect(Number(await onHand(sample))).toBe(before);
});

test('a text that is no item is said to be none, and Escape begins again', async ({ page, sample }) => {
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

test('more than there is is refused at its line, which a manager may let pass', async ({ page, sample }) => {
  await openPlace(page, sample, place('issue'));
  const scan = scanField(page);
  await scan.fill(sample.item.code);
  await scan.press('Enter');
  await expect(echo(page)).toBeVisible();
  await scan.fill('9999999');
  await scan.press('F8');
  await expect(page.getByRole('alert').filter({ hasText: '第 1 行' })).toContainText(sample.item.name);
  await expect(page.getByRole('checkbox', { name: '主管放行（允许低于零）' })).toBeVisible();
  await expect(confirmed(page)).toHaveCount(0);
  await expect(scan).toBeFocused();
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

test('[STOCK-27] what is scanned right after F2 is not lost, though the screen is not there yet', async ({ page, sample }) => {
  await openPlace(page, sample, place('Today'));
  // The screen comes after all that was scanned.
  const { promise: scanned, resolve: letCome } = Promise.withResolvers<undefined>();
  const asked = page.waitForRequest(/EntryPage.*\.js$/);
  await page.route(/EntryPage.*\.js$/, async (route) => {
    await scanned;
    await route.continue();
  });
  await page.keyboard.press('F2');
  await asked;
  await scanInto(page, sample.item.code);
  await scanInto(page, sample.item.code);
  letCome(undefined);
  await expect(echo(page)).toContainText(sample.item.name);
  await expect(lines(page)).toHaveCount(1);
  await expect(quantities(page)).toHaveText(['2']);
  await expect(scanField(page)).toHaveValue('');
});

test('[STOCK-27] a scan goes to the entry wherever the focus is, and its characters stay in no other field', async ({ page, sample }) => {
  await begin(page, sample);
  const reference = page.getByRole('textbox', { name: '参考号' });
  await reference.fill('PO-7');
  await reference.press('End');
  await scanInto(page, sample.item.code);
  await expect(quantities(page)).toHaveText(['2']);
  await expect(reference).toHaveValue('PO-7');
  await expect(scanField(page)).toBeFocused();
  // A quantity that was typed and not ended belongs to the line before the scan.
  await page.keyboard.press('7', { delay: 80 });
  await scanInto(page, '安全帽不存在-0');
  await expect(quantities(page).first()).toHaveText('7');
});

test('[STOCK-27] an unknown barcode asks once, scanning goes on, and what it is can be said afterwards', async ({ page, sample }) => {
  await begin(page, sample);
  await scanInto(page, '6900000099998');
  await scanInto(page, sample.item.code);
  await scanInto(page, '6900000099998');
  await scanInto(page, sample.item.code);
  await expect(lines(page)).toHaveCount(2);
  await expect(quantities(page)).toHaveText(['3', '2']);
  await expect(lines(page).nth(1)).toContainText('6900000099998');
  const scan = scanField(page);
  await scan.press('ArrowDown');
  await scan.press('Enter');
  const search = page.getByRole('textbox', { name: '它是哪个物料' });
  await expect(search).toBeFocused();
  await search.fill(sample.item.code);
  await expect(page.getByRole('group', { name: '选择物料' }).getByRole('button').first()).toContainText(sample.item.code);
  await search.press('Enter');
  await expect(lines(page)).toHaveCount(1);
  await expect(quantities(page)).toHaveText(['5']);
  await expect(scan).toBeFocused();
  // It was bound: from now on it is known.
  await scanInto(page, '6900000099998');
  await expect(quantities(page)).toHaveText(['6']);
});

test('what nobody could name stays aside when the rest is confirmed', async ({ page, sample }) => {
  await begin(page, sample);
  await scanInto(page, '6900000088889');
  await expect(lines(page)).toHaveCount(2);
  await page.keyboard.press('F8');
  await expect(confirmed(page)).toHaveCount(1);
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText(['6900000088889']);
  await expect(page.getByText('草稿已存本机')).toBeVisible();
  const { rows } = await sample.call<{ rows: { content: string }[] }>('draft.list', { kind: 'entry-receive' });
  expect(rows).toHaveLength(1);
});

test('lines are changed, taken out and put back by keys alone', async ({ page, sample }) => {
  const scan = await begin(page, sample);
  await scan.press('Enter');
  const quantity = page.getByRole('textbox', { name: `${sample.item.name} 数量` });
  await expect(quantity).toBeFocused();
  await quantity.fill('8');
  await quantity.press('Enter');
  await expect(scan).toBeFocused();
  await expect(quantities(page)).toHaveText(['8']);
  await scan.press('Enter');
  await quantity.fill('9');
  await quantity.press('Escape');
  await expect(quantities(page)).toHaveText(['8']);
  await expect(scan).toBeFocused();
  await scan.press('Delete');
  await expect(lines(page)).toHaveCount(0);
  await scan.press('Control+z');
  await expect(quantities(page)).toHaveText(['8']);
  await page.keyboard.press('F7');
  await expect(page.getByRole('combobox', { name: '供应商' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(scan).toBeFocused();
});

test('[STOCK-28] a draft goes on after the page is opened again, and can be cleared with undo', async ({ page, sample }) => {
  const scan = await begin(page, sample);
  await scan.fill('4');
  await scan.press('Enter');
  await expect(page.getByText('草稿已存本机')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/已恢复 .* 未确认的录入，共 1 行/)).toBeVisible();
  await expect(quantities(page)).toHaveText(['4']);
  await page.getByRole('button', { name: '清空草稿' }).click();
  await expect(lines(page)).toHaveCount(0);
  await page.getByRole('alert').getByRole('button', { name: '撤销' }).click();
  await expect(quantities(page)).toHaveText(['4']);
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
