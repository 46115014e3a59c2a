import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { connectCalls } from '../../main/shell/core/core-client.ts';
import { startOffice, type RunningOffice } from '../support/office-process.ts';

let folder: string;
let office: RunningOffice;

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-screen-'));
  office = await startOffice({ dataDir: folder, port: 0, demo: false });
  const calls = await connectCalls(folder);
  await calls?.call('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  calls?.close();
});
test.afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('[MAINT-1] a backup is one click in Administration, and says where it went', async ({ page }) => {
  await page.goto(office.url);
  await page.getByRole('link', { name: '管理' }).click();
  await page.getByText('本机', { exact: true }).click();
  await page.getByRole('button', { name: '立即备份' }).click();
  await expect(page.getByText('已备份到')).toBeVisible();
  const [backup] = readdirSync(path.join(folder, 'backups'));
  await expect(page.getByText(backup ?? 'no backup')).toBeVisible();
  expect(existsSync(path.join(folder, 'backups', backup ?? ''))).toBe(true);
  await expect(page.getByText('更新随桌面版提供')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('this-computer.png') });
});
