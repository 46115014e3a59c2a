/**
 * Does the areas' chores behind the commits: rows that no command waits for. Each step is a work of its own.
 *
 * 1. They wait until no document was changed for a moment, so that many commands are followed once; but never long.
 * 2. After a step they rest several times as long as it took: whatever they have to do, most of the time is the callers'.
 * 3. They begin a moment after the office opens, whose first screen they would hold up.
 */
import type { Timers } from '#model/link/transport.ts';
import type { Chore } from '../area.ts';
import type { Store } from '../store/store.ts';

/** How long no document is changed before a chore begins. */
const QUIET_MS = 200;
/** Where changes never cease, it begins after this all the same. */
const MOST_WAIT_MS = 2000;
/** Between two steps, and how many times the time that the last one took. */
const PAUSE_MS = 20;
const REST = 4;
/** After the start, when people wait for the first screen. */
const FIRST_REST_MS = 1000;
/** After a step that failed; what it was about is still due. */
const RETRY_MS = 60_000;

export interface Chores {
  close(): void;
}

export interface ChoresOptions {
  readonly store: Store;
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly chores: readonly Chore[];
  readonly onFault: (error: unknown) => void;
}

interface Waiting {
  /** When it was first asked for. */
  readonly sinceMs: number;
  cancel: () => void;
}

export function startChores({ store, timers, nowMs, chores, onFault }: ChoresOptions): Chores {
  const waiting = new Map<Chore, Waiting>();
  let changedMs = Number.NEGATIVE_INFINITY;
  let rest = { fromMs: nowMs(), ms: FIRST_REST_MS };
  let closed = false;

  /** What is left of a time that began then; nothing where the clock was put back since. */
  function left(fromMs: number, ms: number): number {
    const passed = nowMs() - fromMs;
    return passed < 0 ? 0 : Math.max(0, ms - passed);
  }

  /** Milliseconds until a chore that waits since then may begin. */
  function dueInMs(sinceMs: number): number {
    return Math.max(Math.min(left(changedMs, QUIET_MS), left(sinceMs, MOST_WAIT_MS)), left(rest.fromMs, rest.ms));
  }

  async function step(chore: Chore): Promise<void> {
    let tookMs = 0;
    try {
      const more = await store.transact((tx) => {
        const beganMs = nowMs();
        const isMoreDue = chore.step(tx);
        tookMs = Math.max(0, nowMs() - beganMs);
        return isMoreDue;
      });
      rest = { fromMs: nowMs(), ms: Math.max(PAUSE_MS, REST * tookMs) };
      if (more) ask(chore, 0);
    } catch (error) {
      if (closed) return;
      onFault(error);
      ask(chore, RETRY_MS);
    }
  }

  function ask(chore: Chore, delayMs: number): void {
    if (closed || waiting.has(chore)) return;
    const entry: Waiting = { sinceMs: nowMs(), cancel: () => {} };
    waiting.set(chore, entry);
    const wait = (ms: number): void => {
      entry.cancel = timers.after(ms, () => {
        const stillMs = dueInMs(entry.sinceMs);
        if (stillMs > 0) return wait(stillMs);
        waiting.delete(chore);
        void step(chore);
      });
    };
    wait(Math.max(delayMs, PAUSE_MS, dueInMs(entry.sinceMs)));
  }

  const stop = store.onCommit(({ tables, updates }) => {
    if (updates.length > 0) changedMs = nowMs();
    for (const chore of chores) if (tables.has(chore.follows)) ask(chore, 0);
  });
  for (const chore of chores) ask(chore, 0);
  return {
    close() {
      closed = true;
      stop();
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
