/** Headquarters' inbox: what collided, and settling it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { goTo } from './fixture.ts';

const inbox = (page: Page): Locator => page.getByRole('region', { name: '待处理' });

export async function openHeadquarters(page: Page): Promise<void> {
  await goTo(page, '总部');
  await expect(inbox(page)).toBeVisible();
}

/** An item below zero, with the movements that raced named beside each other. */
export async function expectBelowZero(page: Page, words: string, movements: readonly string[]): Promise<void> {
  const exception = inbox(page).getByRole('article').filter({ hasText: words });
  const sides = exception.getByRole('list', { name: '相关单据' });
  for (const number of movements) await expect(sides.getByRole('link', { name: number })).toBeVisible();
}

/** Marks it as settled, saying how. */
export async function settleException(page: Page, words: string, note: string): Promise<void> {
  const exception = inbox(page).getByRole('article').filter({ hasText: words });
  await exception.getByRole('button', { name: '标记为已处理' }).click();
  await expect(exception.getByRole('textbox', { name: '处理说明' })).toBeFocused();
  await page.keyboard.type(note);
  await page.keyboard.press('Enter');
  await expect(exception).toBeHidden();
}

export async function expectNothingToSettle(page: Page): Promise<void> {
  await expect(inbox(page).getByText('没有需要人来处理的问题')).toBeVisible();
}
