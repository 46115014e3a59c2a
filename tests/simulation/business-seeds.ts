/**
 * The simulation with the real areas' operations: stock and tasks. Balances are the sums of the movements, and all offices
 * show the same. `SEEDS` and `FIRST_SEED` as in convergence.test.ts. Seeds are shared out over two files, for two workers.
 * `npm run simulation` goes through many more.
 */
import { describe, expect, it } from 'vitest';
import { businessWorkload } from './business-workload.ts';
import { foundOrganisation } from './organisation.ts';
import { runScenario } from './scenario.ts';

const seeds = Number(process.env['SEEDS'] ?? 350);
const first = Number(process.env['FIRST_SEED'] ?? 1);

/** Tests every second seed. @param offset 0 or 1. */
export function testBusinessSeeds(offset: 0 | 1): void {
  describe('[SYNC-1] what a company did apart comes together', () => {
    const organisation = foundOrganisation();
    for (let seed = first + offset; seed < first + seeds; seed += 2) {
      it(`seed ${seed}`, async () => {
        await expect(runScenario(seed, organisation, businessWorkload)).resolves.toBeDefined();
      });
    }
  });
}
