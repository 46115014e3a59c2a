/** Headquarters lost and back again, by its screens. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { callOrThrow } from '../support/call-or-throw.ts';
import { startOffice, type RunningOffice } from '../support/office-process.ts';
import { startRelayProcess, type RelayProcess } from '../support/relay-process.ts';
import { violationsInBothSchemes } from './support/access.ts';

let root: string;
let relay: RelayProcess;
let words: string;
let office: RunningOffice | undefined;

test.beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'branchline-recovery-'));
  relay = await startRelayProcess({ data: path.join(root, 'relay'), port: 0, logFile: path.join(root, 'relay.log') });
  const first = path.join(root, 'first');
  await callOrThrow(first, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  await callOrThrow(first, 'relay.claim', { url: relay.url, setupCode: relay.setupCode });
  await callOrThrow(first, 'item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
  await callOrThrow(first, 'sync.run', {});
  // What the relay had not yet got when the computer was lost is in the backup alone.
  await callOrThrow(first, 'item.create', { code: 'L8', name: '平垫圈', unit: '个' });
  await callOrThrow(first, 'store.backup', { to: path.join(root, 'copy.db') });
  ({ words } = await callOrThrow<{ words: string }>(first, 'recovery.sheet', {}));
});
test.afterEach(async () => {
  await office?.stop();
  office = undefined;
  await relay.stop();
  rmSync(root, { recursive: true, force: true });
});

async function open(page: Page, folder: string): Promise<void> {
  office = await startOffice({ dataDir: folder, port: 0, demo: false });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(office.url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** What headquarters had written before it was lost. */
async function hasItsItems(page: Page): Promise<void> {
  await page.goto(new URL('/#/stock/catalogue', page.url()).href);
  for (const [code, name] of [['M6', '六角螺钉'], ['L8', '平垫圈']] as const) await expect(page.getByRole('grid').getByRole('row').filter({ hasText: code })).toContainText(name);
}

test('[DIRECTORY-20] from the first run, by backup and sheet, with a slip told in its group', async ({ page }) => {
  await open(page, path.join(root, 'fresh'));
  await page.getByRole('button', { name: '用恢复单重建总部' }).click();
  const slipped = words.replace(/^(.{5})(.)/, (_, kept: string, symbol: string) => `${kept}${symbol === '2' ? '3' : '2'}`);
  await page.getByLabel('恢复单上的文字').fill(slipped);
  await expect(page.getByText('已输入 56 / 56')).toBeVisible();
  await page.getByLabel('备份文件').fill(path.join(root, 'copy.db'));
  await page.getByLabel('您的姓名').fill('张伟');
  await page.getByRole('button', { name: '重建总部', exact: true }).click();
  await expect(page.getByLabel('恢复单上的文字')).toHaveAccessibleDescription(/第 2 组/);
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.getByLabel('恢复单上的文字').fill(words.toLowerCase().replaceAll('-', '\n'));
  await page.getByRole('button', { name: '重建总部', exact: true }).click();
  await expect(page.getByRole('navigation', { name: '区域' })).toBeVisible();
  await hasItsItems(page);
  await page.goto(new URL('/#/administration?view=relay', page.url()).href);
  await page.getByRole('button', { name: '显示恢复单' }).click();
  await expect(page.getByText(words)).toBeVisible();
  expect(await violationsInBothSchemes(page)).toEqual([]);
});

test('[DIRECTORY-11] the sheet is printed alone, group by group, and stays on screen', async ({ page }) => {
  await open(page, path.join(root, 'first'));
  await page.goto(new URL('/#/administration?view=relay', page.url()).href);
  await page.getByRole('button', { name: '显示恢复单' }).click();
  await expect(page.getByText(words)).toBeVisible();
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = String(Number(document.body.dataset['printed'] ?? 0) + 1);
    };
  });
  await page.keyboard.press('Control+p');
  await expect(page.locator('body')).toHaveAttribute('data-printed', '1');
  await expect(page.getByRole('button', { name: '打印' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('body')).toHaveAttribute('data-printed', '2');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('body > * > ol > li').filter({ visible: true })).toHaveText(words.split('-'));
  await expect(page.locator('body > *').filter({ visible: true })).toHaveCount(1);
  await expect(page.locator('body > *').filter({ visible: true })).toContainText('远山商贸');
  await page.emulateMedia({ media: 'screen' });
  await expect(page.getByText(words)).toBeVisible();
});

test('[DIRECTORY-20] a folder without its keys says so, and comes back with the sheet', async ({ page }) => {
  const folder = path.join(root, 'keyless');
  mkdirSync(folder);
  copyFileSync(path.join(root, 'copy.db'), path.join(folder, 'office.db'));
  await open(page, folder);
  await expect(page.getByRole('heading', { name: '这台电脑的密钥不见了' })).toBeVisible();
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.getByLabel('恢复单上的文字').fill(words);
  await page.getByLabel('您的姓名').fill('张伟');
  await page.getByRole('button', { name: '重建总部', exact: true }).click();
  await expect(page.getByRole('navigation', { name: '区域' })).toBeVisible();
  await hasItsItems(page);
});

test('[DIRECTORY-19] another computer of headquarters takes the root key back from the sheet', async ({ page }) => {
  const { code } = await callOrThrow<{ code: string }>(path.join(root, 'first'), 'enrolment.create', { office: 'SH', role: 'it' });
  await callOrThrow(path.join(root, 'first'), 'sync.run', {});
  const folder = path.join(root, 'second');
  await callOrThrow(folder, 'office.join', { url: relay.url, code, person: '赵敏' });
  await open(page, folder);
  await page.goto(new URL('/#/administration?view=relay', page.url()).href);
  await page.getByLabel('恢复单上的文字').fill(words.slice(5));
  await page.getByRole('button', { name: '恢复根密钥' }).click();
  await expect(page.getByLabel('恢复单上的文字')).toHaveAccessibleDescription(/现有 52 个/);
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.getByLabel('恢复单上的文字').fill(words);
  await page.getByRole('button', { name: '恢复根密钥' }).click();
  await page.getByRole('button', { name: '显示恢复单' }).click();
  await expect(page.getByText(words)).toBeVisible();
});
