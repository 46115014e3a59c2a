/**
 * Start of the core's process to the first usable screen (Today) with very many movements in the store, against the
 * same with none; and the memory that the core holds then.
 *
 * 1. What is started is the build, as an installer brings it. "Answered" is from starting the process to the answers to
 *    everything that the first screen asks for; "shown" is to the page as a browser shows it, which loads while the core
 *    opens the store, as in the desktop's shell.
 * 2. The file system's cache is warm in both: what is compared is the work, not the disk.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { chromium, type Browser } from '@playwright/test';
import type { CallClient } from '../../main/shell/core/core-client.ts';
import { startWebShell } from '../../main/shell/web/web-shell.ts';
import { findBrowser } from '../support/browser.ts';
import { BROWSER_SWITCHES } from '../support/browser-switches.ts';
import { ask, buildCore, residentMb, startCore, withCore } from './core-under-bench.ts';
import { makeMovementFolders, type MovementFolders } from './movement-store.ts';
import { compare, compareToLimit, type Measure } from './report.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const PART = 'start';
const START_LIMIT_MS = 1500;
const MEMORY_LIMIT_MB = 250;
const SLOWER_AT_MOST = 1.2;
const root = join(import.meta.dirname, '../..');

/** What the page asks once it knows who is signed in: frame, counts and Today. */
const FIRST_SCREEN: readonly (readonly [operation: string, input: object])[] = [
  ['tasks.summary', { limit: 14 }],
  ['tasks.summary', { limit: 1 }],
  ['stock.summary', {}],
  ['knowledge.summary', { limit: 6 }],
  ['knowledge.summary', { limit: 1 }],
  ['sync.status', {}],
  ['sync.watermarks', {}],
];

/** What a person looks at in the first minutes, before memory is taken a second time. */
const FIRST_MINUTES: readonly (readonly [operation: string, input: object])[] = [
  ['stock.balance', {}],
  ['stock.movements', {}],
  ['search', { text: '螺' }],
  ['card.list', {}],
];

export async function measureStart(quick: boolean): Promise<readonly Measure[]> {
  const { movements, rounds } = quick ? { movements: 3000, rounds: 2 } : { movements: 300_000, rounds: 5 };
  await buildCore();
  return withTemporaryFolder(async (folder) => {
    const folders = await makeMovementFolders(folder, movements);
    const name = `${movements} movements`;
    const answered = await inPairs(folders, rounds, answerFirstScreen);
    const shown = await withBrowser((browser) => inPairs(folders, rounds, (dataDir) => showFirstScreen(dataDir, browser)));
    const memory = await inPairs(folders, 1, memoryMb);
    return [
      ...startMeasures(`${name}: answered`, answered),
      ...(shown === undefined ? [] : startMeasures(`${name}: shown`, shown)),
      ...(memory === undefined
        ? []
        : [
            compareToLimit({ part: PART, name: `${name}: core's memory`, unit: 'MB', ours: memory.full }, MEMORY_LIMIT_MB),
            compare({ part: PART, name: `${name}: core's memory`, unit: 'MB', ours: memory.full, against: { name: 'without movements', figures: memory.empty } }),
          ]),
    ];
  });
}

interface Paired {
  readonly full: number[];
  readonly empty: number[];
}

/** One round after another on both folders, after one that is not counted. Undefined where it cannot be measured here. */
async function inPairs(folders: MovementFolders, rounds: number, measure: (dataDir: string) => Promise<number | undefined>): Promise<Paired | undefined> {
  const pairs: Paired = { full: [], empty: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const empty = await measure(folders.empty);
    const full = await measure(folders.full);
    if (empty === undefined || full === undefined) return undefined;
    if (round === 0) continue;
    pairs.empty.push(empty);
    pairs.full.push(full);
  }
  return pairs;
}

function startMeasures(name: string, pairs: Paired | undefined): readonly Measure[] {
  if (pairs === undefined) return [];
  return [
    compare({ part: PART, name, unit: 'ms', ours: pairs.full, against: { name: 'without movements', figures: pairs.empty }, goal: { atMost: SLOWER_AT_MOST } }),
    compareToLimit({ part: PART, name, unit: 'ms', ours: pairs.full }, START_LIMIT_MS),
  ];
}

async function answerFirstScreen(dataDir: string): Promise<number> {
  const began = performance.now();
  return withCore(dataDir, async (_core, calls) => {
    await askFirstScreen(calls);
    return performance.now() - began;
  });
}

async function askFirstScreen(calls: CallClient): Promise<void> {
  await ask(calls, 'setup.status', {});
  await Promise.all(FIRST_SCREEN.map(([operation, input]) => ask(calls, operation, input)));
}

async function showFirstScreen(dataDir: string, browser: Browser): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const began = performance.now();
  const starting = startCore(dataDir);
  const shell = await startWebShell({ dataDir, rendererDir: join(root, 'out/renderer'), port: 0, tokenUse: 'always', serving: starting });
  try {
    await page.goto(shell.url);
    await page.locator('main a[href$="/stock/movements"]').waitFor();
    return performance.now() - began;
  } finally {
    await context.close();
    await shell.close();
    await (await starting).stop();
  }
}

/** Memory of the core after the first screen and some work, in megabytes; undefined where the system does not tell. */
async function memoryMb(dataDir: string): Promise<number | undefined> {
  return withCore(dataDir, async (core, calls) => {
    await askFirstScreen(calls);
    for (const [operation, input] of FIRST_MINUTES) await ask(calls, operation, input);
    return residentMb(core);
  });
}

async function withBrowser<Result>(act: (browser: Browser) => Promise<Result>): Promise<Result | undefined> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    console.error('no Chromium, Chrome or Edge here: the page itself is not measured');
    return undefined;
  }
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_SWITCHES] });
  try {
    return await act(browser);
  } finally {
    await browser.close();
  }
}
