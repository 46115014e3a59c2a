/**
 * The same with the real areas' operations: stock and tasks. Balances are the sums of the movements, and all offices
 * show the same. `SEEDS` and `FIRST_SEED` as in convergence.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { businessWorkload } from './business-workload.ts';
import { foundOrganisation } from './organisation.ts';
import { runScenario } from './scenario.ts';

const seeds = Number(process.env['SEEDS'] ?? 500);
const first = Number(process.env['FIRST_SEED'] ?? 1);

describe('[SYNC-1] what a company did apart comes together', () => {
  const organisation = foundOrganisation();
  for (let seed = first; seed < first + seeds; seed += 1) {
    it(`seed ${seed}`, async () => {
      await expect(runScenario(seed, organisation, businessWorkload)).resolves.toBeDefined();
    });
  }
});
