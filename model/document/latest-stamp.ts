import { STAMP_PATTERN, type Stamp } from '../identity/hybrid-clock.ts';
import type { DocumentChange } from './kind.ts';

/**
 * The greatest stamp that a change brings, by which an office's clock stays ahead of all that it has seen. Entries of
 * every kind carry the moment they were written as `at`; others (an article's text) have none.
 * @returns undefined where no entry carries one.
 */
export function latestStamp(change: DocumentChange): Stamp | undefined {
  let latest: Stamp | undefined;
  for (const { after } of change.entries) {
    const at = typeof after === 'object' && after !== null && 'at' in after ? after.at : undefined;
    if (typeof at === 'string' && STAMP_PATTERN.test(at) && (latest === undefined || at > latest)) latest = at as Stamp;
  }
  return latest;
}
