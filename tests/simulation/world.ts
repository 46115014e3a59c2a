/**
 * Time of a simulation. Nothing happens by itself: events run one after another in the order of their moments, each
 * until everything that follows from it at once (promises) is done.
 */
import type { Timers } from '#model/link/transport.ts';
import { createRandom, type Random } from './random.ts';

/** What ends together when a program is killed: none of its timers ever fires again. */
export interface Process {
  readonly timers: Timers;
  readonly alive: boolean;
  kill(): void;
}

export interface World {
  readonly random: Random;
  nowMs(): number;
  startProcess(): Process;
  /** Outside of any process: the network's own events. */
  readonly timers: Timers;
  /** Lets the given time pass. */
  pass(durationMs: number): Promise<void>;
  /** Lets time pass until the condition holds; false where it does not within `withinMs`. */
  passUntil(condition: () => boolean, withinMs: number): Promise<boolean>;
}

interface Planned {
  readonly atMs: number;
  readonly number: number;
  readonly act: () => void;
}

/** The middle of a month, shortly before one ends in China, and shortly before one ends in the names of ledgers. */
const STARTS_MS = [Date.UTC(2026, 8, 21, 14), Date.UTC(2026, 8, 30, 15, 58, 30), Date.UTC(2026, 8, 30, 23, 58, 30)];

export function createWorld(seed: number): World {
  const random = createRandom(seed);
  const planned: Planned[] = [];
  let nowMs = random.pick(STARTS_MS);
  let number = 0;

  function plan(delayMs: number, act: () => void): () => void {
    const event: Planned = { atMs: nowMs + Math.max(0, Math.ceil(delayMs)), number, act };
    number += 1;
    let low = 0;
    let high = planned.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = planned[middle];
      if (other !== undefined && (other.atMs < event.atMs || (other.atMs === event.atMs && other.number < event.number))) low = middle + 1;
      else high = middle;
    }
    planned.splice(low, 0, event);
    return () => {
      const place = planned.indexOf(event);
      if (place >= 0) planned.splice(place, 1);
    };
  }

  /** Runs the next event up to `limitMs`; false where there is none. */
  async function step(limitMs: number): Promise<boolean> {
    const next = planned[0];
    if (next === undefined || next.atMs > limitMs) return false;
    planned.shift();
    nowMs = next.atMs;
    next.act();
    await settled();
    return true;
  }

  return {
    random,
    nowMs: () => nowMs,
    timers: { after: plan },
    startProcess() {
      let alive = true;
      return {
        timers: {
          after: (delayMs, act) =>
            plan(delayMs, () => {
              if (alive) act();
            }),
        },
        get alive() {
          return alive;
        },
        kill() {
          alive = false;
        },
      };
    },
    async pass(durationMs) {
      const limitMs = nowMs + durationMs;
      await settled();
      while (await step(limitMs));
      nowMs = limitMs;
    },
    async passUntil(condition, withinMs) {
      const limitMs = nowMs + withinMs;
      await settled();
      while (!condition()) if (!(await step(limitMs))) return condition();
      return true;
    },
  };
}

/** Resolves when no promise has anything left to do: nothing in a simulation waits for the real outside. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
