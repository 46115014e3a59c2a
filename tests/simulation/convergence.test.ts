/**
 * Many simulated stretches of work on texts and cards that everybody writes at once. `SEEDS` says
 * how many, `FIRST_SEED` where to begin; a seed that failed repeats exactly:
 * `SEEDS=1 FIRST_SEED=n npx vitest run tests/simulation/convergence.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { editingWorkload } from './editing-workload.ts';
import { foundOrganisation } from './organisation.ts';
import { runScenario } from './scenario.ts';

const seeds = Number(process.env['SEEDS'] ?? 100);
const first = Number(process.env['FIRST_SEED'] ?? 1);

describe('[SYNC-1] offices that work apart come together', () => {
  const organisation = foundOrganisation();
  for (let seed = first; seed < first + seeds; seed += 1) {
    it(`seed ${seed}`, async () => {
      await expect(runScenario(seed, organisation, editingWorkload)).resolves.toBeDefined();
    });
  }
});
