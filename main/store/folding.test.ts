import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { notebookName, noting } from './testing/notebook.ts';
import { derivedRows, openTestingStore, type TestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');
const SMALL = { folding: { rows: 3, bytes: 1_000_000 } };
const NEVER = { folding: { rows: 1_000_000, bytes: 1_000_000_000 } };

async function note(testing: TestingStore, entries: Record<string, string>): Promise<void> {
  const edited = testing.store.transact((tx) => tx.edit(name, noting(entries)));
  testing.settle();
  await edited;
}

async function acknowledgeAll({ store, settle }: TestingStore): Promise<void> {
  const done = store.acknowledge(store.outbox(1000).map(({ id }) => id));
  settle();
  await done;
  settle();
}

function counts({ store }: TestingStore): unknown {
  return store.read.get(
    'SELECT (SELECT count(*) FROM update_log) AS log, (SELECT count(*) FROM snapshot) AS snapshots, unfolded_rows AS unfolded FROM document',
  );
}

/** An update that stands on one which nobody here has. */
function updateWithoutItsEarlier(): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap('entries').set('first', '1');
  const known = Y.encodeStateVector(doc);
  doc.getMap('entries').set('second', '2');
  return Y.encodeStateAsUpdate(doc, known);
}

describe('folding', () => {
  it('[STORE-10] folds past the limit once the relay has acknowledged what waits', async () => {
    const testing = openTestingStore(undefined, { limits: SMALL });
    for (const text of ['1', '2', '3', '4']) await note(testing, { [text]: text });
    expect(counts(testing)).toEqual({ log: 4, snapshots: 0, unfolded: 4 });
    await acknowledgeAll(testing);
    expect(counts(testing)).toEqual({ log: 0, snapshots: 1, unfolded: 0 });
    const again = openTestingStore(testing.database);
    expect(again.store.contentDigest(name)).toBe(testing.store.contentDigest(name));
  });

  it('[STORE-10] folds what waits too once there is much of it, keeps what the outbox needs, and lets it go once acknowledged', async () => {
    const testing = openTestingStore(undefined, { limits: SMALL });
    for (let number = 1; number <= 13; number += 1) await note(testing, { [number]: 'x' });
    expect(counts(testing)).toEqual({ log: 13, snapshots: 1, unfolded: 1 });
    expect(testing.store.outbox(20)).toHaveLength(13);
    await acknowledgeAll(testing);
    expect(counts(testing)).toEqual({ log: 1, snapshots: 1, unfolded: 1 });
    const again = openTestingStore(testing.database);
    expect(again.store.contentDigest(name)).toBe(testing.store.contentDigest(name));
  });

  it('[STORE-10] does not fold while an update waits for earlier ones', async () => {
    const testing = openTestingStore(undefined, { limits: SMALL });
    const applied = testing.store.transact((tx) => tx.apply(name, updateWithoutItsEarlier(), 'relay'));
    testing.settle();
    await applied;
    for (const text of ['1', '2', '3', '4']) await note(testing, { [text]: text });
    expect(counts(testing)).toEqual({ log: 5, snapshots: 0, unfolded: 5 });
  });

  it('[STORE-10] what a crash left unfolded is folded after the next opening', async () => {
    const testing = openTestingStore(undefined, { limits: NEVER });
    for (const text of ['1', '2', '3', '4']) await note(testing, { [text]: text });
    await acknowledgeAll(testing);
    const digest = testing.store.contentDigest(name);
    const again = openTestingStore(testing.database, { limits: SMALL });
    again.settle();
    expect(counts(again)).toEqual({ log: 0, snapshots: 1, unfolded: 0 });
    expect(again.store.contentDigest(name)).toBe(digest);
  });

  it('[STORE-10] a fold that fails changes nothing and is reported', async () => {
    const testing = openTestingStore(undefined, { limits: SMALL });
    testing.database.exec("CREATE TRIGGER full BEFORE INSERT ON snapshot BEGIN SELECT raise(ABORT, 'no room'); END");
    for (const text of ['1', '2', '3']) await note(testing, { [text]: text });
    await acknowledgeAll(testing);
    expect(testing.faults).toMatchObject([{ message: 'notebook/a could not be folded' }]);
    expect(counts(testing)).toEqual({ log: 3, snapshots: 0, unfolded: 3 });
    await note(testing, { more: 'x' });
    expect(testing.store.read.get('SELECT notes FROM note_count')).toEqual({ notes: 4 });
  });

  it('[STORE-10] gives way to callers that wait', async () => {
    const testing = openTestingStore(undefined, { limits: { folding: { rows: 1, bytes: 1_000_000 } } });
    const { store, settle } = testing;
    let foldedBefore: unknown;
    const stop = store.onCommit(() => {
      stop();
      // Asked for right after the commit that makes the fold due.
      void store.transact(() => {
        foldedBefore = store.read.get('SELECT count(*) AS snapshots FROM snapshot');
      });
    });
    const elsewhere = new Y.Doc();
    elsewhere.getMap('entries').set('one', '1');
    const applied = store.transact((tx) => tx.apply(name, Y.encodeStateAsUpdate(elsewhere), 'relay'));
    settle();
    await applied;
    expect(foldedBefore).toEqual({ snapshots: 0 });
    expect(counts(testing)).toMatchObject({ snapshots: 1 });
  });

  it('[STORE-10] a store that folds all the time holds the same as one that never does', async () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant('set' as const), key: fc.nat({ max: 4 }), text: fc.string({ maxLength: 3 }) }),
      fc.record({ act: fc.constant('delete' as const), key: fc.nat({ max: 4 }) }),
      fc.record({ act: fc.constant('type' as const), text: fc.string({ minLength: 1, maxLength: 3 }) }),
      fc.record({ act: fc.constant('acknowledge' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const folded = openTestingStore(undefined, { limits: { folding: { rows: 2, bytes: 1 }, memory: { documents: 0, bytes: 0 } } });
        const plain = openTestingStore(undefined, { limits: NEVER });
        for (const each of steps) {
          if (each.act === 'acknowledge') {
            await acknowledgeAll(folded);
            continue;
          }
          const edited = plain.store.transact((tx) =>
            tx.edit(name, (doc) => {
              if (each.act === 'set') doc.getMap('entries').set(String(each.key), each.text);
              else if (each.act === 'delete') doc.getMap('entries').delete(String(each.key));
              else doc.getXmlFragment('body').push([new Y.XmlText(each.text)]);
            }),
          );
          plain.settle();
          await edited;
          const update = plain.store.outbox(1000).at(-1)?.update ?? new Uint8Array([0, 0]);
          const applied = folded.store.transact((tx) => tx.apply(name, update, 'bundle'));
          folded.settle();
          await applied;
        }
        expect(folded.store.contentDigest(name)).toBe(plain.store.contentDigest(name));
        expect(derivedRows(folded.store)).toEqual(derivedRows(plain.store));
      }),
      { numRuns: 40 },
    );
  });
});
