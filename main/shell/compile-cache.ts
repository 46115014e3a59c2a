/**
 * Loaded before a program that runs from the sources: keeps what the engine compiled of them for the next start, also
 * for the processes that the program starts. Reading and compiling some five hundred modules is most of a start's work.
 * An installed program is one bundle and does without.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../node_modules/.cache/compiled');
// A folder that cannot be written to only means that nothing is kept.
enableCompileCache(folder);
process.env['NODE_COMPILE_CACHE'] ??= folder;
