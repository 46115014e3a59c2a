/** An article in its editor. */
import { expect, type Page } from '@playwright/test';
import { goTo } from './fixture.ts';

export async function openArticle(page: Page, title: string): Promise<void> {
  await goTo(page, '知识');
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('textbox', { name: '正文' })).toBeVisible();
}

/** Writes at one end of the article's only paragraph, and waits until it is durable on this PC. */
export async function write(page: Page, end: 'Home' | 'End', text: string): Promise<void> {
  const body = page.getByRole('textbox', { name: '正文' });
  await body.getByRole('paragraph').click();
  await page.keyboard.press(end);
  await page.keyboard.type(text);
  await expect(body.getByRole('paragraph')).toContainText(text);
  await expect(page.getByRole('status').filter({ hasText: /^已存本机$/ })).toBeVisible();
}

/** @returns the article's only paragraph. */
export async function expectParagraph(page: Page, texts: readonly string[]): Promise<string> {
  const paragraph = page.getByRole('textbox', { name: '正文' }).getByRole('paragraph');
  await expect(paragraph).toHaveCount(1);
  for (const text of texts) await expect(paragraph).toContainText(text);
  return paragraph.innerText();
}
