/**
 * A Chromium for the screen tests. Looks for one that runs, then installs one, then says exactly what to do.
 *
 * Order: CHROME_PATH, the platform's usual places, PATH, Playwright's own copy; then Playwright's download; then, as
 * root on Debian, the distribution's package.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const playwrightCli = path.resolve(import.meta.dirname, '../../node_modules/@playwright/test/cli.js');

function usualPlaces(): string[] {
  const { env, platform } = process;
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
    return folders.flatMap((folder) => programs.map((program) => path.join(folder, program)));
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge-stable', '/snap/bin/chromium'];
}

function inPath(): string[] {
  const names =
    process.platform === 'win32'
      ? ['chrome.exe', 'chromium.exe', 'msedge.exe']
      : ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'microsoft-edge-stable'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** A downloaded browser may stand there and still lack the system's libraries. */
function runs(file: string): boolean {
  if (!existsSync(file)) return false;
  // On Windows `--version` would open a window.
  return process.platform === 'win32' || spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @throws Error when CHROME_PATH names something that does not run: a wish is not passed over in silence. */
export function findBrowser(): string | undefined {
  const wished = process.env['CHROME_PATH'];
  if (wished !== undefined && wished !== '') {
    if (!runs(wished)) throw new Error(`CHROME_PATH names ${wished}, which does not run.`);
    return wished;
  }
  return [...usualPlaces(), ...inPath(), chromium.executablePath()].find(runs);
}

const carriedOut = (command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** @throws Error that says what to install, when nothing could be found or installed. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;

  console.log('No Chromium, Chrome or Edge here; downloading one for the tests.');
  if (carriedOut(process.execPath, [playwrightCli, 'install', 'chromium'])) {
    const downloaded = findBrowser();
    if (downloaded !== undefined) return downloaded;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("The download did not do; installing the distribution's chromium.");
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    carriedOut('apt-get', ['update', '-q'], quiet);
    if (carriedOut('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet)) {
      const installed = findBrowser();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    [
      'The screen tests need Chromium, Chrome or Edge, and none could be found or installed. Do one of these, then run them again:',
      '  - install it: `sudo apt-get install chromium` (Debian, Ubuntu), or Chrome or Edge from its maker;',
      '  - or name one that is there: CHROME_PATH=/path/to/chrome npm run screens',
      '  - or, with a network: npx playwright install --with-deps chromium',
    ].join('\n'),
  );
}
