/** The palette over everything, the sheet of keys, and undo. */
import type { Locator, Page } from '@playwright/test';
import { openAddress, openPlace, PLACES } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

const [today] = PLACES;

async function openPalette(page: Page, sample: SampleOffice): Promise<Locator> {
  if (today === undefined) throw new Error('no screens');
  await openPlace(page, sample, today);
  await page.keyboard.press('Control+K');
  const field = page.getByRole('textbox', { name: '搜索与命令' }).or(page.getByRole('combobox', { name: '搜索与命令' }));
  await expect(field).toBeFocused();
  return field;
}

const found = (page: Page, text: string): Locator => page.locator('[data-action]').filter({ hasText: text });

test('the palette finds an item by name, by the initials of its pinyin and by code', async ({ page, sample }) => {
  const field = await openPalette(page, sample);
  for (const text of ['安全帽 红色', 'aqmhs', 'AQM-01']) {
    await field.fill(text);
    await expect(found(page, '安全帽 红色').first()).toContainText('AQM-01');
  }
  await field.press('Enter');
  await expect(page.getByRole('complementary', { name: '物料详情' })).toContainText('AQM-01');
});

test('Enter takes what stands first, also where it was found after the last letter; an arrow key chooses otherwise', async ({ page, sample }) => {
  // “ls” is part of “labels”, the action that stands alone until the items are found.
  const drawer = page.getByRole('complementary', { name: '物料详情' });
  for (const [keys, code] of [[['Enter'], 'LS-01'], [['ArrowDown', 'Enter'], 'LS-02']] as const) {
    const field = await openPalette(page, sample);
    await field.fill('ls');
    await expect(found(page, 'LS-').first()).toBeVisible();
    await expect(page.locator('[data-action]').first()).toHaveAttribute('data-selected', 'true');
    for (const key of keys) await field.press(key);
    await expect(drawer).toContainText(code);
  }
});

test('the palette finds cards, articles, offices and actions', async ({ page, sample }) => {
  const field = await openPalette(page, sample);
  for (const [text, title] of [
    [sample.cardTitle, sample.cardTitle],
    [sample.articleTitle, sample.articleTitle],
    ['北京', 'BJ 北京分公司'],
    ['ruku', '入库 (F2)'],
    ['新建看板', '新建看板'],
  ] as const) {
    await field.fill(text);
    await expect(found(page, title).first()).toBeVisible();
  }
  await field.fill('没有这样的东西');
  await expect(page.getByText('没有找到“没有这样的东西”')).toBeVisible();
  await field.press('Escape');
  await expect(field).toBeHidden();
});

test('? shows the keys of the page, and Escape leaves them', async ({ page, sample }) => {
  if (today === undefined) throw new Error('no screens');
  await openPlace(page, sample, today);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: '快捷键' });
  await expect(sheet).toContainText('Ctrl+K');
  await expect(sheet).toContainText('F2');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('an archived card comes back by 撤销', async ({ page, sample }) => {
  const { id: board } = await sample.call<{ id: string }>('board.create', { title: '撤销试验' });
  const { id: card } = await sample.call<{ id: string }>('card.create', { board, title: '退货区标识' });
  await openAddress(page, sample, `/tasks/${board}/card/${card}`);
  await page.getByRole('button', { name: '归档', exact: true }).click();
  await expect(page.getByText('已归档“退货区标识”')).toBeVisible();
  await expect(page.locator('main').getByText('退货区标识')).toHaveCount(0);
  await page.getByRole('alert').filter({ hasText: '已归档' }).getByRole('button', { name: '撤销' }).click();
  await expect(page.locator('main li').getByText('退货区标识')).toBeVisible();
});

test('an archived article comes back by 撤销', async ({ page, sample }) => {
  const { id } = await sample.call<{ id: string }>('article.create', { title: '归档后恢复的文章', markdown: '一段文字' });
  await openAddress(page, sample, `/knowledge/${id}`);
  await page.getByRole('button', { name: '归档', exact: true }).click();
  await expect(page.getByText('已归档“归档后恢复的文章”')).toBeVisible();
  await page.getByRole('alert').filter({ hasText: '已归档' }).getByRole('button', { name: '撤销' }).click();
  await expect.poll(async () => (await sample.call<{ archived: boolean }>('article.read', { id })).archived).toBe(false);
});

test('the palette takes what is typed right after its key, however busy the computer is', async ({ page, sample }) => {
  await page.goto(sample.url);
  await page.locator('nav').first().waitFor();
  // Before anything else has its turn: no frame is drawn, no timer runs.
  const focused = await page.evaluate(async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }));
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return document.activeElement?.closest('[role="dialog"]') !== null && document.activeElement?.tagName;
  });
  expect(focused).toBe('INPUT');
});

test('a dialog that is closed leaves the focus where it was', async ({ page, sample }) => {
  await openAddress(page, sample, '/stock/quotas');
  const open = page.locator('main').getByRole('button', { name: '设立配额' });
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '设立配额' });
  await expect(dialog.getByLabel('物料')).toBeFocused();
  await dialog.getByRole('button', { name: '关闭' }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();
});
