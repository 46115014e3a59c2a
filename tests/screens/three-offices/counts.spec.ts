/**
 * A count by two workstations of an office that are cut off from each other: figures that differ are a clash until one is
 * chosen, an older issue that arrives late is said at its line, and a count posted at both counts once.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { SCARCE, SENT } from '../../support/branches.ts';
import { turnTo } from '../support/places.ts';
import { test } from './fixture.ts';
import { loseLine, regainLine } from './line.ts';
import { enter } from './stock.ts';

test.describe.configure({ timeout: 240_000 });

async function openCount(page: Page, id: string): Promise<void> {
  // From elsewhere: a screen that stands already may be told from the same one drawn anew by nothing.
  await turnTo(page, '/stock');
  await turnTo(page, `/stock/counts/${id}?view=review`);
}

const line = (page: Page, code: string): Locator => page.getByRole('grid', { name: '复核各处' }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: code, exact: true }) });

test('what two counted apart clashes until one is chosen, and what both posted counts once', async ({ offices }) => {
  const { headquarters, beijingA, beijingB } = offices.seats;
  // Both may post here.
  const { rows } = await headquarters.desk.call<{ rows: { id: string; name: string }[] }>('person.list', { office: 'BJ' });
  await headquarters.desk.call('person.update', { id: rows.find(({ name }) => name === '王磊')?.id ?? '', roles: ['manager'] });
  await headquarters.desk.call('sync.run', { untilIdle: true });
  await beijingB.desk.call('sync.run', { untilIdle: true });
  const { id } = await beijingA.desk.call<{ id: string }>('count.plan', { title: '交叉盘点', scope: 'items', items: [SCARCE.code, SENT.code], blind: false });
  for (const { desk } of [beijingA, beijingB]) await desk.call('sync.run', { untilIdle: true });

  await test.step('two figures of one place are a clash, which a manager decides', async () => {
    await beijingA.desk.call('count.enter', { count: id, item: SENT.code, quantity: '19' });
    await beijingB.desk.call('count.enter', { count: id, item: SENT.code, quantity: '18' });
    const { page } = beijingA;
    await openCount(page, id);
    await expect(line(page, SENT.code)).toContainText('两人不同');
    await page.keyboard.press('F8');
    await expect(page.getByText('两人不同').first()).toBeVisible();
    await line(page, SENT.code).getByRole('rowheader').click();
    const drawer = page.getByRole('complementary', { name: '这一处的盘点' });
    await drawer.getByRole('button', { name: /18/ }).click();
    await expect(line(page, SENT.code)).not.toContainText('两人不同');
    await expect(line(page, SENT.code)).toContainText('−2');
  });

  await beijingA.desk.call('count.enter', { count: id, item: SCARCE.code, quantity: '5' });
  for (const { desk } of [beijingA, beijingB]) await desk.call('sync.run', { untilIdle: true });
  for (const seat of [beijingA, beijingB]) await loseLine(seat);

  await test.step('cut off from each other, both post', async () => {
    await openCount(beijingB.page, id);
    await expect(line(beijingB.page, SENT.code)).toContainText('−2');
    await beijingB.page.keyboard.press('F8');
    await expect(beijingB.page.getByText(/^已过账 BJ-B-/)).toBeVisible();
    await openCount(beijingA.page, id);
    await expect(line(beijingA.page, SENT.code)).toContainText('−2');
    await beijingA.page.keyboard.press('F8');
    await expect(beijingA.page.getByText(/^已过账 BJ-A-/)).toBeVisible();
  });

  for (const seat of [beijingA, beijingB]) await regainLine(seat);

  for (const { page } of [beijingA, beijingB]) {
    await openCount(page, id);
    await expect(page.getByRole('alert').filter({ hasText: '被两处分别过账' })).toContainText(/BJ-A-.*BJ-B-|BJ-B-.*BJ-A-/);
  }
  const { rows: balances } = await headquarters.desk.call<{ rows: { quantity: string }[] }>('stock.balance', { item: SENT.code, office: 'BJ' });
  expect(balances.map(({ quantity }) => quantity)).toEqual(['18']);
});

test('an older issue that arrives after a count was posted is said at its line, with the movement', async ({ offices }) => {
  const { beijingA, beijingB } = offices.seats;
  await loseLine(beijingB);
  const number = await enter(beijingB.page, 'issue', { item: SENT.code, name: SENT.name, quantity: '2' });
  // Counted after it, by somebody who had not heard of it: what was issued is not there any more.
  const { id } = await beijingA.desk.call<{ id: string }>('count.plan', { title: '晚到', scope: 'items', items: [SENT.code], blind: false });
  await beijingA.desk.call('count.enter', { count: id, item: SENT.code, quantity: '18' });
  const { page } = beijingA;
  await openCount(page, id);
  await expect(line(page, SENT.code)).toContainText('−2');
  await page.keyboard.press('F8');
  await expect(page.getByText(/^已过账 BJ-A-/)).toBeVisible();

  await regainLine(beijingB);
  await expect(page.getByRole('alert').filter({ hasText: '晚到的记录' })).toContainText('1 处的差异');
  await expect(line(page, SENT.code)).toContainText('原 −2，现 0');
  await line(page, SENT.code).getByRole('rowheader').click();
  await expect(page.getByRole('region', { name: '晚到的更早记录' })).toContainText(number);
});
