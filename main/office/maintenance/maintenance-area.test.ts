import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import { storeBackup } from '#model/maintenance/operations.ts';
import type { UpdateStatus } from '#model/maintenance/update-status.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { kinds, noRules, noteProjection } from '../../store/testing/notebook.ts';
import { noKeyProtection } from './key-protection.ts';
import { createMaintenanceArea } from './maintenance-area.ts';

const SHIPPED = join(import.meta.dirname, '../../../resources/print');

let folder = '';
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-maintenance-'));
  const opened = openStore({ file: join(folder, 'office.db'), kinds, projections: [noteProjection], rules: noRules, nowMs: () => 0 });
  if (isRefusal(opened)) throw new Error(opened.reason);
  store = opened;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function ask(name: string, input: object, status: UpdateStatus = { state: 'unsupported' }, install: () => void = () => undefined): unknown {
  const updates = { status: () => status, onChange: () => undefined, install };
  const area = createMaintenanceArea({ store, updates, keys: noKeyProtection, keysChanged: () => undefined, backupsDir: join(folder, 'backups'), printDirs: [join(folder, 'print'), SHIPPED], nowMs: () => Date.UTC(2026, 10, 24, 18, 50, 43) });
  const handler = area.handlers.find(({ definition }) => definition.name === name);
  return handler?.kind === 'action' ? handler.handle(input) : handler?.kind === 'query' ? handler.handle({} as never, input) : undefined;
}

describe('store.backup', () => {
  it('[MAINT-1] writes a whole copy where it was told to, and says how large it is', async () => {
    const path = join(folder, 'copy.db');
    const { bytes, pages } = (await ask('store.backup', { to: path })) as { bytes: number; pages: number };
    expect(readFileSync(path)).toHaveLength(bytes);
    expect(bytes % pages).toBe(0);
    expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('[MAINT-1] given no place, puts a dated copy beside the data', async () => {
    const { path } = (await ask('store.backup', {})) as { path: string };
    expect(path).toBe(join(folder, 'backups', 'office-20261124T185043Z.db'));
    expect(existsSync(path)).toBe(true);
  });

  it('[MAINT-1] overwrites nothing', async () => {
    const path = join(folder, 'other.txt');
    writeFileSync(path, 'kept');
    expect(await ask('store.backup', { to: path })).toMatchObject({ reason: 'backup.exists', field: 'to' });
    expect(readFileSync(path, 'utf8')).toBe('kept');
  });

  it('[MAINT-1] refuses a place that cannot be written, in words, and leaves nothing there', async () => {
    const path = join(folder, 'missing', 'copy.db');
    const refusal = await ask('store.backup', { to: path });
    if (!isRefusal(refusal)) throw new Error('it was not refused');
    expect(refusal.reason).toBe('backup.not-writable');
    expect(refusalMessage(refusal, storeBackup.errors, 'zh')).toContain(path);
    expect(refusalMessage(refusal, storeBackup.errors, 'en')).toContain('cannot be written');
    expect(existsSync(join(folder, 'missing'))).toBe(false);
    expect(await ask('store.backup', { to: 'copy.db' })).toMatchObject({ reason: 'backup.relative' });
  });
});

describe('update', () => {
  it('[UPDATE-5] says where updates come from, in shells that have none', async () => {
    expect(ask('update.status', {})).toEqual({ state: 'unsupported' });
    expect(await ask('update.install', {})).toMatchObject({ reason: 'update.unsupported' });
  });

  it('[UPDATE-5] passes a person’s wish to the shell, only when there is something to install', async () => {
    let asked = 0;
    const install = (): void => void (asked += 1);
    expect(await ask('update.install', {}, { state: 'downloading', available: '2.0.0', percent: 40 }, install)).toMatchObject({ reason: 'update.not-ready' });
    expect(asked).toBe(0);
    expect(await ask('update.install', {}, { state: 'ready', available: '2.0.0' }, install)).toEqual({ version: '2.0.0' });
    expect(asked).toBe(1);
  });

  it('[UPDATE-5] gives a cause in words', () => {
    expect(ask('update.status', {}, { state: 'failed', cause: 'damaged' })).toMatchObject({ cause: { key: 'damaged', text: { zh: expect.any(String) as string } } });
  });
});

describe('print.template', () => {
  const own = (file: string, text: string): void => {
    mkdirSync(join(folder, 'print'), { recursive: true });
    writeFileSync(join(folder, 'print', file), text);
  };

  it('[PRINT-6] gives what ships with the program, with words in both languages', () => {
    const read = ask('print.template', { name: 'item-label' }) as { html: string; words: { zh: Record<string, string>; en: Record<string, string> }; adapted: boolean };
    expect([read.adapted, read.html.includes('{{code}}'), read.words.zh['lot'], read.words.en['lot']]).toEqual([false, true, '批次', 'Lot']);
  });

  it('[PRINT-6] IT’s own template and words stand before them, key by key', () => {
    own('item-label.html', '<body>{{name}}</body>');
    own('words.json', '{"zh":{"lot":"批号"}}');
    expect(ask('print.template', { name: 'item-label' })).toMatchObject({ adapted: true, html: '<body>{{name}}</body>', words: { zh: { lot: '批号', no: '序号' }, en: { lot: 'Lot' } } });
    expect(ask('print.template', { name: 'count-sheet' })).toMatchObject({ adapted: false });
  });

  it('[PRINT-6] words that cannot be read are refused with their cause', () => {
    own('words.json', '{');
    expect(ask('print.template', { name: 'item-label' })).toMatchObject({ reason: 'print.template-unreadable' });
  });
});
