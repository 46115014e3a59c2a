import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { notebookName, noting } from './testing/notebook.ts';
import { openTestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');

function madeElsewhere(text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap('entries').set(text, text);
  return Y.encodeStateAsUpdate(doc);
}

describe('outbox', () => {
  it('[STORE-12] holds what was made here, imported or carried, not what came from the relay', async () => {
    let now = 500;
    const { store, settle } = openTestingStore(undefined, { nowMs: () => now });
    expect(store.outboxStatus()).toEqual({ waiting: 0, sinceMs: undefined });
    const works = store.transact((tx) => {
      tx.apply(name, madeElsewhere('relay'), 'relay');
      tx.apply(name, madeElsewhere('bundle'), 'bundle');
      now = 600;
      tx.apply(name, madeElsewhere('import'), 'import');
      tx.edit(name, noting({ local: 'x' }));
    });
    settle();
    await works;
    expect(store.outbox(10)).toMatchObject([
      { name, atMs: 500 },
      { name, atMs: 600 },
      { name, atMs: 600 },
    ]);
    expect(store.outboxStatus()).toEqual({ waiting: 3, sinceMs: 500 });
    const [first] = store.outbox(1);
    expect(store.outbox(1, first?.id)).toMatchObject([{ atMs: 600 }]);
    const other = new Y.Doc();
    for (const { update } of store.outbox(10)) Y.applyUpdate(other, update);
    expect(Object.keys(other.getMap('entries').toJSON()).toSorted()).toEqual(['bundle', 'import', 'local']);
  });

  it('[STORE-12] empties by acknowledgement, which may come twice and never reaches a later update', async () => {
    const { store, settle } = openTestingStore(undefined, { limits: { folding: { rows: 1, bytes: 1 } } });
    const ids: number[] = [];
    for (const text of ['1', '2', '3']) {
      const edited = store.transact((tx) => tx.edit(name, noting({ [text]: text })));
      settle();
      await edited;
      const late = store.acknowledge(ids);
      settle();
      await late;
      expect(store.outbox(10)).toHaveLength(1);
      ids.push(...store.outbox(10).map(({ id }) => id));
      const done = store.acknowledge(ids);
      settle();
      await done;
      settle();
      expect(store.outbox(10)).toEqual([]);
      expect(store.read.get('SELECT count(*) AS rows FROM update_log')).toEqual({ rows: 0 });
    }
    expect(new Set(ids).size).toBe(3);
  });
});
