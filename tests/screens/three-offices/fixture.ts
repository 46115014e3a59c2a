/** Four people at their screens: headquarters, two in Beijing, one in Guangzhou, each in a browser of their own. */
import { expect, test as base, type Page } from '@playwright/test';
import { DESKS, startBranches, type Branches, type Desk, type DeskName } from '../../support/branches.ts';

export interface Seat {
  readonly name: DeskName;
  readonly desk: Desk;
  readonly page: Page;
}

export interface Offices extends Omit<Branches, 'close' | 'desks'> {
  readonly seats: Readonly<Record<DeskName, Seat>>;
  readonly everyone: readonly Seat[];
}

export const test = base.extend<{ offices: Offices }>({
  offices: async ({ browser }, use) => {
    const { close, desks, ...made } = await startBranches();
    try {
      const sitDown = async (name: DeskName): Promise<Seat> => {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(desks[name].url);
        // The first page is loaded after the frame; from then on the frame's keys are in force.
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        return { name, desk: desks[name], page };
      };
      const [headquarters, beijingA, beijingB, guangzhou] = await Promise.all([sitDown('headquarters'), sitDown('beijingA'), sitDown('beijingB'), sitDown('guangzhou')]);
      const seats = { headquarters, beijingA, beijingB, guangzhou };
      await use({ ...made, seats, everyone: DESKS.map((name) => seats[name]) });
      for (const { page } of Object.values(seats)) await page.context().close();
    } finally {
      await close();
    }
  },
});

/** Another page of the same office, as its people reach it: by its area in the rail. */
export async function goTo(page: Page, area: '任务' | '库存' | '知识' | '总部' | '同步'): Promise<void> {
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: area }).click();
}
