import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startOffice, type RunningOffice } from '../support/office-process.ts';

let folder: string;
let office: RunningOffice;

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-screen-'));
  office = await startOffice({ dataDir: folder, port: 0, demo: false });
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
  await page.screenshot({ path: test.info().outputPath('first-run.png') });
  expect(new URL(page.url()).hash).not.toContain('token');
  expect(faults).toEqual([]);
});
