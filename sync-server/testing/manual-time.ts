/** A clock and timers that stand still until a test moves them. */
import type { Timers } from '#model/link/transport.ts';

export interface ManualTime {
  readonly timers: Timers;
  nowMs(): number;
  /** Moves the clock; timers that fall due act in their order, at their moment. */
  advance(ms: number): void;
}

export function createManualTime(startMs = 1_000_000): ManualTime {
  let now = startMs;
  let number = 0;
  const due = new Map<number, { readonly atMs: number; act(): void }>();
  return {
    nowMs: () => now,
    timers: {
      after(delayMs, act) {
        const id = (number += 1);
        due.set(id, { atMs: now + delayMs, act });
        return () => due.delete(id);
      },
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...due].filter(([, timer]) => timer.atMs <= end).toSorted(([, left], [, right]) => left.atMs - right.atMs);
        if (next === undefined) break;
        due.delete(next[0]);
        now = Math.max(now, next[1].atMs);
        next[1].act();
      }
      now = end;
    },
  };
}
