import { mkdirSync } from 'node:fs';
import { openPlace, PLACES } from './support/places.ts';
import { test } from './support/sample-office.ts';
const only = new RegExp(process.env['SHOTS'] ?? 'stock|entry|receipt|issue|transfer|order|account|statement|quota|analysis|month|count|location|catalogue|partner|categor|item|move|return|document|Today', 'i');
test('shots', async ({ page, sample }) => {
  test.setTimeout(900_000);
  mkdirSync('/tmp/shots', { recursive: true });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const language of ['zh', 'en']) {
    await page.goto(sample.url);
    await page.locator('nav').first().waitFor();
    if (language === 'en') { await page.getByRole('button', { name: '个人与显示设置' }).click(); await page.getByText('English', { exact: true }).click(); await page.keyboard.press('Escape'); }
    for (const place of PLACES) {
      if (!only.test(place.name)) continue;
      try { await openPlace(page, sample, place); } catch (error) { console.log('NOT DRAWN', place.name, String(error).slice(0, 150)); }
      await page.waitForTimeout(250);
      await page.screenshot({ path: `/tmp/shots/${place.name.replaceAll(/[ ,]/g, '_')}-${language}.png` });
    }
  }
});
