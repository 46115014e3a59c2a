import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import Sqlite from 'better-sqlite3';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

let folder = '';
const opened: OfficeUnderTest[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-rebuild-'));
});
afterEach(() => {
  for (const office of opened.splice(0)) office.close();
  rmSync(folder, { recursive: true, force: true });
});

function keep(office: OfficeUnderTest): OfficeUnderTest {
  opened.push(office);
  return office;
}

/** A backup of a headquarters with several documents, and its sheet. */
async function lostHeadquarters(): Promise<{ backup: string; words: string }> {
  const office = keep(openOfficeUnderTest('SH'));
  await office.done('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  for (const code of ['M6', 'M8']) await office.done('item.create', { code, name: code, unit: '个' });
  await office.done('stock.receive', { item: 'M6', quantity: '4' });
  for (const title of ['一', '二', '三', '四']) await office.done('article.create', { title });
  const backup = join(folder, 'copy.db');
  await office.done('store.backup', { to: backup });
  return { backup, words: (await office.done('recovery.sheet', {})).words };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

it('[DIRECTORY-20] a rebuilding that was broken off takes no entries, and goes on when it is done again', async () => {
  const { backup, words } = await lostHeadquarters();
  const fresh = openOfficeUnderTest('fresh');
  let ended = false;
  const over = (): void => void (ended = true);
  // It ends with the computer: nobody hears how.
  void fresh.run('recovery.rebuild', { words, person: '张伟', backup, withoutRelay: true }).then(over, over);
  while (!ended && (await fresh.done('setup.status', {})).state !== 'rebuilding') await turn();
  expect(ended).toBe(false);
  const again = keep(fresh.reopen());
  expect(await again.done('setup.status', {})).toMatchObject({ state: 'rebuilding', workstation: { letter: 'B' } });
  expect(await again.run('stock.receive', { item: 'M6', quantity: '1' })).toBe('store.read-only');
  expect((await again.done('article.list', {})).rows.length).toBeLessThan(4);
  expect(await again.run('recovery.rebuild', { words: words.slice(1), person: '张伟' })).toBe('recovery.length');
  expect(await again.done('recovery.rebuild', { words, person: '张伟' })).toMatchObject({ letter: 'B', setAside: 0 });
  expect(await again.done('setup.status', {})).toMatchObject({ state: 'member' });
  expect((await again.done('article.list', {})).rows).toHaveLength(4);
  expect(await again.done('stock.receive', { item: 'M6', quantity: '1' })).toMatchObject({ balance: '5' });
  expect((await again.done('workstation.list', {})).rows.map(({ letter }) => letter)).toEqual(['A', 'B']);
});

it('[DIRECTORY-20] a document that is damaged in the backup is told and stops no other', async () => {
  const { backup, words } = await lostHeadquarters();
  const copy = new Sqlite(backup);
  copy.prepare(`UPDATE update_log SET bytes = x'0102030405' WHERE document = (SELECT id FROM document WHERE name LIKE 'article/%' ORDER BY name LIMIT 1)`).run();
  copy.close();
  const fresh = keep(openOfficeUnderTest('fresh'));
  expect(await fresh.done('recovery.rebuild', { words, person: '张伟', backup, withoutRelay: true })).toMatchObject({ setAside: 1 });
  expect(await fresh.done('setup.status', {})).toMatchObject({ state: 'member' });
  expect((await fresh.done('article.list', {})).rows).toHaveLength(3);
  expect((await fresh.done('stock.balance', { item: 'M6' })).rows).toMatchObject([{ quantity: '4' }]);
});
