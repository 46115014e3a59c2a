/**
 * As the business, with a relay that refuses some entries, and all of an office while its right is withdrawn. What
 * it refused is in its writer's quarantine and in no document; everything else is everywhere.
 */
import { describe, expect, it } from 'vitest';
import { refusedWorkload } from './refused-workload.ts';
import { foundOrganisation } from './organisation.ts';
import { runScenario } from './scenario.ts';

const seeds = Number(process.env['SEEDS'] ?? 50);
const first = Number(process.env['FIRST_SEED'] ?? 1);

describe('[SYNC-8] offices that work apart come together but for what is refused', () => {
  const organisation = foundOrganisation();
  let setAside = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    it(`seed ${seed}`, async () => {
      const outcome = runScenario(seed, organisation, refusedWorkload);
      await expect(outcome).resolves.toBeDefined();
      setAside += (await outcome).setAside;
    });
  }

  // One seed alone may refuse nothing.
  it.skipIf(seeds <= 10)('and something was refused', () => {
    expect(setAside).toBeGreaterThan(0);
  });
});
