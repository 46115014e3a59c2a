/**
 * Does the areas' chores behind the commits: rows that no command waits for. Each step is a work of its own, and steps
 * follow one another with a pause, so that callers are served in between.
 */
import type { Timers } from '#model/link/transport.ts';
import type { Chore } from '../area.ts';
import type { Store } from '../store/store.ts';

/** Lets commands that follow one another closely be followed once. */
const PAUSE_MS = 20;
/** After a step that failed; what it was about is still due. */
const RETRY_MS = 60_000;

export interface Chores {
  close(): void;
}

export function startChores(store: Store, timers: Timers, chores: readonly Chore[], onFault: (error: unknown) => void): Chores {
  const waiting = new Map<Chore, () => void>();
  let closed = false;

  async function step(chore: Chore): Promise<void> {
    waiting.delete(chore);
    try {
      const more = await store.transact((tx) => chore.step(tx));
      if (more) ask(chore, PAUSE_MS);
    } catch (error) {
      if (closed) return;
      onFault(error);
      ask(chore, RETRY_MS);
    }
  }

  function ask(chore: Chore, delayMs: number): void {
    if (closed || waiting.has(chore)) return;
    waiting.set(chore, timers.after(delayMs, () => void step(chore)));
  }

  const stop = store.onCommit(({ tables }) => {
    for (const chore of chores) if (tables.has(chore.follows)) ask(chore, PAUSE_MS);
  });
  for (const chore of chores) ask(chore, PAUSE_MS);
  return {
    close() {
      closed = true;
      stop();
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
