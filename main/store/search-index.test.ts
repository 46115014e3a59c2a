import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { searchEntries } from './search.ts';
import { notebookName, noting } from './testing/notebook.ts';
import { openTestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');

function updateOf(entries: Readonly<Record<string, string>>): Uint8Array {
  const doc = new Y.Doc();
  noting(entries)(doc);
  return Y.encodeStateAsUpdate(doc);
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
    const found = (text: string): readonly string[] => searchEntries(store.read, text).map(({ title }) => title);
    expect(found('螺').toSorted()).toEqual(['螺钉', '螺母'].toSorted());
    expect([...found('垫片'), ...found('轴承')]).toEqual([]);
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
});
