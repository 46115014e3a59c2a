/**
 * The built desktop shell from its entry on, with a stand-in for Electron (stand-in/electron.ts): the parts fit
 * together, the core is a process of its own and ends with the app, and closing is not quitting. What only Electron
 * itself can show (drawing, its sandbox, the system's tray) is left to the screen tests where its binary exists.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callOffice } from '../../main/shell/core/call-office.ts';
import { connectCalls } from '../../main/shell/core/core-client.ts';
import type { Done, Seen } from './stand-in/electron.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PAGE = 'app://branchline/index.html';

interface Desktop {
  readonly seen: readonly Seen[];
  readonly dataDir: string;
  readonly ended: Promise<number | null>;
  does(done: Done): void;
}

let folder = '';
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'branchline-desktop-'));
});
afterEach(async () => {
  const child = running;
  if (child !== undefined && child.exitCode === null && child.kill('SIGKILL')) await new Promise((resolve) => child.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** Starts the app where it does not open. @returns what it says. */
async function refused(env: Readonly<Record<string, string>>): Promise<string> {
  const child = fork(path.join(root, 'tests/compatibility/stand-in/run.ts'), [path.join(root, 'out/main/index.js')], { env: { ...process.env, STAND_IN_FOLDER: folder, ...env } });
  running = child;
  const said: string[] = [];
  child.on('message', (message) => {
    const seen = message as Seen;
    if (seen.seen === 'error') said.push(seen.text);
  });
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
  return said.join();
}

/** A process's arguments and environment; nothing where it has gone or belongs to somebody else. */
function spoken(id: string): string[] {
  return ['cmdline', 'environ'].flatMap((file) => {
    try {
      return readFileSync(`/proc/${id}/${file}`, 'utf8');
    } catch {
      return [];
    }
  });
}

async function launch(env: Readonly<Record<string, string>> = {}): Promise<Desktop> {
  const child = fork(path.join(root, 'tests/compatibility/stand-in/run.ts'), [path.join(root, 'out/main/index.js')], {
    env: { ...process.env, STAND_IN_FOLDER: folder, ...env },
  });
  running = child;
  const seen: Seen[] = [];
  child.on('message', (message) => void seen.push(message as Seen));
  const desktop: Desktop = {
    seen,
    dataDir: env['STAND_IN_DATA'] ?? path.join(folder, 'office'),
    ended: new Promise((resolve) => child.once('exit', resolve)),
    does: (done) => void child.send(done),
  };
  await sees(desktop, { seen: 'window', url: expect.stringContaining(PAGE) as string, shown: true });
  return desktop;
}

