/**
 * Where the core's process and what ships with the program stand. The same in the source tree, in the build
 * (`out/main`, flat) and inside the package, which holds the build and `resources` as they lie beside each other.
 */
import { fileURLToPath } from 'node:url';

const fromSource = import.meta.url.endsWith('.ts');
const place = (inSource: string, inBuild: string): string => fileURLToPath(new URL(fromSource ? inSource : inBuild, import.meta.url));

export const coreEntry = place('./process.ts', './process.js');
export const resourcesDir = place('../../../resources', '../../resources');
