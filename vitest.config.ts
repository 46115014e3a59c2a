import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
// Many tests start the program from its sources, where what is compiled once need not be compiled again: half of a start.
import './main/shell/compile-cache.ts';

/** For what hangs, not for what is slow: nothing is judged by its time, and other work may take the computer away. */
const HUNG_MS = 300_000;

const suite = (name: string, include: string[], more: { readonly exclude?: string[]; readonly globalSetup?: string; readonly env?: Readonly<Record<string, string>>; readonly isolate?: boolean } = {}) => ({
  extends: true as const,
  test: { name, include, testTimeout: HUNG_MS, hookTimeout: HUNG_MS, ...more },
});

/** Tests that start the program as it is built: it is built once before them, never by two of them at a time. */
const ON_THE_BUILD = ['tests/compatibility/**/*.test.ts', 'tests/support/demo/**/*.test.ts'];

/** Forked processes, never threads: better-sqlite3 is native, and a crash must not take other files along. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Left to itself one core of two would watch.
    maxWorkers: availableParallelism(),
    setupFiles: ['tests/support/property-seed.ts'],
    environment: 'node',
    globals: false,
    restoreMocks: true,
    unstubEnvs: true,
    passWithNoTests: true,
    projects: [
      // These keep nothing between files (each opens its own store): to load the modules anew for each takes a third of the time.
      suite('model', ['model/**/*.test.ts'], { isolate: false }),
      suite('main', ['main/**/*.test.ts'], { isolate: false }),
      suite('sync-server', ['sync-server/**/*.test.ts'], { isolate: false }),
      suite('renderer', ['renderer/**/*.test.ts', 'renderer/**/*.test.tsx', 'preload/**/*.test.ts'], { isolate: false }),
      suite('contracts', ['tests/contracts/**/*.test.ts']),
      suite('relay', ['tests/relay/**/*.test.ts']),
      // Months end by the computer's calendar: a seed repeats exactly where that is the same.
      suite('simulation', ['tests/simulation/**/*.test.ts'], { env: { TZ: 'Asia/Shanghai' } }),
      suite('compatibility', ON_THE_BUILD, { globalSetup: 'tests/compatibility/support/build-app.ts' }),
      suite('support', ['tests/support/**/*.test.ts'], { exclude: ON_THE_BUILD }),
    ],
  },
});
