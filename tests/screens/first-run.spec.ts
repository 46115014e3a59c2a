import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { BUILT_CORE } from '../support/built-core.ts';
import { startOffice, type RunningOffice } from '../support/office-process.ts';
import { violationsInBothSchemes } from './support/access.ts';

let folder: string;
let office: RunningOffice;

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-screen-'));
  office = await startOffice({ dataDir: folder, port: 0, demo: false, entry: BUILT_CORE });
});
test.afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an empty folder opens on the first run, with its token gone from the address', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(office.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(new URL(page.url()).hash).not.toContain('token');
  expect(faults).toEqual([]);
});

test('the first run is accessible, and each form names what is wrong at its field', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(office.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.getByRole('button').filter({ hasText: '创建' }).click();
  const form = page.locator('form');
  await form.getByRole('textbox').nth(0).fill('企'.repeat(201));
  await form.getByRole('textbox').nth(1).fill('1');
  await form.getByRole('textbox').nth(2).fill('张伟');
  await form.locator('[type="submit"]').click();
  await expect(form.getByRole('textbox').nth(0)).toHaveAccessibleDescription(/最多 \d+ 个字符/);
  await form.getByRole('textbox').nth(0).fill('远山商贸');
  await form.locator('[type="submit"]').click();
  await expect(form.getByRole('textbox').nth(1)).toHaveAccessibleDescription(/机构代码为 1 到 6 位/);
  expect(await violationsInBothSchemes(page)).toEqual([]);
});