/** As `launch`, until the core serves, which the window does not wait for. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<Desktop> {
  const desktop = await launch(env);
  const calls = await vi.waitFor(
    async () => {
      const connected = await connectCalls(desktop.dataDir);
      if (connected === undefined) throw new Error('the core does not serve yet');
      return connected;
    },
    { timeout: 120_000 },
  );
  calls.close();
  return desktop;
}

function sees(desktop: Desktop, what: object): Promise<void> {
  return vi.waitFor(() => expect(desktop.seen).toContainEqual(what), { timeout: 120_000 });
}

const says = (desktop: Desktop, message: object, from: 'page' | 'frame inside' | 'foreign page' = 'page'): void => desktop.does({ done: 'say', message, from });
const asks = (id: number): object => ({ type: 'call', id, name: 'setup.status', input: {} });
const answers = (desktop: Desktop): readonly (number | undefined)[] => desktop.seen.flatMap((each) => (each.seen === 'page' && each.message.type === 'result' ? [each.message.id] : []));

test('a page reaches the core through its window, and nobody else does', async () => {
  const desktop = await start();
  says(desktop, { type: 'attach' });
  await sees(desktop, { seen: 'page', message: { type: 'opened' } });
  says(desktop, asks(1), 'frame inside');
  says(desktop, asks(2));
  await sees(desktop, { seen: 'page', message: { type: 'result', id: 2, result: { ok: true, value: { state: 'none' } } } });
  says(desktop, asks(3), 'foreign page');
  says(desktop, asks(4));
  await vi.waitFor(() => expect(answers(desktop)).toContain(4));
  desktop.does({ done: 'quit' });
  expect(await desktop.ended).toBe(0);
  expect(answers(desktop)).toEqual([2, 4]);
});

test('[SHELL-5] closing the window keeps the office running, tells so once, and it comes back; quitting ends both', async () => {
  const desktop = await start();
  desktop.does({ done: 'close window' });
  await sees(desktop, { seen: 'window', url: PAGE, shown: false });
  const calls = await connectCalls(desktop.dataDir);
  expect(await calls?.call('setup.status', {})).toMatchObject({ ok: true });
  calls?.close();
  desktop.does({ done: 'start again' });
  await vi.waitFor(() => expect(desktop.seen.at(-1)).toEqual({ seen: 'window', url: PAGE, shown: true }));
  desktop.does({ done: 'close window' });
  await vi.waitFor(() => expect(desktop.seen.at(-1)).toMatchObject({ shown: false }));
  expect(desktop.seen.filter(({ seen }) => seen === 'notice')).toHaveLength(1);
  desktop.does({ done: 'quit' });
  expect(await desktop.ended).toBe(0);
  expect(existsSync(path.join(desktop.dataDir, 'core.json'))).toBe(false);
});

test('[SHELL-5] where a person set it so, closing the window ends the app; it opens again where it was', async () => {
  writeFileSync(path.join(folder, 'shell.json'), '{"keepInTray":false}');
  writeFileSync(path.join(folder, 'window.json'), '{"x":0,"y":0,"width":1000,"height":700,"maximized":false,"address":"#/stock/item/7"}');
  const desktop = await start();
  expect(desktop.seen).toContainEqual({ seen: 'window', url: `${PAGE}#/stock/item/7`, shown: true });
  desktop.does({ done: 'close window' });
  expect(await desktop.ended).toBe(0);
  expect(JSON.parse(readFileSync(path.join(folder, 'window.json'), 'utf8'))).toMatchObject({ address: '#/stock/item/7' });
});

test('a page that asks before the core serves has its answer then; quitting meanwhile ends both', async () => {
  const early = await launch();
  says(early, { type: 'attach' });
  await sees(early, { seen: 'page', message: { type: 'opened' } });
  says(early, asks(1));
  await sees(early, { seen: 'page', message: { type: 'result', id: 1, result: { ok: true, value: { state: 'none' } } } });
  early.does({ done: 'quit' });
  expect(await early.ended).toBe(0);
  const hasty = await launch();
  hasty.does({ done: 'quit' });
  expect(await hasty.ended).toBe(0);
  expect(existsSync(path.join(hasty.dataDir, 'core.json'))).toBe(false);
});

test('[SHELL-5] quitting does not wait for a store that takes long to open', async () => {
  const core = path.join(folder, 'opening.mjs');
  const opens = path.join(folder, 'opens');
  writeFileSync(core, `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(opens)}, String(process.pid)); for (;;);`);
  const desktop = await launch({ STAND_IN_CORE: core });
  const pid = await vi.waitFor(
    () => {
      const written = readFileSync(opens, 'utf8');
      expect(written).not.toBe('');
      return Number(written);
    },
    { timeout: 120_000 },
  );
  desktop.does({ done: 'quit' });
  expect(await desktop.ended).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(desktop.seen.filter(({ seen }) => seen === 'error')).toEqual([]);
});

test('[SHELL-4] tells a person what arrives for them while the window has not their attention', async () => {
  const desktop = await start();
  const calls = await connectCalls(desktop.dataDir);
  await calls?.call('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  // What was there before the shell began to look is no news: one item after another, until it has begun.
  let items = 0;
  const tells = async (): Promise<void> => {
    items += 1;
    await calls?.call('item.create', { code: `M${items}`, name: '六角螺钉', unit: '个' });
    expect(await calls?.call('stock.issue', { item: `M${items}`, quantity: '4', reason: 'consumption', override: true })).toMatchObject({ ok: true });
    expect(desktop.seen).toContainEqual({ seen: 'notice', text: expect.stringContaining('“六角螺钉”库存低于零') as string });
  };
  await vi.waitFor(tells, { timeout: 120_000, interval: 200 });
  calls?.close();
  desktop.does({ done: 'quit' });
  expect(await desktop.ended).toBe(0);
});

test('[SHELL-3] two offices on one computer, each on its own folder, keep apart what is theirs', async () => {
  const data = path.join(folder, 'bj');
  const desktop = await start({ STAND_IN_DATA: data });
  expect(desktop.seen).toContainEqual({ seen: 'lock', in: path.join(data, 'shell') });
  desktop.does({ done: 'quit' });
  expect(await desktop.ended).toBe(0);
  expect(existsSync(path.join(data, 'shell', 'window.json'))).toBe(true);
});

test('[UPDATE-5] the office says how the shell’s updater stands: none in a source tree, no relay yet in an installed one', async () => {
  const status = async (desktop: Desktop): Promise<unknown> => {
    const calls = await connectCalls(desktop.dataDir);
    const answer = await calls?.call('update.status', {});
    calls?.close();
    return answer;
  };
  const source = await start();
  expect(await status(source)).toEqual({ ok: true, value: { state: 'unsupported' } });
  source.does({ done: 'quit' });
  expect(await source.ended).toBe(0);
  const installed = await start({ STAND_IN_PACKAGED: '1', APPIMAGE: path.join(folder, 'Branchline.AppImage') });
  await vi.waitFor(async () => expect(await status(installed)).toEqual({ ok: true, value: { state: 'noRelay', version: '0.1.0' } }));
  installed.does({ done: 'quit' });
  expect(await installed.ended).toBe(0);
});

test('[DIRECTORY-22, SHELL-6] keys made by commands are sealed by the system’s key store, are used through the app, and go back when a person chooses', async () => {
  const data = path.join(folder, 'office');
  const keyFile = (): { version: number } => JSON.parse(readFileSync(path.join(data, 'keys.json'), 'utf8')) as { version: number };
  const quit = async (desktop: Desktop): Promise<void> => {
    desktop.does({ done: 'quit' });
    expect(await desktop.ended).toBe(0);
  };
  expect(await callOffice(data, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' })).toMatchObject({ ok: true });
  expect(keyFile()).toMatchObject({ version: 1 });

  const desktop = await start({ STAND_IN_KEY_STORE: 'gnome_libsecret' });
  expect(await callOffice(data, 'keys.status', {})).toEqual({ ok: true, value: { protection: 'system', store: 'gnome_libsecret' } });
  expect(await callOffice(data, 'recovery.sheet', {})).toMatchObject({ ok: true });
  expect(keyFile()).toMatchObject({ version: 2 });
  expect(await callOffice(data, 'item.create', { code: 'M6', name: '六角螺钉', unit: '个' })).toMatchObject({ ok: true });
  // Readable by all who may list processes, on most systems.
  const words = (existsSync('/proc') ? readdirSync('/proc') : []).flatMap((id) => (/^\d+$/.test(id) ? spoken(id) : []));
  const sealed64 = (JSON.parse(readFileSync(path.join(data, 'vault.json'), 'utf8')) as { key: string }).key;
  const key = Buffer.from(Buffer.from(sealed64, 'base64').map((byte) => byte ^ 0x5a)).toString().slice('user:'.length);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(words.some((each) => each.includes('--vault'))).toBe(existsSync('/proc'));
  expect(words.filter((each) => each.includes(key))).toEqual([]);
  await quit(desktop);

  expect(await callOffice(data, 'setup.status', {})).toMatchObject({ ok: false, refusal: { reason: 'vault.locked' } });
  const again = await start({ STAND_IN_KEY_STORE: 'gnome_libsecret' });
  expect(await callOffice(data, 'item.create', { code: 'M8', name: '六角螺母', unit: '个' })).toMatchObject({ ok: true });
  expect(await callOffice(data, 'keys.protect', { by: 'file' })).toMatchObject({ ok: true, value: { protection: 'file', why: 'chosen' } });
  await quit(again);
  expect(keyFile()).toMatchObject({ version: 1 });
  expect(await callOffice(data, 'item.create', { code: 'M10', name: '垫圈', unit: '个' })).toMatchObject({ ok: true });

  const chosen = await start({ STAND_IN_KEY_STORE: 'gnome_libsecret' });
  expect(keyFile()).toMatchObject({ version: 1 });
  expect(await callOffice(data, 'keys.protect', { by: 'system' })).toMatchObject({ ok: true, value: { why: 'nextStart' } });
  await quit(chosen);
  const sealed = await start({ STAND_IN_KEY_STORE: 'gnome_libsecret' });
  expect(keyFile()).toMatchObject({ version: 2 });
  await quit(sealed);
});

test('[DIRECTORY-22] a store that protects nothing seals nothing', async () => {
  for (const [store, why] of [['basic_text', 'noStore'], ['none', 'noStore']] as const) {
    const desktop = await start({ STAND_IN_KEY_STORE: store, STAND_IN_DATA: path.join(folder, store) });
    await callOffice(desktop.dataDir, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
    expect(await callOffice(desktop.dataDir, 'keys.status', {})).toEqual({ ok: true, value: { protection: 'file', why } });
    expect(existsSync(path.join(desktop.dataDir, 'vault.json'))).toBe(false);
    desktop.does({ done: 'quit' });
    expect(await desktop.ended).toBe(0);
  }
});

test('[DIRECTORY-23] on another user’s computer the app says why it does not open, and changes nothing', async () => {
  const desktop = await start({ STAND_IN_KEY_STORE: 'gnome_libsecret' });
  await callOffice(desktop.dataDir, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  desktop.does({ done: 'quit' });
  expect(await desktop.ended).toBe(0);
  const files = (): string[] => ['keys.json', 'vault.json'].map((name) => readFileSync(path.join(desktop.dataDir, name), 'utf8'));
  const before = files();
  expect(await refused({ STAND_IN_KEY_STORE: 'gnome_libsecret', STAND_IN_USER: 'somebody else' })).toContain('另一台电脑或另一个系统用户');
  expect(await refused({ STAND_IN_KEY_STORE: 'basic_text' })).toContain('gnome_libsecret');
  expect(files()).toEqual(before);
});
