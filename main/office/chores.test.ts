import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Chore } from '../area.ts';
import { notebookName, noting } from '../store/testing/notebook.ts';
import { openTestingStore, type TestingStore } from '../store/testing/open-testing-store.ts';
import { startChores, type Chores } from './chores.ts';

let testing: TestingStore;
let chores: Chores | undefined;
let due: { readonly delayMs: number; readonly atMs: number; readonly act: () => void }[];
const faults: unknown[] = [];
const clock = { ms: 0 };

const timers = {
  after(delayMs: number, act: () => void) {
    const entry = { delayMs, atMs: clock.ms + delayMs, act };
    due.push(entry);
    return () => void due.splice(due.indexOf(entry), 1);
  },
};

beforeEach(() => {
  testing = openTestingStore();
  due = [];
  clock.ms = 1_000_000;
  faults.length = 0;
});
afterEach(() => {
  chores?.close();
  testing.store.close();
});

function start(...which: readonly Chore[]): void {
  chores = startChores({ store: testing.store, timers, nowMs: () => clock.ms, chores: which, onFault: (error) => faults.push(error) });
}

/** Lets what is due happen, and what that makes due, until nothing is left or so many were. */
async function turn(most = Number.POSITIVE_INFINITY): Promise<void> {
  for (let turns = 0; turns < most; turns += 1) {
    const next = due.shift();
    if (next === undefined) return;
    clock.ms = Math.max(clock.ms, next.atMs);
    next.act();
    testing.settle();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
}

async function note(texts: Readonly<Record<string, string>>): Promise<void> {
  const done = testing.store.transact((tx) => tx.edit(notebookName('a'), noting(texts)));
  testing.settle();
  await done;
}

/** Counts the notes of one step after another. */
function counting(steps: number[]): Chore {
  return {
    follows: 'note',
    step({ read }) {
      const { notes } = read.get<{ notes: number }>('SELECT count(*) AS notes FROM note') ?? { notes: 0 };
      steps.push(notes);
      return steps.length < notes;
    },
  };
}

it('[STORE-20] chores are done at the start, after commits that touch what they follow, and step by step while more is due', async () => {
  const steps: number[] = [];
  start(counting(steps));
  await turn();
  expect(steps).toEqual([0]);
  await note({ a: 'one', b: 'two', c: 'three' });
  await note({ a: 'two' });
  expect(due).toHaveLength(1);
  await turn();
  expect(steps).toEqual([0, 3, 3]);
  const acknowledged = testing.store.acknowledge([1]);
  testing.settle();
  await acknowledged;
  expect(due).toEqual([]);
  expect(faults).toEqual([]);
});

it('[STORE-20] chores wait until changes cease, though not for ever, and let callers have most of the time', async () => {
  const done: number[] = [];
  const slow: Chore = {
    follows: 'note',
    step() {
      clock.ms += 50;
      done.push(clock.ms);
      return done.length < 3;
    },
  };
  const began = clock.ms;
  start(slow);
  for (let change = 0; change < 60; change += 1) {
    await note({ [`k${change}`]: 'text' });
    clock.ms += 50;
    while ((due[0]?.atMs ?? Number.POSITIVE_INFINITY) <= clock.ms) await turn(1);
  }
  await turn();
  const [first = 0] = done;
  expect(first - began).toBeGreaterThanOrEqual(2000);
  expect(first - began).toBeLessThan(3000);
  const rests = done.slice(1).map((ms, index) => ms - 50 - (done[index] ?? 0));
  expect(Math.min(...rests)).toBeGreaterThanOrEqual(200);
});

it('[STORE-20] chores leave an office that just opened to its first screen', async () => {
  const done: number[] = [];
  const began = clock.ms;
  start({
    follows: 'note',
    step() {
      done.push(clock.ms - began);
      return false;
    },
  });
  await turn();
  expect(done).toHaveLength(1);
  expect(done[0]).toBeGreaterThanOrEqual(1000);
});

it('[STORE-20] a clock that is put back holds up no chore', async () => {
  const steps: number[] = [];
  start(counting(steps));
  await note({ a: 'one' });
  clock.ms -= 3_600_000;
  await turn(3);
  expect(steps).toEqual([1]);
});

it('[STORE-20] a chore that fails is told, stops nothing, and is tried again later', async () => {
  let broken = true;
  const steps: number[] = [];
  const failing: Chore = {
    follows: 'note',
    step(tx) {
      if (broken) throw new Error('not now');
      return counting(steps).step(tx);
    },
  };
  start(failing);
  await turn(1);
  await expect.poll(() => faults).toHaveLength(1);
  await expect.poll(() => due.map(({ delayMs }) => delayMs)).toEqual([60_000]);
  broken = false;
  due.shift()?.act();
  testing.settle();
  await expect.poll(() => steps).toEqual([0]);
});
