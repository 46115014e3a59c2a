/** Locations, whole documents, and what an item looks like: changed by keys, and taken back. */
import type { Locator, Page } from '@playwright/test';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

const place = (name: string) => {
  const found = PLACES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  return found;
};

const drawer = (page: Page): Locator => page.locator('main aside');
/** A red point of one pixel. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

test('locations are added by keys one after the other, and one is discontinued and taken up again', async ({ page, sample }) => {
  await openPlace(page, sample, place('locations'));
  await page.keyboard.press('n');
  const code = page.getByRole('textbox', { name: '库位代码' });
  await expect(code).toBeFocused();
  await page.keyboard.type('Ｃ-01');
  await page.keyboard.press('Tab');
  await page.keyboard.type('丙区 1 号架');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /C-01/ })).toContainText('丙区 1 号架');
  await expect(code).toBeFocused();
  await expect(code).toHaveValue('');
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /C-01/ }).getByRole('button', { name: '停用' }).click();
  await expect(page.getByRole('row', { name: /C-01/ })).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('row', { name: /C-01/ })).toHaveCount(1);
});

test('a document is reversed as a whole, with the reason', async ({ page, sample }) => {
  const { number } = await sample.call<{ number: string }>('stock.postDocument', { kind: 'receipt', lines: [{ item: sample.item.code, quantity: '3' }, { item: sample.item.code, quantity: '4' }] });
  await openPlace(page, { ...sample, document: number }, place('a document'));
  await expect(drawer(page).getByRole('listitem')).toHaveCount(2);
  await drawer(page).getByRole('textbox', { name: '冲销原因' }).fill('录错供应商');
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByRole('heading', { name: number })).toBeVisible();
  await expect(drawer(page).getByText('已冲销', { exact: true })).toBeVisible();
  await expect(drawer(page).getByRole('button', { name: '冲销整单' })).toHaveCount(0);
});

test('an item gets a photo, which can be taken away and comes back', async ({ page, sample }) => {
  await openPlace(page, sample, place('an item'));
  const photo = drawer(page).getByRole('img', { name: `${sample.item.name} 的照片` });
  await drawer(page).locator('input[type="file"]').setInputFiles({ name: 'point.png', mimeType: 'image/png', buffer: Buffer.from(PICTURE, 'base64') });
  await expect(photo).toHaveAttribute('src', /^data:image\/jpeg;base64,/);
  await drawer(page).getByRole('button', { name: '移除照片' }).click();
  await expect(photo).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).last().click();
  await expect(photo).toHaveCount(1);
  await drawer(page).locator('input[type="file"]').setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(drawer(page).getByRole('alert')).toContainText('没有保存');
});

test('an item is discontinued, and the toast takes it back', async ({ page, sample }) => {
  await openPlace(page, sample, place('an item'));
  await drawer(page).getByRole('button', { name: '停用' }).click();
  await expect(drawer(page).getByText('已停用', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: '撤销' }).last().click();
  await expect(drawer(page).getByText('已停用', { exact: true })).toHaveCount(0);
});
