/**
 * `npm run simulation`: many more stretches of work than `npm test` goes through, of every kind. `SEEDS` says how many of
 * each, `FIRST_SEED` where to begin. Further words go to the test runner.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const runner = path.join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [runner, 'run', '--project', 'simulation', '--reporter', 'dot', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SEEDS: process.env['SEEDS'] ?? '1000' },
});
process.exitCode = status ?? 1;
