/**
 * Every screen of one office, as a person at headquarters meets it.
 *
 * 1. Nothing against WCAG 2 A and AA, in light and in dark.
 * 2. Nothing thrown, nothing in the console, nothing wider than an office PC's screen.
 * 3. Everything is reached by Tab, and shows that it has the focus.
 * 4. In English no word of ours is Chinese, and no key stands for a text.
 */
import type { Page } from '@playwright/test';
import { en } from '../../renderer/i18n/en/index.ts';
import { flatten } from '../support/compare-catalogs.ts';
import { violationsInBothSchemes } from './support/access.ts';
import { createForeignWords } from './support/chinese.ts';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

/** How far Tab goes before it is looked at what was reached. */
const TABS_AT_ONCE = 10;

/** Elements of the page that are wider than the window, or reach past its edge. */
function sideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth || document.body.scrollWidth > window.innerWidth);
}

/** What is written on the screen: texts, and the names that only a screen reader or a hovering pointer meets. */
function wordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('script, style') === null) words.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) words.push(element.getAttribute(name) ?? '');
    }
    return words.map((word) => word.trim()).filter((word) => word !== '');
  });
}

// Any worker takes the next screen.
test.describe.configure({ mode: 'parallel' });

for (const place of PLACES) {
  test(`${place.name}: accessible in light and dark, fits, and is all reached by Tab`, async ({ desk, sample }) => {
    const { page, faults } = desk;
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await openPlace(page, sample, place);
    expect(await sideways(page)).toBe(false);
    expect(await violationsInBothSchemes(page)).toEqual([]);
    expect(await unreached(page)).toEqual([]);
    expect(faults.splice(0)).toEqual([]);
  });
}

test('what floats is accessible: palette, keys, person, new item', async ({ page, sample }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const floats: readonly (readonly [string, string, () => Promise<void>])[] = [
    ['palette', 'the relay', () => page.keyboard.press('Control+K')],
    ['keys', 'the relay', () => page.keyboard.press('?')],
    ['person', 'the relay', () => page.getByRole('button', { name: '个人与显示设置' }).click()],
    ['new item', 'balances', () => page.getByRole('button', { name: '新建物料' }).click()],
  ];
  for (const [name, where, open] of floats) {
    await test.step(name, async () => {
      for (const place of PLACES) if (place.name === where) await openPlace(page, sample, place);
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await open();
      const float = page.locator('[role="dialog"], [role="menu"]').filter({ visible: true });
      await float.waitFor();
      expect.soft(await violationsInBothSchemes(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(float).toHaveCount(0);
    });
  }
});

test('every screen speaks English when asked to, and Chinese again', async ({ page, sample }) => {
  const foreign = createForeignWords();
  const keys = new Set(flatten(en).keys());
  await page.goto(sample.url);
  await page.getByRole('button', { name: '个人与显示设置' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByText('English', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'Today' })).toBeVisible();
  await page.keyboard.press('Escape');
  for (const place of PLACES) {
    await test.step(place.name, async () => {
      await openPlace(page, sample, place);
      const words = await wordsOn(page);
      expect.soft(words.filter((word) => keys.has(word))).toEqual([]);
      expect.soft(foreign(words)).toEqual([]);
    });
  }
  await page.getByRole('button', { name: 'Person and display' }).click();
  await page.getByText('中文', { exact: true }).click();
  await expect(page.getByRole('link', { name: '今天' })).toBeVisible();
});

/** Tabs once around the page. Returns what it never came to, and what it came to without a sign of it. */
async function unreached(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [contenteditable="true"], [tabindex="0"]')];
    // Radios share one stop, which the arrow keys move; the same holds for cells, whose tabindex says so itself.
    const shown = stops.filter((stop) => stop.tabIndex >= 0 && !stop.matches(':disabled, [type="radio"], [type="hidden"]') && stop.checkVisibility());
    for (const stop of shown) stop.dataset['stop'] = 'waiting';
    document.body.focus();
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement)) return;
      const signs = [target, target.parentElement, target.nextElementSibling].filter((each): each is HTMLElement => each instanceof HTMLElement);
      const marked = signs.some((each) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      const field = target.matches('input, textarea, [contenteditable="true"]');
      const { width, height } = target.getBoundingClientRect();
      target.dataset['stop'] = marked || field || width * height <= 1 ? 'reached' : 'unseen';
    });
    return shown.length;
  });
  const left = (): Promise<string[]> =>
    page.evaluate(() =>
      ['waiting', 'unseen'].flatMap((state) =>
        [...document.querySelectorAll<HTMLElement>(`[data-stop="${state}"]`)].map((stop) => `${state === 'waiting' ? 'never reached' : 'no sign of focus'}: ${stop.outerHTML.slice(0, 160)}`),
      ),
    );
  for (let round = 0; round * TABS_AT_ONCE < wanted * 2 + 20; round += 1) {
    // The key is held down: it repeats.
    for (let tab = 0; tab < TABS_AT_ONCE; tab += 1) await page.keyboard.down('Tab');
    await page.keyboard.up('Tab');
    if ((await page.locator('[data-stop="waiting"]').count()) === 0) break;
  }
  return left();
}
