import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { ClientMessage, CoreMessage } from '../../model/contract/port.ts';
import { connectCalls } from '../../main/shell/core/core-client.ts';
import { BUILT_CORE } from '../support/built-core.ts';
import { startOffice, type RunningOffice } from '../support/office-process.ts';
import { violationsInBothSchemes } from './support/access.ts';

let folder: string;
let office: RunningOffice;

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-screen-'));
  office = await startOffice({ dataDir: folder, port: 0, demo: false, entry: BUILT_CORE });
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
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: '管理' }).click();
  await page.getByText('本机', { exact: true }).click();
  await page.getByRole('button', { name: '立即备份' }).click();
  await expect(page.getByText('已备份到')).toBeVisible();
  const [backup] = readdirSync(path.join(folder, 'backups'));
  await expect(page.getByText(backup ?? 'no backup')).toBeVisible();
  expect(existsSync(path.join(folder, 'backups', backup ?? ''))).toBe(true);
  await expect(page.getByText('更新随桌面版提供')).toBeVisible();
  await expect(page.getByText('仅文件权限保护', { exact: true })).toBeVisible();
  expect(await violationsInBothSchemes(page)).toEqual([]);
});

test('[DIRECTORY-22] what protects the keys is said with what it means, and the other choice is one click', async ({ page }) => {
  const asked: unknown[] = [];
  await page.routeWebSocket('**/core', (line) => {
    const core = line.connectToServer();
    const watching = new Set<number>();
    line.onMessage((text) => {
      const message = JSON.parse(String(text)) as ClientMessage;
      if (message.type === 'live' && message.name === 'keys.status') watching.add(message.id);
      if (message.type === 'call' && message.name === 'keys.protect') asked.push(message.input);
      core.send(text);
    });
    core.onMessage((text) => {
      const message = JSON.parse(String(text)) as CoreMessage;
      const told = message.type === 'live' && watching.has(message.id) && asked.length === 0;
      line.send(told ? JSON.stringify({ ...message, result: { ok: true, value: { protection: 'system', store: 'DPAPI' } } }) : text);
    });
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(office.url);
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: '管理' }).click();
  await page.getByText('本机', { exact: true }).click();
  await expect(page.getByText('系统密钥库保护', { exact: true })).toBeVisible();
  await expect(page.getByText('DPAPI')).toBeVisible();
  expect(await violationsInBothSchemes(page)).toEqual([]);
  await page.getByRole('button', { name: '改为仅文件权限保护' }).click();
  await expect(page.getByText('按您的选择')).toBeVisible();
  expect(asked).toEqual([{ by: 'file' }]);
  expect(existsSync(path.join(folder, 'vault.json'))).toBe(true);
  await page.getByRole('button', { name: '改由系统密钥库保护' }).click();
  await expect(page.getByText('现在运行的不是桌面版')).toBeVisible();
  expect(existsSync(path.join(folder, 'vault.json'))).toBe(false);
});

test('[UPDATE-2] a downloaded update is told in the frame, and installed only when asked', async ({ page }) => {
  const asked: string[] = [];
  await page.routeWebSocket('**/core', (line) => {
    const core = line.connectToServer();
    const updates = new Set<number>();
    line.onMessage((text) => {
      const message = JSON.parse(String(text)) as ClientMessage;
      if (message.type === 'live' && message.name === 'update.status') updates.add(message.id);
      if (message.type === 'call' && message.name === 'update.install') asked.push(message.name);
      core.send(text);
    });
    core.onMessage((text) => {
      const message = JSON.parse(String(text)) as CoreMessage;
      const told = message.type === 'live' && updates.has(message.id);
      line.send(told ? JSON.stringify({ ...message, result: { ok: true, value: { state: 'ready', available: '9.9.9' } } }) : text);
    });
  });
  await page.goto(office.url);
  await page.getByRole('button', { name: '9.9.9 可更新' }).click();
  await expect(page.getByText('9.9.9 已下载')).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: '备份并立即安装' }).click();
  await expect.poll(() => asked).toEqual(['update.install']);
});
