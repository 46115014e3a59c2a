import { describe, expect, it } from 'vitest';
import { refuse } from '#model/contract/refusal.ts';
import { DocumentRefused } from './document-refused.ts';
import { CommitFailed } from './group-commit.ts';
import type { Commit, StoreTransaction } from './store.ts';
import { noting, notebookName } from './testing/notebook.ts';
import { derivedRows, openTestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');

describe('a work that does not succeed', () => {
  const failures: readonly [string, (tx: StoreTransaction) => unknown][] = [
    ['is refused', () => refuse('not-found')],
    [
      'throws',
      () => {
        throw new Error('a bug');
      },
    ],
    ['breaks a rule', (tx) => tx.edit(name, noting({ other: 'forbidden' }))],
    ['cannot be listed', (tx) => tx.edit(name, noting({ other: 'unlistable' }))],
  ];

  it.each(failures)('[STORE-2] leaves nothing on disk or in memory when it %s', async (_how, fail) => {
    const { store, settle } = openTestingStore();
    const first = store.transact((tx) => tx.edit(name, noting({ one: 'kept' })));
    settle();
    await first;
    const rows = derivedRows(store);
    const digest = store.contentDigest(name);
    const outbox = store.outbox(10);

    const failed = store.transact((tx) => {
      tx.edit(name, noting({ one: 'changed', two: 'new' }));
      tx.edit(notebookName('b'), noting({ one: 'new' }));
      tx.setSetting('key', 'value');
      return fail(tx);
    });
    const outcome = failed.then(
      (value) => value,
      (error: unknown) => error,
    );
    settle();
    await outcome;

    expect(derivedRows(store)).toEqual(rows);
    expect(store.contentDigest(name)).toBe(digest);
    expect(store.outbox(10)).toEqual(outbox);
    expect(store.documents().map((document) => document.name)).toEqual([name]);
    expect(store.updateSince(notebookName('b'), new Uint8Array([0]))).toBeUndefined();
    const entries = store.transact((tx) => tx.document(name)?.getMap('entries').toJSON());
    settle();
    expect(await entries).toEqual({ one: 'kept' });
  });

  it('[STORE-2] does not take its neighbours in the same commit along', async () => {
    const { store, settle } = openTestingStore();
    const outcomes = Promise.allSettled([
      store.transact((tx) => tx.edit(name, noting({ one: '1' }))),
      store.transact((tx) => {
        tx.edit(name, noting({ one: '2', two: '2' }));
        return refuse('not-found');
      }),
      store.transact((tx) => tx.edit(name, noting({ three: '3' }))),
      store.transact((tx) => tx.edit(name, noting({ four: 'forbidden' }))),
    ]);
    settle();
    const [, refused, , broken] = await outcomes;
    expect(refused).toMatchObject({ status: 'fulfilled', value: { reason: 'not-found' } });
    expect(broken.status === 'rejected' && (broken.reason as unknown)).toBeInstanceOf(DocumentRefused);
    expect(store.read.all('SELECT id, text FROM note ORDER BY id')).toEqual([
      { id: 'one', text: '1' },
      { id: 'three', text: '3' },
    ]);
  });

  it('[STORE-2] what begins a commit and is refused or fails leaves nothing, and the rest is kept', async () => {
    const { store, settle } = openTestingStore();
    const first = async (fail: (tx: StoreTransaction) => unknown): Promise<void> => {
      const outcomes = Promise.allSettled([
        store.transact((tx) => {
          tx.edit(name, noting({ one: 'gone' }));
          tx.setSetting('gone', '1');
          return fail(tx);
        }),
        store.transact((tx) => tx.edit(name, noting({ two: 'kept' }))),
      ]);
      settle();
      await outcomes;
    };
    await first(() => refuse('not-found'));
    await first(() => {
      throw new Error('broken');
    });
    expect(store.read.all('SELECT id, text FROM note ORDER BY id')).toEqual([{ id: 'two', text: 'kept' }]);
    expect(store.read.all(`SELECT key FROM setting WHERE key = 'gone'`)).toEqual([]);
  });

  it('[STORE-2] a caught refusal of one edit leaves the document as it was', async () => {
    const { store, settle } = openTestingStore();
    const seen = store.transact((tx) => {
      tx.edit(name, noting({ one: '1' }));
      expect(() => tx.edit(name, noting({ two: 'forbidden' }))).toThrow(DocumentRefused);
      return tx.document(name)?.getMap('entries').toJSON();
    });
    settle();
    expect(await seen).toEqual({ one: '1' });
  });

  it('[STORE-2] a document changed by another hand than edit and apply fails the work', async () => {
    const { store, settle } = openTestingStore();
    const first = store.transact((tx) => tx.edit(name, noting({ one: '1' })));
    const second = store.transact((tx) => void tx.document(name)?.getMap('entries').set('two', '2'));
    const refused = second.catch(String);
    settle();
    await first;
    expect(await refused).toContain('without edit or apply');
    const entries = store.transact((tx) => tx.document(name)?.getMap('entries').toJSON());
    settle();
    expect(await entries).toEqual({ one: '1' });
  });

  it('[STORE-2] a reader cannot write, and a writer not after its work', async () => {
    const { store, settle } = openTestingStore();
    const kept = store.transact((tx) => tx);
    settle();
    const { write } = await kept;
    expect(() => write.run("INSERT INTO setting VALUES ('a', 'b')")).toThrow('has ended');
    expect(() => store.read.all('DELETE FROM setting')).toThrow('does not write');
  });

  it('a work that is not synchronous is refused as a mistake', async () => {
    const { store, settle } = openTestingStore();
    const refused = store.transact(async () => {}).catch(String);
    settle();
    expect(await refused).toContain('synchronous');
  });
});

describe('group commit', () => {
  it('[STORE-3] many works that wait share one commit and are told after it, once', async () => {
    const { store, settle, database } = openTestingStore();
    const commits: Commit[] = [];
    store.onCommit((commit) => {
      expect(database.inTransaction).toBe(false);
      commits.push(commit);
    });
    const works = Promise.all(
      Array.from({ length: 100 }, (_, index) => store.transact((tx) => tx.edit(name, noting({ [`n${index}`]: 'x' })))),
    );
    settle();
    await works;
    expect(commits).toHaveLength(1);
    expect(commits[0]?.updates).toHaveLength(100);
    expect(commits[0]?.outboxGrew).toBe(true);
    expect([...(commits[0]?.tables ?? [])].toSorted()).toEqual(
      ['document', 'note', 'note_body', 'note_count', 'outbox', 'search_entry', 'search_stale'].toSorted(),
    );
    expect(store.read.get('SELECT notes FROM note_count')).toEqual({ notes: 100 });
  });

  it('[STORE-3] where the commit fails, everyone is told and memory goes back', async () => {
    const { store, settle, database } = openTestingStore();
    database.exec(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)`);
    const first = store.transact((tx) => tx.edit(name, noting({ one: '1' })));
    settle();
    await first;
    const digest = store.contentDigest(name);
    const group = Promise.allSettled([
      store.transact((tx) => tx.edit(name, noting({ two: '2' }))),
      store.transact(() => refuse('not-found')),
      store.transact((tx) => tx.write.run('INSERT INTO child VALUES (7)')),
    ]);
    settle();
    for (const outcome of await group) expect(outcome.status === 'rejected' && (outcome.reason as unknown)).toBeInstanceOf(CommitFailed);
    expect(store.contentDigest(name)).toBe(digest);
    const after = store.transact((tx) => tx.edit(name, noting({ three: '3' })));
    settle();
    await after;
    expect(store.read.all('SELECT id FROM note ORDER BY id')).toEqual([{ id: 'one' }, { id: 'three' }]);
  });

  it('a listener that throws breaks nothing, and one that writes gets its own commit', async () => {
    const { store, settle, faults } = openTestingStore();
    store.onCommit(() => {
      throw new Error('a listener’s bug');
    });
    let nested: Promise<void> | undefined;
    store.onCommit(() => {
      nested ??= store.transact((tx) => tx.setSetting('seen', 'yes'));
    });
    const work = store.transact((tx) => tx.edit(name, noting({ one: '1' })));
    settle();
    await work;
    await nested;
    expect(store.read.get('SELECT value FROM setting')).toEqual({ value: 'yes' });
    expect(faults).toHaveLength(2);
  });

  it('what waits is committed on closing; later works are refused', async () => {
    const { store, database } = openTestingStore();
    const work = store.transact((tx) => tx.edit(name, noting({ one: '1' })));
    store.close();
    await work;
    expect(openTestingStore(database).store.read.get('SELECT text FROM note')).toEqual({ text: '1' });
    await expect(store.transact(() => 1)).rejects.toThrow('closed');
  });

  it('a crash in the middle of a group leaves what the last commit left', async () => {
    const { store, database, settle } = openTestingStore();
    const first = store.transact((tx) => tx.edit(name, noting({ one: '1' })));
    settle();
    await first;
    void store.transact((tx) => tx.edit(name, noting({ two: '2' })));
    database.exec("BEGIN; INSERT INTO setting VALUES ('half', 'done')");
    const again = openTestingStore(database).store;
    expect(again.read.all('SELECT id FROM note')).toEqual([{ id: 'one' }]);
    expect(again.read.all('SELECT * FROM setting')).toEqual([]);
  });
});
