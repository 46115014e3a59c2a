/**
 * Many simulated stretches of work with the real store, link and relay. `SEEDS` says how many, `FIRST_SEED` where to
 * begin; a seed that failed repeats exactly: `SEEDS=1 FIRST_SEED=n npx vitest run tests/simulation/convergence.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { businessWorkload } from './business-workload.ts';
import { fakeWorkload } from './fake-workload.ts';
import { foundOrganisation } from './organisation.ts';
import { runScenario } from './scenario.ts';

const seeds = Number(process.env['SEEDS'] ?? 500);
const first = Number(process.env['FIRST_SEED'] ?? 1);

const organisation = foundOrganisation();

for (const [work, workload] of [
  ['documents of the plainest kinds', fakeWorkload],
  ['a company’s day', businessWorkload],
] as const) {
  describe(`[SYNC-1] offices that work apart come together: ${work}`, () => {
    for (let seed = first; seed < first + seeds; seed += 1) {
      it(`seed ${seed}`, async () => {
        const { confirmed } = await runScenario(seed, organisation, workload);
        expect(confirmed).toBeGreaterThan(0);
      });
    }
  });
}
