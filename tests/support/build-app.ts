/** Before tests that need the built program: builds it where a source is newer. */
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../main/shell/build-if-stale.ts';

export default function buildApp(): Promise<void> {
  return buildIfStale(fileURLToPath(new URL('../..', import.meta.url)), 'app');
}
