import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dateMark, keepBackup } from './kept-backups.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writing = {
  backup(path: string) {
    writeFileSync(path, 'copy');
    return Promise.resolve({ bytes: 4, pages: 1 });
  },
};
const DAY_MS = 86_400_000;

it('[MAINT-2] keeps the newest copies before updates and never removes another file', async () => {
  writeFileSync(join(folder, 'office-20260101T000000Z.db'), 'by a person');
  for (let day = 0; day < 5; day += 1) await keepBackup(writing, folder, day * DAY_MS, 3);
  expect(readdirSync(folder).toSorted()).toEqual([
    'before-update-19700103T000000Z.db',
    'before-update-19700104T000000Z.db',
    'before-update-19700105T000000Z.db',
    'office-20260101T000000Z.db',
  ]);
});

it('[MAINT-2] a copy that fails removes none of those before', async () => {
  for (let day = 0; day < 3; day += 1) await keepBackup(writing, folder, day * DAY_MS, 3);
  const failing = { backup: () => Promise.reject(new Error('disk full')) };
  await expect(keepBackup(failing, folder, 9 * DAY_MS, 3)).rejects.toThrow('disk full');
  expect(readdirSync(folder)).toHaveLength(3);
});

it('dates sort as names', () => {
  expect(dateMark(Date.UTC(2026, 10, 24, 18, 50, 43))).toBe('20261124T185043Z');
});
