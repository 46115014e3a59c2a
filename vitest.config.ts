import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const suite = (name: string, include: string[], timeoutMs: number, more: { readonly exclude?: string[]; readonly globalSetup?: string; readonly env?: Readonly<Record<string, string>> } = {}) => ({
  extends: true as const,
  test: { name, include, testTimeout: timeoutMs, hookTimeout: timeoutMs, ...more },
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
      suite('model', ['model/**/*.test.ts'], 60_000),
      suite('main', ['main/**/*.test.ts'], 60_000),
      suite('sync-server', ['sync-server/**/*.test.ts'], 60_000),
      suite('renderer', ['renderer/**/*.test.ts', 'renderer/**/*.test.tsx', 'preload/**/*.test.ts'], 10_000),
      suite('contracts', ['tests/contracts/**/*.test.ts'], 240_000),
      suite('relay', ['tests/relay/**/*.test.ts'], 240_000),
      // Months end by the computer's calendar: a seed repeats exactly where that is the same.
      suite('simulation', ['tests/simulation/**/*.test.ts'], 120_000, { env: { TZ: 'Asia/Shanghai' } }),
      suite('compatibility', ON_THE_BUILD, 300_000, { globalSetup: 'tests/compatibility/support/build-app.ts' }),
      suite('support', ['tests/support/**/*.test.ts'], 60_000, { exclude: ON_THE_BUILD }),
    ],
  },
});
