import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { firstTables } from './migrations/0001-first-tables.ts';
import { searchEntries } from './search.ts';
import type { Store } from './store.ts';
import { notebookName, noting } from './testing/notebook.ts';
import { openTestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');

function updateOf(entries: Readonly<Record<string, string>>): Uint8Array {
  const doc = new Y.Doc();
  noting(entries)(doc);
  return Y.encodeStateAsUpdate(doc);
}

function found(store: Store, text: string): readonly string[] {
  return searchEntries(store.read, text)
    .map(({ title }) => title)
    .toSorted();
}

describe('the search index', () => {
  it('holds what a work left of an entry that it changed several times', async () => {
    const { store, settle } = openTestingStore();
    const edited = store.transact((tx) => {
      tx.edit(name, noting({ kept: '螺钉', changed: '垫片', gone: '轴承' }));
      tx.edit(name, noting({ changed: '螺母' }));
      tx.edit(name, (doc) => doc.getMap('entries').delete('gone'));
    });
    settle();
    await edited;
    expect(found(store, '螺')).toEqual(['螺钉', '螺母'].toSorted());
    expect([...found(store, '垫片'), ...found(store, '轴承')]).toEqual([]);
    expect(store.read.get('SELECT count(*) AS rows FROM search_index')).toEqual({ rows: 2 });
  });

  it('[STORE-7] holds nothing of an update that was set aside, and all of those beside it', async () => {
    const { store, settle } = openTestingStore();
    const applied = store.transact((tx) => [
      tx.apply(name, updateOf({ one: '螺钉' }), 'relay').applied,
      tx.apply(name, updateOf({ another: '轴承', broken: 'unlistable' }), 'relay').applied,
      tx.apply(notebookName('b'), updateOf({ two: '螺母' }), 'relay').applied,
    ]);
    settle();
    expect(await applied).toEqual([true, false, true]);
    expect(searchEntries(store.read, '螺').length).toBe(2);
    expect(searchEntries(store.read, '轴承')).toEqual([]);
    expect(store.read.get('SELECT count(*) AS rows FROM search_index')).toEqual({ rows: 2 });
  });

  const WORDS = ['螺钉', '螺母', '垫片', '轴承'];
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ entry: fc.constantFrom('a', 'b', 'c'), text: fc.constantFrom(...WORDS, undefined), fails: fc.boolean() }) },
    { weight: 2, arbitrary: fc.constant('turn' as const) },
    { weight: 1, arbitrary: fc.constantFrom('search', 'rebuild', 'reopen') },
  );

  it('[STORE-18] whenever it follows, a search finds what is confirmed and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const turns: (() => void)[] = [];
        const options = { scheduleIndexing: (act: () => void) => void turns.push(act) };
        let testing = openTestingStore(undefined, options);
        const confirmed = new Map<string, string>();
        const check = (): void => {
          for (const word of WORDS) {
            expect(found(testing.store, word)).toEqual([...confirmed.values()].filter((text) => text === word));
          }
        };
        for (const each of steps) {
          if (each === 'turn') turns.shift()?.();
          else if (each === 'search') check();
          else if (each === 'rebuild') testing.store.rebuild();
          else if (each === 'reopen') testing = openTestingStore(testing.database, options);
          else {
            const { entry, text, fails } = each;
            const work = testing.store.transact((tx) => {
              tx.edit(name, text === undefined ? (doc) => doc.getMap('entries').delete(entry) : noting({ [entry]: text }));
              if (fails) throw new Error('on second thoughts');
            });
            testing.settle();
            await work.catch(() => {});
            if (fails) continue;
            if (text === undefined) confirmed.delete(entry);
            else confirmed.set(entry, text);
          }
        }
        check();
        expect(testing.faults).toEqual([]);
      }),
    );
  });

  it('[STORE-18] follows behind the commit, in turns that wait for callers and that nobody is told of', async () => {
    const turns: (() => void)[] = [];
    const { store, settle, database } = openTestingStore(undefined, { scheduleIndexing: (act) => void turns.push(act) });
    const noted = (): unknown => database.prepare('SELECT count(*) FROM search_stale').pluck().get();
    const edited = store.transact((tx) => tx.edit(name, noting({ one: '螺钉', two: '螺母' })));
    settle();
    await edited;
    const commits: unknown[] = [];
    store.onCommit((commit) => commits.push(commit));
    expect(noted()).toBe(2);
    const waiting = store.transact(() => {});
    turns.shift()?.();
    expect(noted()).toBe(2);
    settle();
    await waiting;
    turns.shift()?.();
    expect([noted(), turns.length, commits]).toEqual([0, 0, []]);
    expect(found(store, '螺')).toEqual(['螺母', '螺钉'].toSorted());
  });

  it('[STORE-18] leaves no search more to do than takes a moment', async () => {
    const { store, settle, database } = openTestingStore(undefined, { scheduleIndexing: () => {} });
    const edited = store.transact((tx) => tx.edit(name, noting(Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`n${index}`, '螺钉'])))));
    settle();
    await edited;
    expect(database.prepare('SELECT count(*) FROM search_stale').pluck().get()).toBeLessThanOrEqual(1000);
  });

  it('[STORE-18] a file from before it followed behind the commits still finds what it holds', async () => {
    const database = new Sqlite(':memory:');
    database.exec(firstTables.sql);
    database.pragma('user_version = 1');
    database.exec(`INSERT INTO search_entry (id, kind, entry, document, title, title_key, body, extra) VALUES (1, 'note', 'a', 'x', '螺钉', '螺钉', '', '');
      INSERT INTO search_index (rowid, title) VALUES (1, '螺 钉')`);
    const { store } = openTestingStore(database);
    expect(found(store, '钉')).toEqual(['螺钉']);
  });
});
