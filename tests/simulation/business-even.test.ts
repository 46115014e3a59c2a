/** [SYNC-1] The even seeds of the business. */
import { testBusinessSeeds } from './business-seeds.ts';

testBusinessSeeds(1);
