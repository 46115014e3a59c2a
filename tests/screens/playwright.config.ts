import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { BROWSER_SWITCHES } from '../support/browser-switches.ts';

const root = path.resolve(import.meta.dirname, '../..');
const THREE_OFFICES = 'three-offices/**/*.spec.ts';
const executablePath = process.env['CHROME_PATH'];

/**
 * Each worker has offices of its own. One office and its browser mostly wait for each other and take about a core; three
 * offices and a relay take more, so that they run one test at a time beside the others.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: path.join(root, 'test-results'),
  workers: availableParallelism(),
  projects: [
    { name: 'three offices', testMatch: THREE_OFFICES, workers: 1 },
    { name: 'one office', testIgnore: THREE_OFFICES },
  ],
  // What fails once is a defect.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Nothing is judged by its time here: a slow machine is not a defect.
  timeout: 600_000,
  expect: { timeout: 60_000, toPass: { timeout: 120_000 } },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    // A trace takes two fifths of all the work, nearly always for nothing: whoever looks for a fault asks for it (`--trace retain-on-failure`).
    trace: 'off',
    actionTimeout: 60_000,
    launchOptions: { args: [...BROWSER_SWITCHES], ...(executablePath === undefined ? {} : { executablePath }) },
  },
});
