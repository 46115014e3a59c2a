/**
 * A scarce item under quota: headquarters grants a share, Beijing issues within it while its line is down, is refused
 * beyond it, and gets more from the workstation next to it once that one agrees.
 */
import { expect, type Page } from '@playwright/test';
import { SCARCE, SENT } from '../../support/branches.ts';
import { goTo, test } from './fixture.ts';
import { loseLine, regainLine } from './line.ts';
import { enter, prepare } from './stock.ts';

async function openQuotas(page: Page): Promise<void> {
  await goTo(page, '库存');
  await page.getByRole('navigation', { name: '库存视图' }).getByRole('link', { name: '配额' }).click();
}

async function openQuota(page: Page): Promise<void> {
  await openQuotas(page);
  const cell = page.getByRole('grid', { name: '各机构配额' }).getByRole('rowheader', { name: SENT.code, exact: true });
  await cell.click();
  await expect(page.getByRole('complementary', { name: '配额' })).toContainText(SENT.name);
}

const mayIssue = (page: Page, quantity: string) => expect(page.getByRole('complementary', { name: '配额' })).toContainText(`本机可发${quantity}个`);

test('a share is granted, used while the line is down, refused beyond, and handed over next door', async ({ offices }) => {
  const { headquarters, beijingA, beijingB } = offices.seats;

  await test.step('headquarters opens a quota and grants Beijing a share', async () => {
    const { page } = headquarters;
    await openQuotas(page);
    await expect(page.getByRole('heading', { name: '还没有限配额的物料' })).toBeVisible();
    await page.keyboard.press('Alt+n');
    const dialog = page.getByRole('dialog', { name: '设立配额' });
    await dialog.getByRole('combobox', { name: '物料' }).fill(SENT.code);
    await page.getByRole('option', { name: SENT.name }).click();
    await dialog.getByRole('textbox', { name: '总量' }).fill('12');
    await page.keyboard.press('Enter');
    await mayIssue(page, '12');
    await page.getByRole('button', { name: '下达' }).click();
    const grant = page.getByRole('dialog', { name: /^下达/ });
    await grant.getByRole('combobox', { name: '机构' }).click();
    await page.getByRole('option', { name: 'BJ' }).click();
    await grant.getByRole('textbox', { name: '数量' }).fill('6');
    await page.keyboard.press('Enter');
    await mayIssue(page, '6');
  });

  for (const { page } of [beijingA, beijingB]) {
    await openQuota(page);
    await mayIssue(page, '3');
  }
  for (const seat of [beijingA, beijingB]) await loseLine(seat);

  await test.step('cut off, Beijing issues what it holds and no more, a manager neither', async () => {
    const { page } = beijingA;
    await enter(page, 'issue', { item: SENT.code, name: SENT.name, quantity: '2' });
    await prepare(page, 'issue', { item: SENT.code, name: SENT.name, quantity: '2' });
    await page.keyboard.press('F8');
    const alert = page.getByRole('alert').filter({ hasText: '限配额' });
    await expect(alert).toContainText('本机还可发出 1 个');
    await expect(alert).toContainText('BJ-B 还有 3 个');
    // What stands under no quota is issued as ever.
    await page.keyboard.press('Delete');
    await enter(page, 'issue', { item: SCARCE.code, name: SCARCE.name, quantity: '1' });
  });

  for (const seat of [beijingA, beijingB]) await regainLine(seat);

  await test.step('the workstation next door is asked, and gives with one key', async () => {
    const { page } = beijingA;
    await openQuota(page);
    await page.getByRole('button', { name: '申请' }).click();
    const dialog = page.getByRole('dialog', { name: /^申请/ });
    await dialog.getByRole('combobox', { name: '工作站' }).click();
    await page.getByRole('option', { name: /BJ-B/ }).click();
    await dialog.getByRole('textbox', { name: '数量' }).fill('2');
    await page.keyboard.press('Enter');
    await openQuotas(beijingB.page);
    const request = beijingB.page.getByRole('list', { name: '配额申请' }).getByRole('listitem');
    await expect(request).toContainText('BJ-A 请本机转让');
    await beijingB.page.keyboard.press('Control+Enter');
    await expect(request).toHaveCount(0);
    await openQuota(page);
    await mayIssue(page, '3');
    await enter(page, 'issue', { item: SENT.code, name: SENT.name, quantity: '3' });
  });

  await openQuota(headquarters.page);
  await expect(headquarters.page.getByRole('complementary', { name: '配额' })).toContainText('总量 12 · 已用 5 · 余 7');
});
