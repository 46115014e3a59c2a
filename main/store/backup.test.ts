import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { kinds, notebookName, noRules, noteProjection, noting } from './testing/notebook.ts';
import { derivedRows } from './testing/open-testing-store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(file: string): Store {
  const store = openStore({ file: join(folder, file), kinds, projections: [noteProjection], rules: noRules, nowMs: () => 0 });
  if (isRefusal(store)) throw new Error(store.reason);
  return store;
}

describe('backup', () => {
  it('[STORE-17] copies what is committed while work goes on, as one whole file that opens', async () => {
    const store = open('office.db');
    const name = notebookName('a');
    for (let round = 0; round < 20; round += 1) {
      const texts = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${round}-${index}`, '文字'.repeat(40)]));
      await store.transact((tx) => tx.edit(name, noting(texts)));
    }
    const copying = store.backup(join(folder, 'copy.db'));
    await store.transact((tx) => tx.edit(name, noting({ meanwhile: 'x' })));
    const { bytes } = await copying;
    expect(bytes).toBe(readFileSync(join(folder, 'copy.db')).length);
    expect(readdirSync(folder).filter((each) => each.startsWith('copy'))).toEqual(['copy.db']);
    const copy = open('copy.db');
    expect(copy.read.get<{ notes: number }>('SELECT notes FROM note_count')?.notes).toBeGreaterThanOrEqual(1000);
    const rows = derivedRows(copy);
    copy.rebuild();
    expect(derivedRows(copy)).toEqual(rows);
    copy.close();
    store.close();
  });

  it('[STORE-17] a backup that fails leaves the one before, and nothing half', async () => {
    const store = open('office.db');
    await store.backup(join(folder, 'copy.db'));
    const before = readFileSync(join(folder, 'copy.db'));
    writeFileSync(join(folder, 'blocked'), '');
    await expect(store.backup(join(folder, 'blocked', 'copy.db'))).rejects.toThrow();
    await store.backup(join(folder, 'copy.db'));
    expect(readFileSync(join(folder, 'copy.db')).length).toBe(before.length);
    expect(existsSync(join(folder, 'copy.db.partial'))).toBe(false);
    store.close();
  });
});
