/** Accessibility as axe sees it. */
import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

const LIGHT: RunOptions = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };
const DARK: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/**
 * What is against the rules on the screen as it stands, an element each. The examiner stays in the page while the page
 * does, and tells of violations alone: to write out what was found in order takes as long as to look for it.
 */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (asked) => {
    const { axe: examiner } = window as unknown as { readonly axe: { run(asked: RunOptions): Promise<AxeResults> } };
    const { violations: against } = await examiner.run(asked);
    return against.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  }, { ...options, resultTypes: ['violations'], iframes: false } satisfies RunOptions);
}

/** What is against WCAG 2 A and AA in light, and in dark what colours alone decide; the page is left in dark. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  const light = await violations(page, LIGHT);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  const dark = await violations(page, DARK);
  return [...light, ...dark.map((text) => `dark ${text}`)];
}
