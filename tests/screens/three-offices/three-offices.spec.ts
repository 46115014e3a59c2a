/**
 * The product's main job on screen: offices that worked apart come together, provably complete.
 *
 * Both workstations of Beijing and the one of Guangzhou lose their lines, so that none hears of another. Both in
 * Beijing issue the last five of an item; Beijing and Guangzhou retitle one card and write in one paragraph; goods
 * travel from Beijing to Guangzhou; a workstation in Beijing is killed right after an entry was confirmed, once the
 * relay as well. Whatever the order in which the lines return, all four screens then show the same, and nothing
 * confirmed is missing.
 */
import { expect } from '@playwright/test';
import { ARTICLE, CARD_TITLE, SCARCE, SENT, type DeskName } from '../../support/branches.ts';
import { expectParagraph, openArticle, write } from './articles.ts';
import { expectBoth, expectTitle, openBoard, openCard, retitle, takeByKey } from './cards.ts';
import { test } from './fixture.ts';
import { expectBelowZero, expectNothingToSettle, openHeadquarters, settleException } from './headquarters.ts';
import { expectWaiting, loseLine, regainLine } from './line.ts';
import { enter, expectBalance, expectLacking, expectMovements, expectReceived, receiveTransfer } from './stock.ts';

type Away = Exclude<DeskName, 'headquarters'>;

interface Course {
  readonly back: readonly Away[];
  /** Which workstation of Beijing is killed and started again. */
  readonly killed: 'beijingA' | 'beijingB';
  /** Whether the goods leave while Guangzhou still hears of it, or while all are apart. */
  readonly sent: 'before' | 'apart';
  /** Kills the relay, too, while the last office is still away. */
  readonly relayKilled?: true;
}

const COURSES: readonly Course[] = [
  { back: ['beijingA', 'beijingB', 'guangzhou'], killed: 'beijingB', sent: 'before' },
  { back: ['guangzhou', 'beijingB', 'beijingA'], killed: 'beijingA', sent: 'apart' },
  { back: ['beijingB', 'guangzhou', 'beijingA'], killed: 'beijingB', sent: 'apart', relayKilled: true },
];

const TITLES = { beijing: { title: '更换灯箱:北京先做', by: '李娜' }, guangzhou: { title: '更换灯箱:广州先做', by: '陈伟强' } };
const TEXTS = { beijing: ';北京:两人同盘', guangzhou: '广州:先停出库。' };
const BELOW_ZERO = `${SCARCE.name} 在 BJ 为 −${SCARCE.held} 个`;
const TRAVELLING = '8';

for (const { back, killed, sent, relayKilled } of COURSES) {
  const also = relayKilled ? ' and the relay' : '';
  test(`apart and together again: back in the order ${back.join(', ')}, ${killed}${also} killed, goods sent ${sent}`, async ({ offices }) => {
    const { seats, everyone } = offices;
    const { headquarters, beijingA, beijingB, guangzhou } = seats;
    const away = [beijingA, beijingB, guangzhou];
    const send = (): Promise<string> => enter(beijingA.page, 'transfer', { item: SENT.code, name: SENT.name, quantity: TRAVELLING, to: 'GZ' });
    const before = await headquarters.desk.call<{ rows: { number: string }[] }>('stock.movements', {});
    const confirmed = before.rows.map((movement) => movement.number);

    const transfer = await test.step('goods leave Beijing and the lines fall', async () => {
      const early = sent === 'before' ? await send() : undefined;
      if (early !== undefined) {
        await expect.poll(async () => (await guangzhou.desk.call<{ rows: unknown[] }>('stock.transfers', { state: 'in-transit' })).rows).toHaveLength(1);
      }
      for (const seat of away) await loseLine(seat);
      return early ?? (await send());
    });
    confirmed.push(transfer);
    const travelled = { received: false };
    const receive = async (): Promise<void> => {
      await receiveTransfer(guangzhou.page, transfer, SENT.name);
      const { rows } = await guangzhou.desk.call<{ rows: { number: string }[] }>('stock.movements', { kind: 'transfer-in' });
      expect(rows).toHaveLength(1);
      confirmed.push(...rows.map((movement) => movement.number));
      travelled.received = true;
    };

    const raced: string[] = [];
    await test.step('all work on', async () => {
      for (const seat of [beijingA, beijingB]) {
        raced.push(await enter(seat.page, 'issue', { item: SCARCE.code, name: SCARCE.name, quantity: String(SCARCE.held) }));
        if (seat.name === killed) {
          await seat.desk.killCore();
          await seat.desk.restartCore();
        }
        await expectWaiting(seat);
        await expectBalance(seat.page, SCARCE.code, 'BJ', '0');
        await expectLacking(seat.page, ['SH', 'BJ', 'GZ']);
      }
      confirmed.push(...raced);
      await expectLacking(headquarters.page, ['BJ', 'GZ']);
      if (sent === 'before') await receive();
      for (const [seat, { title }] of [[beijingA, TITLES.beijing], [guangzhou, TITLES.guangzhou]] as const) {
        await openBoard(seat.page, '门店整改');
        await openCard(seat.page, CARD_TITLE);
        await retitle(seat.page, title);
      }
      await openArticle(beijingB.page, ARTICLE.title);
      await write(beijingB.page, 'End', TEXTS.beijing);
      await openArticle(guangzhou.page, ARTICLE.title);
      await write(guangzhou.page, 'Home', TEXTS.guangzhou);
    });

    await test.step('the lines return', async () => {
      for (const [index, name] of back.entries()) {
        if (relayKilled && index === back.length - 1) {
          await offices.restartRelay();
          for (const earlier of ['headquarters', ...back.slice(0, index)] as const) await regainLine(seats[earlier]);
        }
        await regainLine(seats[name]);
      }
      if (!travelled.received) await receive();
    });

    await test.step('all show the same stock', async () => {
      expect(new Set(confirmed).size).toBe(6);
      for (const { page } of everyone) {
        await expectBalance(page, SCARCE.code, 'BJ', `−${SCARCE.held}低于零`);
        await expectBalance(page, SENT.code, 'BJ', String(SENT.held - Number(TRAVELLING)));
        await expectBalance(page, SENT.code, 'GZ', TRAVELLING);
        await expectLacking(page, []);
        await expectReceived(page, transfer);
        await expectMovements(page, confirmed);
      }
    });

    await test.step('all show both texts of the article', async () => {
      const paragraphs: string[] = [];
      for (const { page } of everyone) {
        await openArticle(page, ARTICLE.title);
        paragraphs.push(await expectParagraph(page, [ARTICLE.paragraph, TEXTS.beijing, TEXTS.guangzhou]));
      }
      expect(new Set(paragraphs).size).toBe(1);
    });

    await test.step('both titles of the card are seen and one is taken by key', async () => {
      for (const { page } of everyone) {
        await openBoard(page, '门店整改');
        await expect(page.getByRole('button', { name: '更换灯箱' })).toContainText('两地同时修改');
        await openCard(page, /更换灯箱/);
        await expectBoth(page, [TITLES.beijing, TITLES.guangzhou]);
      }
      await takeByKey(guangzhou.page, TITLES.beijing.title);
      for (const { page } of everyone) await expectTitle(page, TITLES.beijing.title);
    });

    await test.step('headquarters settles the stock below zero', async () => {
      for (const { page } of everyone) await openHeadquarters(page);
      for (const { page } of everyone) await expectBelowZero(page, BELOW_ZERO, raced);
      await settleException(headquarters.page, BELOW_ZERO, '已电话核实,次日补货');
      for (const { page } of everyone) await expectNothingToSettle(page);
    });
  });
}
