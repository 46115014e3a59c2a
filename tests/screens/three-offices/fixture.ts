/** Four people at their screens: headquarters, two in Beijing, one in Guangzhou, each in a browser of their own. */
import { expect, test as base, type Page } from '@playwright/test';
import { forget, leave } from '../support/forget.ts';
import { DESKS, foundBranches, type Branches, type Desk, type DeskName } from '../../support/branches.ts';

export interface Seat {
  readonly name: DeskName;
  readonly desk: Desk;
  readonly page: Page;
}

export interface Offices extends Omit<Branches, 'begin' | 'end' | 'close' | 'desks'> {
  readonly seats: Readonly<Record<DeskName, Seat>>;
  readonly everyone: readonly Seat[];
}

/** The branches, founded once per worker, and a browser for each seat: one tab, which keeps the program's files, read and compiled. */
interface House {
  readonly branches: Branches;
  readonly pages: Readonly<Record<DeskName, Page>>;
}

export const test = base.extend<{ readonly offices: Offices }, { readonly house: House }>({
  house: [
    async ({ browser }, use) => {
      const branches = await foundBranches();
      const openBrowser = async (): Promise<Page> => (await browser.newContext()).newPage();
      const [headquarters, beijingA, beijingB, guangzhou] = await Promise.all([openBrowser(), openBrowser(), openBrowser(), openBrowser()]);
      const pages = { headquarters, beijingA, beijingB, guangzhou };
      await use({ branches, pages });
      for (const page of Object.values(pages)) await page.context().close();
      await branches.close();
    },
    { scope: 'worker' },
  ],
  offices: async ({ house: { branches, pages } }, use) => {
    const { begin, end, close: _close, desks, ...made } = branches;
    await begin();
    const sitDown = async (name: DeskName): Promise<Seat> => {
      const page = pages[name];
      await page.goto(desks[name].url);
      // The first page is loaded after the frame; from then on the frame's keys are in force.
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      return { name, desk: desks[name], page };
    };
    const [headquarters, beijingA, beijingB, guangzhou] = await Promise.all([sitDown('headquarters'), sitDown('beijingA'), sitDown('beijingB'), sitDown('guangzhou')]);
    const seats = { headquarters, beijingA, beijingB, guangzhou };
    await use({ ...made, seats, everyone: DESKS.map((name) => seats[name]) });
    for (const { page, desk } of Object.values(seats)) {
      await leave(page, desk.url);
      await forget(page, desk.url);
    }
    await end();
  },
});

/** Another page of the same office, as its people reach it: by its area in the rail. */
export async function goTo(page: Page, area: '任务' | '库存' | '知识' | '总部' | '同步'): Promise<void> {
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: area }).click();
}
