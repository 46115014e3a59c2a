/** A card on screen: its title changed in the drawer, both values shown, one of them taken by key. */
import { expect, type Locator, type Page } from '@playwright/test';
import { goTo } from './fixture.ts';

const drawer = (page: Page): Locator => page.getByRole('complementary', { name: '卡片详情' });
const comparison = (page: Page): Locator => drawer(page).getByRole('region', { name: '标题 · 两地同时修改' });

export const cardField = (page: Page, field: '标题' | '说明'): Locator => drawer(page).getByRole('textbox', { name: field });

export async function openBoard(page: Page, board: string): Promise<void> {
  await goTo(page, '任务');
  await page.getByRole('link', { name: board }).click();
  await expect(page.getByRole('heading', { name: board, level: 1 })).toBeVisible();
}

export async function openCard(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: title }).press('Enter');
  await expect(drawer(page)).toBeVisible();
}

export async function retitle(page: Page, title: string): Promise<void> {
  const field = cardField(page, '标题');
  await field.fill(title);
  await field.press('Enter');
  await expect(page.getByRole('button', { name: title })).toBeVisible();
}

/** Both titles stand side by side, each with who wrote it. */
export async function expectBoth(page: Page, values: readonly { readonly title: string; readonly by: string }[]): Promise<void> {
  for (const { title, by } of values) {
    await expect(comparison(page).getByRole('listitem').filter({ hasText: title })).toContainText(by);
  }
  await expect(comparison(page).getByRole('listitem')).toHaveCount(values.length);
}

/** Takes the title by the key beside it, from wherever the focus stands in the drawer. */
export async function takeByKey(page: Page, title: string): Promise<void> {
  const titles = await comparison(page).getByRole('listitem').allInnerTexts();
  await page.keyboard.press(String(titles.findIndex((text) => text.includes(title)) + 1));
  await expect(comparison(page)).toBeHidden();
}

export async function expectTitle(page: Page, title: string): Promise<void> {
  await expect(comparison(page)).toBeHidden();
  await expect(cardField(page, '标题')).toHaveValue(title);
}
