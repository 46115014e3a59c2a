/** [SYNC-1] The odd seeds of the business. */
import { testBusinessSeeds } from './business-seeds.ts';

testBusinessSeeds(0);
