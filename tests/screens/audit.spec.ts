/** Proof of the ledgers: started with one key, with what was found in words. */
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

const audit = PLACES.find(({ name }) => name === 'ledger audit');

test('headquarters proves that every office’s records are complete', async ({ page, sample }) => {
  if (audit === undefined) throw new Error('no screen for the audit');
  await openPlace(page, sample, audit);
  await page.keyboard.press('F8');
  await expect(page.getByRole('status').filter({ hasText: /核验完成于.*没有流水：BJ GZ/ })).toBeVisible({ timeout: 120_000 });
  const rows = page.getByRole('row');
  await expect(rows.filter({ hasText: 'SH-A-' }).filter({ hasText: '完整' })).toHaveCount(1);
  await expect(rows.filter({ hasText: '不相符' })).toHaveCount(0);
});
