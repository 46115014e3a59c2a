import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallResult } from '#model/contract/port.ts';
import { notebookName, noting } from '../store/testing/notebook.ts';
import { openTestingStore, type TestingStore } from '../store/testing/open-testing-store.ts';
import type { Dispatch } from './dispatch.ts';
import { createLiveQueries, type LiveQueries } from './live-queries.ts';

const page = notebookName('a');
let testing: TestingStore;
let live: LiveQueries;
let due: (() => void)[];
let runs: string[];

beforeEach(() => {
  testing = openTestingStore();
  due = [];
  runs = [];
  const dispatch: Dispatch = {
    call: vi.fn(),
    query(name): CallResult {
      runs.push(name);
      if (name === 'broken') return { ok: false, refusal: { refused: true, reason: 'internal', values: {} } };
      const rows = testing.store.read.all(name === 'notes' ? 'SELECT text FROM note ORDER BY id' : 'SELECT count(*) AS waiting FROM outbox');
      return { ok: true, value: rows };
    },
    tablesOf: (name) => (name === 'notes' ? ['note'] : name === 'outbox' ? ['outbox', 'link'] : []),
  };
  live = createLiveQueries(testing.store, dispatch, {
    after(_delayMs, act) {
      due.push(act);
      return () => due.splice(due.indexOf(act), 1);
    },
  });
});
afterEach(() => {
  live.close();
  testing.store.close();
});

async function write(texts: Readonly<Record<string, string>>): Promise<void> {
  const done = testing.store.transact((tx) => tx.edit(page, noting(texts)));
  testing.settle();
  await done;
}
const turn = (): void => {
  for (const act of due.splice(0)) act();
};

describe('live queries', () => {
  it('[CONTRACT-4] answer at once, then once per burst of commits, and only when the result is another', async () => {
    const seen: unknown[] = [];
    live.open('notes', {}, (result) => seen.push(result.ok && result.value));
    expect(seen).toEqual([[]]);
    await write({ a: 'one' });
    await write({ b: 'two' });
    expect(seen).toHaveLength(1);
    turn();
    expect(seen.slice(1)).toEqual([[{ text: 'one' }, { text: 'two' }]]);
    await write({ a: 'one' });
    turn();
    expect(seen).toHaveLength(2);
  });

  it('[CONTRACT-4] run only where a table that they read changed, or is said to have', async () => {
    live.open('notes', {}, () => {});
    live.open('outbox', {}, () => {});
    runs = [];
    live.touch(['link']);
    turn();
    expect(runs).toEqual(['outbox']);
    const set = testing.store.transact((tx) => tx.setSetting('other', 'table'));
    testing.settle();
    await set;
    turn();
    expect(runs).toEqual(['outbox']);
  });

  it('[CONTRACT-4] tell refusals too, and nothing after they were stopped', async () => {
    const seen: CallResult[] = [];
    live.open('broken', {}, (result) => seen.push(result));
    expect(seen).toMatchObject([{ ok: false }]);
    const stop = live.open('notes', {}, (result) => seen.push(result));
    await write({ a: 'one' });
    stop();
    turn();
    expect(seen).toHaveLength(2);
  });

  it('a listener that stops another in the same burst is not followed by it', async () => {
    const seen: string[] = [];
    let stopSecond = (): void => {};
    live.open('notes', { first: true }, () => {
      seen.push('first');
      if (seen.length > 2) stopSecond();
    });
    stopSecond = live.open('notes', {}, () => seen.push('second'));
    await write({ a: 'one' });
    turn();
    expect(seen).toEqual(['first', 'second', 'first']);
  });
});
