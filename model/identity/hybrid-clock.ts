/**
 * Hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014).
 *
 * 1. A stamp sorts as text in causal order: what was seen before is smaller than what is written after.
 * 2. A stamp is never smaller than one this clock gave or saw, whatever the PC's own clock does.
 * 3. Stamps stay within `MAX_DRIFT_MS` of physical time: a peer far in the future does not drag the others along.
 */
declare const stampBrand: unique symbol;
/** `{milliseconds since 1970, 12 hex}-{counter, 4 hex}-{node, 8 hex}`. */
export type Stamp = string & { readonly [stampBrand]: true };

export const STAMP_PATTERN = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$/;
/** Stamps further ahead than this are kept as they are but do not move this clock. */
export const MAX_DRIFT_MS = 24 * 3600 * 1000;

export interface HybridClock {
  /** A new stamp, greater than all before it. */
  next(): Stamp;
  /** Takes note of a stamp that was received. */
  observe(stamp: Stamp): void;
  /** The greatest stamp so far. */
  readonly last: Stamp;
}

export function makeStamp(ms: number, counter: number, node: string): Stamp {
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${node}` as Stamp;
}

/** Milliseconds since 1970 that a stamp carries. */
export function stampMs(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, 12), 16);
}

function stampCounter(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(13, 17), 16);
}

/** @param node gives the first 8 hex digits of the workstation's id. @param last the greatest stamp that the store holds. */
export function createHybridClock(nowMs: () => number, node: () => string, last?: Stamp): HybridClock {
  let ms = last === undefined ? 0 : stampMs(last);
  let counter = last === undefined ? 0 : stampCounter(last);
  return {
    next() {
      const now = nowMs();
      if (now > ms) {
        ms = now;
        counter = 0;
      } else if (counter === 0xffff) {
        ms += 1;
        counter = 0;
      } else counter += 1;
      return makeStamp(ms, counter, node());
    },
    observe(stamp) {
      const seenMs = stampMs(stamp);
      if (seenMs > nowMs() + MAX_DRIFT_MS) return;
      const seenCounter = stampCounter(stamp);
      if (seenMs > ms || (seenMs === ms && seenCounter > counter)) {
        ms = seenMs;
        counter = seenCounter;
      }
    },
    get last() {
      return makeStamp(ms, counter, node());
    },
  };
}
