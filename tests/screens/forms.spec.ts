/** What a form says of what is missing or wrong: at the field, in the screen’s language, and no longer once it is mended. */
import type { Locator, Page } from '@playwright/test';
import { openAddress, openPlace, PLACES } from './support/places.ts';
import { expect, test, type SampleOffice } from './support/sample-office.ts';

/** The form of a new item, open on an empty one. */
async function newItem(page: Page, sample: SampleOffice): Promise<{ readonly form: Locator; readonly field: (name: string) => Locator }> {
  const balances = PLACES.find(({ name }) => name === 'balances');
  if (balances === undefined) throw new Error('no screen for balances');
  await openPlace(page, sample, balances);
  await page.getByRole('button', { name: '新建物料' }).click();
  const form = page.getByRole('dialog');
  return { form, field: (name) => form.getByRole('textbox', { name, exact: true }) };
}

/** What the browser says of a field when its form is sent. */
const said = (field: Locator): Promise<string> => field.evaluate((element: HTMLInputElement) => element.validationMessage);

test('an item’s code that is taken, a name too long and a bad barcode are named at their fields', async ({ page, sample }) => {
  const { form, field } = await newItem(page, sample);
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

test('a required field that was left empty says so in the screen’s language, until it is filled', async ({ page, sample }) => {
  const { form, field } = await newItem(page, sample);
  await field('编码').fill('BT-1');
  await form.getByRole('button', { name: '新建' }).click();
  await expect.poll(() => said(field('名称'))).toBe('请填写此项。');
  expect(await said(field('编码'))).toBe('');
  await field('名称').fill('必填垫片');
  expect(await said(field('名称'))).toBe('');
  await field('名称').press('Enter');
  await expect(form).toBeHidden();
});

test('a required field that is filled by a choice, with no key typed in it, is no longer missing', async ({ page, sample }) => {
  await sample.call('partner.create', { code: 'C-BT', name: '必填客户', role: 'customer' });
  await openAddress(page, sample, '/stock/orders?view=sale');
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: '新建销售订单' });
  await form.getByRole('combobox', { name: '第 1 行 物料' }).fill(sample.item.code);
  await page.getByRole('option', { name: sample.item.code }).click();
  await form.getByRole('textbox', { name: '第 1 行 数量' }).fill('1');
  const save = form.getByRole('button', { name: '下单' });
  const partner = form.getByRole('combobox', { name: /客户/ });
  await save.click();
  await expect.poll(() => said(partner)).toBe('请填写此项。');
  await partner.click();
  await page.getByRole('option', { name: 'C-BT 必填客户' }).click();
  await save.click();
  await expect(form).toHaveCount(0);
});
