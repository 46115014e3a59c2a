/**
 * Property tests draw from a fixed seed, so that a run says the same everywhere; `FC_SEED=N` (or `random`)
 * explores further. A failure prints its seed and path.
 */
import fc from 'fast-check';

const asked = process.env['FC_SEED'];
if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? 20_261_123 : Number(asked) });
