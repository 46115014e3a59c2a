import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Chore } from '../area.ts';
import { notebookName, noting } from '../store/testing/notebook.ts';
import { openTestingStore, type TestingStore } from '../store/testing/open-testing-store.ts';
import { startChores, type Chores } from './chores.ts';

let testing: TestingStore;
let chores: Chores | undefined;
let due: { readonly delayMs: number; readonly act: () => void }[];
const faults: unknown[] = [];

const timers = {
  after(delayMs: number, act: () => void) {
    const entry = { delayMs, act };
    due.push(entry);
    return () => void due.splice(due.indexOf(entry), 1);
  },
};

beforeEach(() => {
  testing = openTestingStore();
  due = [];
  faults.length = 0;
});
afterEach(() => {
  chores?.close();
  testing.store.close();
});

/** Lets what is due happen, and what that makes due, until nothing is left. */
async function turn(): Promise<void> {
  for (let next = due.shift(); next !== undefined && next.delayMs < 1000; next = due.shift()) {
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
  chores = startChores(testing.store, timers, [counting(steps)], (error) => faults.push(error));
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
  chores = startChores(testing.store, timers, [failing], (error) => faults.push(error));
  due.shift()?.act();
  testing.settle();
  await expect.poll(() => faults).toHaveLength(1);
  await expect.poll(() => due.map(({ delayMs }) => delayMs)).toEqual([60_000]);
  broken = false;
  due.shift()?.act();
  testing.settle();
  await expect.poll(() => steps).toEqual([0]);
});
