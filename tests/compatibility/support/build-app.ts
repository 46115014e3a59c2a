/** Builds the desktop app once before all tests of it: builds at the same time would take each other's files away. */
import path from 'node:path';
import { buildIfStale } from '../../../main/shell/build-if-stale.ts';

export function setup(): Promise<void> {
  return buildIfStale(path.resolve(import.meta.dirname, '../../..'), 'app');
}
