/** Fast entry, with what people really type and scan: nothing wrong is ever confirmed, and what to do stands beside it. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES, turnTo } from './support/places.ts';
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

test('[STOCK-64] beyond a quota is refused with what to do, and headquarters may let it pass, which the document says', async ({ page, sample }) => {
  await sample.call('item.create', { code: 'PE-1', name: '限量阀门', unit: '个' });
  await sample.call('stock.receive', { item: 'PE-1', quantity: '20' });
  await sample.call('quota.open', { item: 'PE-1', total: '5' });
  await openPlace(page, sample, place('issue'));
  const scan = scanField(page);
  await scan.fill('PE-1');
  await scan.press('Enter');
  await scan.fill('8');
  await scan.press('F8');
  await expect(page.getByRole('alert')).toContainText('还可发出 5 个，不能发出 8 个');
  await expect(page.getByRole('alert')).toContainText('您可代表总部放行');
  const allow = page.getByRole('checkbox', { name: /^总部放行/ });
  await allow.check();
  await expect(scan).toBeFocused();
  // What was allowed was that document: with another line it is asked again.
  await scan.fill(sample.item.code);
  await scan.press('Enter');
  await expect(allow).toHaveCount(0);
  await scan.press('Delete');
  await scan.press('F8');
  await expect(page.getByRole('alert')).toContainText('限配额');
  await allow.check();
  await scan.press('F8');
  await expect(confirmed(page)).toContainText(['8 个']);
  const number = (await confirmed(page).getByRole('strong').textContent()) ?? '';
  await turnTo(page, `/stock/documents/${number}`);
  const drawer = page.getByRole('complementary', { name: '单据' });
  await expect(drawer.getByText('经放行')).toBeVisible();
  await expect(drawer.getByText(/超配额放行/)).toBeVisible();
});

test('[STOCK-21] an issue suggests where the item is, most of it first, and says what is there', async ({ page, sample }) => {
  await sample.call('item.create', { code: 'KW-1', name: '分库位垫片', unit: '个' });
  await sample.call('stock.receive', { item: 'KW-1', quantity: '3', location: 'A-01' });
  await sample.call('stock.receive', { item: 'KW-1', quantity: '10', location: 'A-02' });
  await openPlace(page, sample, place('issue'));
  const scan = scanField(page);
  const places = lines(page).locator('td:nth-child(6)');
  await scan.fill('KW-1');
  await scan.press('Enter');
  await expect(places).toHaveText(['A-02存 10']);
  await scan.fill('12');
  await scan.press('Enter');
  await expect(places).toHaveText(['A-02存 10', 'A-01存 3']);
  await expect(quantities(page)).toHaveText(['10', '2']);
  // What no place has is not hidden: the clerk sees that the main place has none of it.
  await scan.fill('20');
  await scan.press('Enter');
  await expect(places).toHaveText(['A-02存 10', 'A-01存 3', '主库位只存 0']);
  await scan.fill('12');
  await scan.press('F8');
  await expect(confirmed(page)).toContainText(['12 个']);
  const { rows } = await sample.call<{ rows: { location: string; quantity: string }[] }>('stock.lots', { item: 'KW-1', office: 'SH' });
  expect(rows.map(({ location, quantity }) => `${location} ${quantity}`)).toEqual(['A-01 1']);
});

test('photos stand beside names in the list, the choices, the lines and the last scan, and shift nothing', async ({ page, sample }) => {
  await openPlace(page, sample, place('catalogue'));
  const photo = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 48;
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  await sample.call('item.create', { code: 'ZP-1', name: '照片甲 测试', unit: '个' });
  const { id } = await sample.call<{ id: string }>('item.create', { code: 'ZP-2', name: '照片乙 测试', unit: '个' });
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'ZP-2', exact: true }) });
  await page.getByRole('textbox', { name: '筛选' }).fill('ZP-');
  await expect(row).toBeVisible();
  const before = await row.boundingBox();
  await sample.call('item.setPhoto', { item: id, photo });
  await expect(row.locator('img')).toHaveAttribute('src', /^data:image\/jpeg/);
  expect(await row.boundingBox()).toEqual(before);
  await openPlace(page, sample, place('receipt'));
  const scan = scanField(page);
  await scan.fill('照片');
  await scan.press('Enter');
  const choices = page.getByRole('group', { name: '选择物料' }).getByRole('button');
  await expect(choices.locator('img')).toHaveCount(1);
  await scan.fill('ZP-2');
  await scan.press('Enter');
  await expect(lines(page).locator('img')).toHaveCount(1);
  await expect(echo(page).getByRole('img', { name: '照片乙 测试' })).toBeVisible();
  await scan.fill('ZP-1');
  await scan.press('Enter');
  // Names stand under each other, with a photo or without.
  const lefts = await lines(page).locator('td:nth-child(2) strong').evaluateAll((names) => names.map((name) => name.getBoundingClientRect().left));
  expect(new Set(lefts).size).toBe(1);
});

test('[ORDER-7] what sales orders wait for is said at the line that takes of it, and can be issued all the same', async ({ page, sample }) => {
  const customer = await sample.call<{ id: string }>('partner.create', { code: 'C-YL', name: '预留客户', role: 'customer' });
  await sample.call('item.create', { code: 'YL-1', name: '预留垫片', unit: '个' });
  await sample.call('stock.receive', { item: 'YL-1', quantity: '20' });
  await sample.call('order.create', { kind: 'sale', partner: customer.id, lines: [{ item: 'YL-1', quantity: '15', unitPrice: '1.00' }] });
  await openPlace(page, sample, place('issue'));
  const scan = scanField(page);
  await scan.fill('YL-1');
  await scan.press('Enter');
  await scan.fill('5');
  await scan.press('Enter');
  await expect(quantities(page)).toHaveText(['5']);
  await expect(lines(page).getByRole('note')).toHaveCount(0);
  await scan.fill('8');
  await scan.press('Enter');
  await expect(lines(page).getByRole('note')).toContainText('会动用 3 个已预留给销售订单的货（共预留 15 个）');
  await scan.press('F8');
  await expect(confirmed(page)).toContainText(['8 个']);
  expect(await onHand(sample, 'YL-1')).toBe('12');
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
  const supplier = page.getByRole('combobox', { name: '供应商' });
  await expect(supplier).toBeFocused();
  // One Escape for the list, which is open a moment after the field, and one for the field; a third would leave the screen.
  await expect(supplier).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(supplier).toHaveAttribute('aria-expanded', 'false');
  await expect(supplier).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(scan).toBeFocused();
  // Still here: the line opens.
  await scan.press('Enter');
  await expect(quantity).toBeFocused();
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
