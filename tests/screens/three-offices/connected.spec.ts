/**
 * People at work on the same things while connected: nothing typed is lost, neither to a change from elsewhere nor to
 * a crash of the program on the own PC; what was put away comes back; all is found by Ctrl+K.
 */
import { expect } from '@playwright/test';
import { ARTICLE, CARD_TITLE, SCARCE, SENT } from '../../support/branches.ts';
import { expectParagraph, openArticle, write } from './articles.ts';
import { cardField, expectBoth, openBoard, openCard, retitle, takeByKey } from './cards.ts';
import { test } from './fixture.ts';
import { enter, expectBalance, expectMovements, prepare, readConfirmed } from './stock.ts';

test('what is being typed outlasts a change from elsewhere, and leaving by key saves it', async ({ offices }) => {
  const { beijingA, guangzhou } = offices.seats;
  for (const { page } of [beijingA, guangzhou]) {
    await openBoard(page, '门店整改');
    await openCard(page, CARD_TITLE);
  }
  const title = cardField(guangzhou.page, '标题');
  await title.fill('更换灯箱:广州正在写');
  await retitle(beijingA.page, '更换灯箱:北京先存');
  // The board behind the drawer shows that it has arrived.
  await expect(guangzhou.page.getByRole('button', { name: '更换灯箱:北京先存' })).toBeVisible();
  await expect(title).toHaveValue('更换灯箱:广州正在写');
  await title.press('Enter');
  const both = [
    { title: '更换灯箱:北京先存', by: '李娜' },
    { title: '更换灯箱:广州正在写', by: '陈伟强' },
  ];
  for (const { page } of [beijingA, guangzhou]) await expectBoth(page, both);
  await takeByKey(beijingA.page, '更换灯箱:广州正在写');

  await cardField(guangzhou.page, '说明').fill('先断电,再拆旧灯箱');
  await guangzhou.page.keyboard.press('Alt+3');
  await expect(guangzhou.page.getByRole('heading', { name: '库存', level: 1 })).toBeVisible();
  await expect(cardField(beijingA.page, '说明')).toHaveValue('先断电,再拆旧灯箱');
});

test('a card put away and an entry are taken back, and everything is found by Ctrl+K', async ({ offices }) => {
  const { beijingA, headquarters } = offices.seats;
  const { page } = beijingA;
  await openBoard(headquarters.page, '门店整改');
  const atHeadquarters = headquarters.page.getByRole('button', { name: CARD_TITLE });
  await openBoard(page, '门店整改');
  await openCard(page, CARD_TITLE);
  await page.getByRole('button', { name: '归档' }).click();
  await expect(page.getByRole('button', { name: CARD_TITLE })).toBeHidden();
  await expect(atHeadquarters).toBeHidden();
  await page.getByRole('alert').filter({ hasText: `已归档“${CARD_TITLE}”` }).getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('button', { name: CARD_TITLE })).toBeVisible();
  await expect(atHeadquarters).toBeVisible();

  const number = await enter(page, 'issue', { item: SENT.code, name: SENT.name, quantity: '3' });
  await expectBalance(headquarters.page, SENT.code, 'BJ', String(SENT.held - 3));
  await page.getByRole('button', { name: `撤销单据 ${number}` }).click();
  await expect(page.getByRole('region', { name: '本次录入' }).getByRole('listitem')).toContainText('冲销');
  await expectBalance(headquarters.page, SENT.code, 'BJ', String(SENT.held));

  for (const { typed, title, opened } of [
    { typed: 'pingdianquan', title: SENT.name, opened: page.getByRole('complementary', { name: '物料详情' }).getByRole('heading', { name: SENT.name }) },
    { typed: '灯箱', title: CARD_TITLE, opened: cardField(page, '标题') },
    { typed: '货架', title: ARTICLE.title, opened: page.getByRole('textbox', { name: '正文' }) },
  ]) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('textbox', { name: '搜索与命令' })).toBeFocused();
    await page.keyboard.type(typed);
    await expect(page.getByRole('dialog').getByText(title)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(opened).toBeVisible();
  }
});

test('a crash of the program on this PC loses neither the text being written nor the entry being confirmed, and doubles none', async ({ offices }) => {
  const { beijingB, headquarters } = offices.seats;
  const { desk, page } = beijingB;
  const before = await headquarters.desk.call<{ rows: { number: string }[] }>('stock.movements', {});
  await openArticle(page, ARTICLE.title);
  await write(page, 'End', ';写在崩溃前');
  await desk.killCore();
  await expect(page.getByText('与本机程序的连接中断')).toBeVisible();
  await page.keyboard.type(',写在崩溃后');
  await expectParagraph(page, [',写在崩溃后']);
  await desk.restartCore();
  await expect(page.getByText('与本机程序的连接中断')).toBeHidden();
  await openArticle(headquarters.page, ARTICLE.title);
  await expectParagraph(headquarters.page, [`${ARTICLE.paragraph};写在崩溃前,写在崩溃后`]);

  await prepare(page, 'issue', { item: SCARCE.code, name: SCARCE.name, quantity: '2' });
  await desk.killCore();
  await expect(page.getByRole('link', { name: '本机程序未响应' })).toBeVisible();
  await page.keyboard.press('F8');
  await desk.restartCore();
  const number = await readConfirmed(page, SCARCE.name);
  await expectMovements(headquarters.page, [...before.rows.map((movement) => movement.number), number]);
  await expectBalance(headquarters.page, SCARCE.code, 'BJ', String(SCARCE.held - 2));
});
