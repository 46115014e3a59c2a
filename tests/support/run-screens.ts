/** `npm run screens`: the app built if a source is newer, a browser found or installed, then the screen tests. Further words go to the test runner. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { buildIfStale } from '../../main/shell/build-if-stale.ts';
import { ensureBrowser } from './browser.ts';

const root = path.resolve(import.meta.dirname, '../..');

if (globSync('tests/screens/**/*.spec.ts', { cwd: root }).length === 0) {
  console.log('No screen tests yet.');
} else {
  const browser = ensureBrowser();
  await buildIfStale(root, 'app');
  const runner = path.join(root, 'node_modules/@playwright/test/cli.js');
  const { status } = spawnSync(process.execPath, [runner, 'test', '--config', 'tests/screens/playwright.config.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    // Node reads the sources itself: for the runner to compile them, the program's too, took a quarter of a minute before the first test.
    env: { ...process.env, CHROME_PATH: browser, PW_DISABLE_TS_ESM: '1' },
  });
  process.exitCode = status ?? 1;
}
