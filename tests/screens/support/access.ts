/** Accessibility as axe sees it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** The page has no frames of others, so that no second page has to be opened to put the results together: half the time. */
const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(true);

/** What is against WCAG 2 A and AA on the screen as it stands, an element each. */
export async function violations(page: Page): Promise<string[]> {
  return found(axeOn(page).withTags(RULES));
}

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations: against } = await axe.analyze();
  return against.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** The same in light, and in dark what colours alone decide; the page is left in dark. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  const dark = await found(axeOn(page).withRules(['color-contrast']));
  return [...light, ...dark.map((text) => `dark ${text}`)];
}
