/** What was set aside can be read, in words, and entered again. */
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as Y from 'yjs';
import { connectCalls } from '../../main/shell/core/core-client.ts';
import { BUILT_CORE } from '../support/built-core.ts';
import { startOffice, type RunningOffice } from '../support/office-process.ts';
import { violationsInBothSchemes } from './support/access.ts';

let folder: string;
let office: RunningOffice;
let item: string;

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-quarantine-'));
  office = await startOffice({ dataDir: folder, port: 0, demo: false, entry: BUILT_CORE });
  const calls = await connectCalls(folder);
  await calls?.call('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  const made = await calls?.call('item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
  item = made?.ok === true ? (made.value as { id: string }).id : '';
  calls?.close();
});
test.afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As the store leaves it where the relay refused what was written here, and where another office's article does not connect. */
async function setAside(): Promise<void> {
  await office.stopCore();
  const ledger = new Y.Doc();
  ledger.getMap('movements').set('m1', { number: 'SH-A-2026-000001', kind: 'issue', item, quantity: 12_500, reason: 'consumption', note: '借给三号库', signature: 'x' });
  const article = new Y.Doc();
  article.getXmlFragment('body').push([new Y.XmlText('先停出库，再盘点。')]);
  const database = new Sqlite(path.join(folder, 'office.db'));
  const insert = database.prepare('INSERT INTO quarantine (name, rule, detail, origin, at_ms, digest, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)');
  insert.run('ledger/SH/2026-11/1', 'RELAY-4', 'no right', 'local', Date.now(), Buffer.from('a'), Y.encodeStateAsUpdate(ledger));
  insert.run('article/019a', 'RELAY-5', 'earlier updates of this document are missing here', 'relay', Date.now(), Buffer.from('b'), Y.encodeStateAsUpdate(article));
  database.close();
  await office.restartCore();
}

test('[STORE-21] what was set aside says why, what to do, and what it holds', async ({ page }) => {
  await setAside();
  await page.goto(office.url);
  await page.getByRole('navigation', { name: '区域' }).getByRole('link', { name: '同步' }).click();
  const entries = page.getByRole('list', { name: '隔离区' }).getByRole('listitem');
  const own = entries.filter({ hasText: 'SH 的流水（2026-11）' });
  await expect(own).toContainText('写入者没有这项权限');
  await expect(own).toContainText('重新录入');
  await own.getByRole('button', { name: '查看内容' }).click();
  await expect(own).toContainText('M6 六角螺钉');
  await expect(own).toContainText('12.5');
  await expect(own).toContainText('借给三号库');
  await expect(own).toContainText('出库');
  await expect(own).toContainText('领用');
  const theirs = entries.filter({ hasText: '文章' });
  await theirs.getByRole('button', { name: '查看内容' }).click();
  await expect(theirs).toContainText('先停出库，再盘点。');
  await expect(theirs.getByRole('link', { name: '文章' })).toHaveAttribute('href', /\/knowledge\/019a$/);
  expect(await violationsInBothSchemes(page)).toEqual([]);
});
