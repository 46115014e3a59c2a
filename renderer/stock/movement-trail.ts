/** How far a movement is known to have travelled, from what this PC knows. Pure. */
import type { TrailProps } from '../design/Trail.tsx';

export interface MovementTrailInput {
  readonly movement: { readonly office: string; readonly atMs: number };
  readonly own: { readonly code: string; readonly headquarters: boolean };
  /** Entries of this PC that wait for the relay, and when the oldest was saved. Without a relay, nothing travels. */
  readonly link: { readonly hasRelay: boolean; readonly waiting: number; readonly sinceMs?: number | undefined };
}

/**
 * What came from another office came through the relay. One's own is at the relay unless it may be among what waits.
 * A branch is not told what headquarters holds: there it stays unknown rather than guessed.
 */
export function movementTrail({ movement, own, link }: MovementTrailInput): TrailProps {
  const foreign = movement.office !== own.code;
  const waits = link.waiting > 0 && movement.atMs >= (link.sinceMs ?? 0);
  const relay = foreign || (link.hasRelay && !waits);
  return { localAtMs: foreign ? true : movement.atMs, relayAtMs: relay, headquartersAtMs: own.headquarters ? true : relay ? 'unknown' : false };
}
