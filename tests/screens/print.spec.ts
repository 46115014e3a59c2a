/** The print dialogs: what is shown is what is printed, and a scanner reads it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { violationsInBothSchemes } from './support/access.ts';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

test.beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) }, fireImmediately: true });
});

/** The test's own look into the sandboxed frame is told as blocked: no script runs there, as it should be. */
const BLOCKED = /^Blocked script execution in 'about:srcdoc'/;

test.afterEach(({ faults }) => {
  faults.splice(0, faults.length, ...faults.filter((fault) => !BLOCKED.test(fault)));
});

/** A pixel of the preview becomes a dot of a label printer. */
async function showDots(page: Page): Promise<void> {
  await page.locator('iframe').evaluate((frame: HTMLIFrameElement) => frame.contentDocument?.documentElement.style.setProperty('--zoom', String(203 / 96)));
}

async function scan(picture: Locator): Promise<string[]> {
  return (await readBarcodes(new Uint8Array(await picture.screenshot()), { formats: ['EAN13', 'Code128', 'QRCode'] })).map(({ text }) => text);
}

const place = (name: string) => {
  const found = PLACES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no place ${name}`);
  return found;
};

test('labels of an item from its drawer, by keyboard, on a roll and on sheets', async ({ page, sample }) => {
  await openPlace(page, sample, place('an item'));
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: '打印标签' });
  const preview = page.frameLocator('iframe');
  await expect(preview.locator('.label')).toHaveCount(1);
  const { barcode } = await sample.call<{ barcode: string }>('item.read', { item: sample.item.id });
  // The preview draws itself anew when what it is made of arrives: it is looked at until it stands.
  await expect(async () => {
    await showDots(page);
    expect(await scan(preview.locator('.sheet'))).toEqual([barcode]);
  }).toPass();
  await dialog.getByRole('combobox', { name: '标签规格' }).click();
  await page.getByRole('option', { name: /A4 3×8/ }).click();
  await dialog.getByRole('textbox', { name: '每种张数' }).fill('23');
  await dialog.getByRole('textbox', { name: '从第几张开始' }).fill('3');
  await expect(dialog.getByRole('button', { name: /打印 2 页/ })).toBeEnabled();
  await expect(preview.locator('.label')).toHaveCount(23);
  await page.reload();
  await page.locator('nav').first().waitFor();
  await place('an item').drawn(page, sample).waitFor();
  await page.keyboard.press('Control+p');
  await expect(dialog.getByRole('combobox', { name: '标签规格' })).toHaveValue(/A4 3×8/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a document of a movement says its number in words and as a bar code', async ({ page, sample }) => {
  await openPlace(page, sample, place('a movement'));
  const { rows } = await sample.call<{ rows: [{ number: string }] }>('stock.movements', { id: sample.movement });
  await page.keyboard.press('Control+p');
  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('heading', { name: '出库单' })).toBeVisible();
  // The preview draws itself anew when what it is made of arrives: it is looked at until it stands.
  await expect(async () => {
    await showDots(page);
    expect(await scan(preview.locator('.number'))).toEqual([rows[0].number]);
  }).toPass();
});

test('Ctrl+P on a transfer’s page prints its delivery note', async ({ page, sample }) => {
  await openPlace(page, sample, place('a transfer'));
  await page.keyboard.press('Control+p');
  await expect(page.frameLocator('iframe').getByRole('heading', { name: '调拨单' })).toBeVisible();
});

test('labels are begun from anywhere, and the dialog is for everyone', async ({ page, sample }) => {
  await openPlace(page, sample, place('movements'));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('biaoqian');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '打印标签' });
  await expect(dialog).toContainText('预览显示在这里');
  // Without a preview: the examination runs scripts in every frame, and that one runs none.
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await dialog.getByRole('textbox', { name: /加入物料/ }).fill(sample.item.code);
  await page.keyboard.press('Enter');
  await expect(page.frameLocator('iframe').locator('.label')).toHaveCount(1);
});

test('[PRINT-7] a paper is saved as a PDF where the shell can, and a browser offers its print window alone', async ({ ownPage: page, sample }) => {
  await openPlace(page, sample, place('a movement'));
  await page.keyboard.press('Control+p');
  const save = page.getByRole('button', { name: '存为 PDF' });
  await expect(page.frameLocator('iframe').locator('.sheet')).toHaveCount(1);
  await expect(save).toHaveCount(0);
  await page.addInitScript(() => {
    const asked: object[] = [];
    Object.assign(window, { asked, paper: { savePdf: (paper: object) => Promise.resolve(asked.push(paper) === 1 ? { state: 'failed', cause: 'ENOSPC' } : { state: 'saved', path: 'D:\\出库单.pdf' }) } });
  });
  await page.reload();
  await place('a movement').drawn(page, sample).waitFor();
  await page.keyboard.press('Control+p');
  await expect(page.frameLocator('iframe').locator('.sheet')).toHaveCount(1);
  await save.click();
  await expect(page.getByText('没有存成 PDF（ENOSPC）')).toBeVisible();
  await save.click();
  await expect(page.getByText('已保存为 D:\\出库单.pdf')).toBeVisible();
  await expect(page.getByText('没有存成 PDF（ENOSPC）')).toHaveCount(0);
  const asked = await page.evaluate(() => (window as unknown as { asked: { name: string; widthMm: number; body: string; css: string }[] }).asked);
  expect(asked[0]).toMatchObject({ name: `出库单 ${sample.document}`, widthMm: 210 });
  expect([asked[0]?.body.includes(sample.document), asked[0]?.css.includes('@font-face')]).toEqual([true, true]);
});
