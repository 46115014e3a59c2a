/**
 * `npm start`: one office on its own data folder, in Electron where its binary is present, else in the web shell.
 * Options: `--data DIR` (default: the person's own application folder), `--port N` (web shell; default: the one of last
 * time), `--web`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import { buildIfStale } from './build-if-stale.ts';
import { connectCore } from './core/core-client.ts';
import { startCoreProcess, type CoreProcess } from './core/core-process.ts';
import { OPEN_ERRORS } from '../office/index.ts';
import { findElectron } from './find-electron.ts';
import { isTaken, keepUsualPort, readUsualPort } from './web/usual-port.ts';
import { startWebShell, type WebShell } from './web/web-shell.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: { data: { type: 'string' }, port: { type: 'string' }, web: { type: 'boolean', default: false } },
});
const dataDir = values.data === undefined ? defaultDataDir() : resolve(process.env['INIT_CWD'] ?? process.cwd(), values.data);
mkdirSync(dataDir, { recursive: true });

const electron = values.web ? undefined : findElectron(root);
if (electron === undefined) await startInBrowser();
else await startInElectron(electron);

function defaultDataDir(): string {
  const base =
    process.platform === 'win32'
      ? (process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'));
  return join(base, 'branchline', 'office');
}

async function startInElectron(binary: string): Promise<void> {
  await buildIfStale(root, 'app');
  const child = spawn(binary, [root, `--data=${dataDir}`], { stdio: 'inherit' });
  child.once('exit', (code) => process.exit(code ?? 1));
}

async function startInBrowser(): Promise<void> {
  await buildIfStale(root, 'renderer');
  const running = await joinRunning();
  const serving = running ?? startCoreProcess({ dataDir, demo: false });
  const [core, shell] = await Promise.all([serving, openShell(Promise.resolve(serving))]);
  if (isRefusal(core)) {
    process.stderr.write(`${refusalMessage(core, OPEN_ERRORS, 'zh')}\n${refusalMessage(core, OPEN_ERRORS, 'en')}\n`);
    process.exit(1);
  }
  if (running === undefined) keepUsualPort(dataDir, shell.port);
  const notice = running === undefined ? '' : '这个文件夹已经打开；下面的页面连接到正在运行的程序。\nThis folder is open already; the page below goes to the program that runs.\n';
  const lines = [
    ['浏览器打开 · open', shell.url],
    ['数据文件夹 · data', dataDir],
    ['结束 · end', 'Ctrl-C'],
  ];
  process.stdout.write(`\nBranchline 分合\n${notice}\n${lines.map(([name, value]) => `  ${name}  ${value}\n`).join('')}\n`);
  const stop = async (): Promise<void> => {
    await shell.close();
    await core.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  core.onCrash((code) => {
    process.stderr.write(running === undefined ? `the office service ended unexpectedly (${code ?? 'signal'})\n` : '打开此文件夹的程序已结束。\nThe program that had this folder open has ended.\n');
    process.exit(1);
  });
}

/** At the port that was asked for, else where the page was last time, else anywhere. */
async function openShell(serving: Promise<unknown>): Promise<WebShell> {
  const openAt = (port: number): Promise<WebShell> => startWebShell({ dataDir, rendererDir: join(root, 'out', 'renderer'), port, tokenUse: 'once', serving });
  if (values.port !== undefined) return openAt(Number(values.port));
  return openAt(readUsualPort(dataDir)).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    return openAt(0);
  });
}

/** A core that serves the folder already, as one to work with but not to end; undefined where none answers. */
async function joinRunning(): Promise<Pick<CoreProcess, 'onCrash' | 'stop'> | undefined> {
  const ended = Promise.withResolvers<null>();
  const connection = await connectCore(dataDir, { message() {}, closed: () => ended.resolve(null) });
  if (connection === undefined) return undefined;
  return {
    onCrash: (listener) => void ended.promise.then(listener),
    stop: () => Promise.resolve(),
  };
}
