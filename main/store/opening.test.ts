import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import { STORE_ERRORS, type StoreOpenFailure } from './open-failure.ts';
import { openStore } from './open-store.ts';
import { searchEntries } from './search.ts';
import type { Store } from './store.ts';
import { kinds, notebookName, noRules, noteProjection, noting } from './testing/notebook.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-opening-'));
  file = join(folder, 'data', 'office.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Store | StoreOpenFailure =>
  openStore({ file, kinds, projections: [noteProjection], rules: noRules, nowMs: () => 1_000 });

function opened(): Store {
  const store = open();
  if (isRefusal(store)) throw new Error(store.reason);
  return store;
}

/** A closed store of some dozen pages. */
async function fill(): Promise<void> {
  const store = opened();
  const texts = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`n${index}`, `文字${index}`.repeat(20)]));
  await store.transact((tx) => tx.edit(notebookName('a'), noting(texts)));
  store.close();
}

/** The reason of the refusal, after checking that its message is filled in and the file is as it was. */
function refusedReason(): string {
  const before = readFileSync(file);
  const store = open();
  if (!isRefusal(store)) {
    store.close();
    return 'opened';
  }
  for (const language of ['zh', 'en'] as const) {
    expect(refusalMessage(store, STORE_ERRORS, language)).toContain(file);
    expect(refusalMessage(store, STORE_ERRORS, language)).not.toContain('{{');
  }
  expect(readFileSync(file).equals(before)).toBe(true);
  return store.reason;
}

describe('opening', () => {
  it('[STORE-13] makes a new file with its folder, and finds everything again', async () => {
    await fill();
    const store = opened();
    expect(store.read.get('SELECT notes FROM note_count')).toEqual({ notes: 300 });
    expect(store.read.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    store.close();
    const database = new Sqlite(file, { readonly: true });
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  });

  it('[STORE-13] an empty file is a loss, not a new store', async () => {
    await fill();
    writeFileSync(file, '');
    expect(refusedReason()).toBe('store.empty');
    expect(statSync(file).size).toBe(0);
  });

  it('[STORE-13] a log without its database is a loss, not a new store', async () => {
    await fill();
    rmSync(file);
    writeFileSync(`${file}-wal`, 'confirmed entries');
    expect(open()).toMatchObject({ reason: 'store.empty' });
    expect(readFileSync(`${file}-wal`, 'utf8')).toBe('confirmed entries');
  });

  it.each([
    ['a truncated file', (size: number, handle: number) => ftruncateSync(handle, Math.floor(size * 0.6))],
    ['a file cut within its header', (_size: number, handle: number) => ftruncateSync(handle, 60)],
    ['noise at the start', (_size: number, handle: number) => void writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, 0)],
    ['noise in the middle', (size: number, handle: number) => void writeSync(handle, Buffer.alloc(12_288, 0xa5), 0, 12_288, size >> 13 << 12)],
  ])('[STORE-13] %s is told as damaged and left as it is', async (_what, damage) => {
    await fill();
    const handle = openSync(file, 'r+');
    damage(statSync(file).size, handle);
    closeSync(handle);
    expect(refusedReason()).toBe('store.damaged');
  });

  it('[STORE-13] a file of a newer version is told with both versions and left as it is', async () => {
    await fill();
    const database = new Sqlite(file);
    database.pragma('user_version = 99');
    database.close();
    expect(refusedReason()).toBe('store.newer');
    expect(open()).toMatchObject({ values: { found: 99 } });
  });

  it('[STORE-13] a database of another program is told as such', async () => {
    await fill();
    rmSync(file);
    const database = new Sqlite(file);
    database.exec('CREATE TABLE theirs (a)');
    database.close();
    expect(refusedReason()).toBe('store.foreign');
  });

  it('[STORE-13] a folder in place of the file is told as unreadable', () => {
    file = folder;
    expect(open()).toMatchObject({ reason: 'store.unreadable' });
  });

  it('[STORE-13] a store in use is refused in this process, and stays with its holder', async () => {
    const store = opened();
    expect(open()).toMatchObject({ reason: 'store.in-use' });
    await store.transact((tx) => tx.setSetting('still', 'works'));
    store.close();
    opened().close();
  });

  it('[STORE-18] what a process had confirmed is found by the next, however it ends', async () => {
    const holder = await holdInChild();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const store = opened();
    expect(searchEntries(store.read, 'held')).toMatchObject([{ kind: 'note' }]);
    store.close();
  });

  it('[STORE-13] a store in use by another process is refused until that is gone, however it ends', async () => {
    const holder = await holdInChild();
    expect(open()).toMatchObject({ reason: 'store.in-use' });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const store = opened();
    expect(store.read.get('SELECT text FROM note')).toEqual({ text: 'held' });
    store.close();
  });
});

/** A process that keeps the store open, once it has written something. */
async function holdInChild(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'hold-store.ts'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
