/** Thirty lines by scanner and keyboard, a power cut in the middle, one document in the end. */
import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callOffice, withOffice } from '../../main/shell/core/call-office.ts';
import { BUILT_CORE } from '../support/built-core.ts';
import { startOffice, type RunningOffice } from '../support/office-process.ts';
import { createTypist } from './support/typist.ts';

const LINES = 30;
const MINUTE_MS = 60_000;
const items = Array.from({ length: LINES }, (_none, index) => ({
  code: `C-${String(index + 1).padStart(3, '0')}`,
  barcode: `BC${String(index + 1).padStart(11, '0')}`,
  quantity: String((index % 9) + 2),
}));

let folder: string;
let office: RunningOffice;

async function call<Value>(name: string, input: object): Promise<Value> {
  const result = await callOffice(folder, name, input);
  if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.reason}`);
  return result.value as Value;
}

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-crash-'));
  office = await startOffice({ dataDir: folder, port: 0, demo: false, entry: BUILT_CORE });
  await withOffice(folder, async (run) => {
    const opened = await run('sample.open', {});
    for (const { code, barcode } of items) await run('item.create', { code, name: `扫描物料 ${code}`, unit: '个', barcode });
    return opened;
  });
});
test.afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('[STOCK-29] 30 lines are received within a minute without a mouse, survive a power cut, and become one document', async ({ page }) => {
  const typist = createTypist(page);
  const rows = page.getByRole('table', { name: '单据各行' }).locator('tbody tr');
  await page.goto(office.url);
  await page.locator('nav').first().waitFor();
  await typist.keys('F2');
  const enterLines = async (from: number, to: number): Promise<void> => {
    for (const { barcode, quantity } of items.slice(from, to)) {
      await typist.scan(barcode);
      await typist.keys(...Array.from(quantity), 'Enter');
    }
  };
  await enterLines(0, 18);
  await expect(rows).toHaveCount(18);
  await expect(page.getByText('草稿已存本机')).toBeVisible();

  await office.killCore();
  await page.goto('about:blank');
  await office.restartCore();
  await page.goto(office.url);
  await page.locator('nav').first().waitFor();
  await typist.keys('F2');
  await expect(page.getByText(/已恢复 .* 未确认的录入，共 18 行/)).toBeVisible();
  await expect(rows).toHaveCount(18);

  await enterLines(18, LINES);
  await typist.keys('F8');
  const confirmed = page.getByRole('region', { name: '本次录入' }).getByRole('listitem');
  await expect(confirmed).toHaveCount(1);
  await expect(rows).toHaveCount(0);
  expect(typist.spentMs()).toBeLessThan(MINUTE_MS);

  const number = /SH-[A-Z]+-\d{4}-\d{6}/.exec(await confirmed.innerText())?.[0] ?? '';
  const document = await call<{ lines: { item: string; quantity: string; line: number }[] }>('stock.document', { number });
  expect(document.lines.map(({ item, quantity }) => ({ item, quantity }))).toEqual(items.map(({ code, quantity }) => ({ item: code, quantity })));
  for (const { code, quantity } of items) {
    const { rows: balances } = await call<{ rows: { quantity: string }[] }>('stock.balance', { item: code, office: 'SH' });
    expect(balances.map((each) => each.quantity)).toEqual([quantity]);
  }
  expect((await call<{ rows: unknown[] }>('draft.list', {})).rows).toEqual([]);
});
