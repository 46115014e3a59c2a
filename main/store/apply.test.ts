import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import type { ApplyOutcome, Origin } from './store.ts';
import { notebookName, noting } from './testing/notebook.ts';
import { derivedRows, openTestingStore, type TestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');

/** Updates of one author, one per entry, each standing on the one before. */
function updatesOf(texts: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [index, text] of texts.entries()) doc.getMap('entries').set(`n${index}`, text);
  return updates;
}

async function apply(testing: TestingStore, update: Uint8Array, origin: Origin = 'relay', to: DocumentName = name): Promise<ApplyOutcome> {
  const outcome = testing.store.transact((tx) => tx.apply(to, update, origin));
  testing.settle();
  return outcome;
}

function logRows(testing: TestingStore): unknown {
  return testing.store.read.get('SELECT count(*) AS rows, coalesce(sum(parked), 0) AS parked FROM update_log');
}

const MISSING = { applied: false, missingEarlier: true };
const DONE = { applied: true, changed: true };

describe('apply', () => {
  it('[STORE-4] an unknown document is set aside from outside and thrown from here', async () => {
    const testing = openTestingStore();
    const [update = new Uint8Array()] = updatesOf(['x']);
    const unknown = 'elsewhere/a' as DocumentName;
    expect(await apply(testing, update, 'relay', unknown)).toMatchObject({ problem: { rule: 'STORE-4' } });
    expect(testing.store.quarantine()).toMatchObject([{ name: unknown, rule: 'STORE-4', origin: 'relay', bytes: update.length }]);
    await expect(apply(testing, update, 'local', unknown)).rejects.toThrow('STORE-4');
    expect(testing.store.documents()).toEqual([]);
  });

  it('[STORE-5] an update that cannot be read is set aside once, and the document goes on', async () => {
    const testing = openTestingStore();
    const [good = new Uint8Array()] = updatesOf(['x']);
    const bad = new Uint8Array([9, 200, 255, 1, 7]);
    expect(await apply(testing, bad)).toMatchObject({ applied: false, problem: { rule: 'STORE-5' } });
    expect(await apply(testing, bad)).toMatchObject({ applied: false });
    expect(testing.store.quarantine()).toHaveLength(1);
    expect(await apply(testing, good)).toEqual(DONE);
    await expect(apply(testing, bad, 'local')).rejects.toThrow('STORE-5');
  });

  it('[STORE-5] mutated updates never break the store or its equality with what is on disk', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const testing = openTestingStore();
          const [first = new Uint8Array(), second = new Uint8Array()] = updatesOf(['一', '二']);
          await apply(testing, first);
          const mutated = Uint8Array.from(second);
          for (const [place, value] of changes) mutated[place % mutated.length] = value;
          await apply(testing, mutated);
          const digest = testing.store.contentDigest(name);
          const rows = derivedRows(testing.store);
          const again = openTestingStore(testing.database);
          expect(again.store.contentDigest(name)).toBe(digest);
          again.store.rebuild();
          expect(derivedRows(again.store)).toEqual(rows);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('[STORE-6] what breaks a rule is set aside with its cause; the rest goes on', async () => {
    const testing = openTestingStore();
    const updates = updatesOf(['good', 'forbidden', 'good']);
    const outcomes = [];
    for (const update of updates) outcomes.push(await apply(testing, update));
    expect(outcomes).toMatchObject([DONE, { problem: { rule: 'NOTE-1' } }, MISSING]);
    expect(testing.store.quarantine()).toMatchObject([{ rule: 'NOTE-1', detail: 'forbidden text' }]);
    const [other = new Uint8Array()] = updatesOf(['other']);
    expect(await apply(testing, other, 'relay', notebookName('b'))).toEqual(DONE);
  });

  it('[STORE-7] what a projection cannot show is set aside and stops nothing', async () => {
    const testing = openTestingStore();
    const [bad = new Uint8Array()] = updatesOf(['unlistable']);
    const [good = new Uint8Array()] = updatesOf(['good']);
    const outcomes = testing.store.transact((tx) => [tx.apply(name, bad, 'bundle'), tx.apply(name, good, 'bundle')]);
    testing.settle();
    expect(await outcomes).toMatchObject([{ problem: { rule: 'STORE-7' } }, DONE]);
    expect(testing.store.outbox(10)).toHaveLength(1);
    expect(testing.store.read.all('SELECT text FROM note')).toEqual([{ text: 'good' }]);
  });

  it('[STORE-8] a doubled update changes nothing and is not appended', async () => {
    const testing = openTestingStore();
    const [first = new Uint8Array(), second = new Uint8Array()] = updatesOf(['1', '2']);
    await apply(testing, first);
    await apply(testing, second, 'bundle');
    const digest = testing.store.contentDigest(name);
    for (const update of [first, second, Y.mergeUpdates([first, second]), new Uint8Array([0, 0])]) {
      expect(await apply(testing, update, 'bundle')).toEqual({ applied: true, changed: false });
    }
    expect(logRows(testing)).toEqual({ rows: 2, parked: 0 });
    expect(testing.store.outbox(10)).toHaveLength(1);
    expect(testing.store.contentDigest(name)).toBe(digest);
  });

  it('[STORE-8] an update of nothing makes no document', async () => {
    const testing = openTestingStore();
    expect(await apply(testing, new Uint8Array([0, 0]))).toEqual({ applied: true, changed: false });
    const edited = testing.store.transact((tx) => tx.edit(name, () => {}));
    testing.settle();
    await edited;
    expect(testing.store.documents()).toEqual([]);
  });

  it('[STORE-9] an update whose earlier ones are missing is kept once, and counts when they arrive, also after a restart', async () => {
    const testing = openTestingStore();
    const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = updatesOf(['1', '2', '3']);
    expect(await apply(testing, third)).toEqual(MISSING);
    expect(await apply(testing, third)).toEqual(MISSING);
    expect(await apply(testing, second)).toEqual(MISSING);
    expect(logRows(testing)).toEqual({ rows: 2, parked: 2 });
    expect(testing.store.read.all('SELECT * FROM note')).toEqual([]);
    const again = openTestingStore(testing.database);
    expect(await apply(again, first)).toEqual(DONE);
    expect(logRows(again)).toEqual({ rows: 3, parked: 0 });
    expect(again.store.read.all('SELECT text FROM note ORDER BY id')).toEqual([{ text: '1' }, { text: '2' }, { text: '3' }]);
  });

  it('[STORE-9] a deletion that arrives before what it deletes waits for it', async () => {
    const testing = openTestingStore();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getMap('entries').set('a', '1');
    doc.getMap('entries').delete('a');
    const [made = new Uint8Array(), deleted = new Uint8Array()] = updates;
    expect(await apply(testing, deleted)).toEqual(MISSING);
    expect(await apply(testing, deleted)).toEqual(MISSING);
    expect(await apply(testing, made)).toEqual(DONE);
    expect(logRows(testing)).toEqual({ rows: 2, parked: 0 });
    expect(testing.store.read.all('SELECT * FROM note')).toEqual([]);
  });

  it('[STORE-9] an update is not blamed for what a waiting one does', async () => {
    const testing = openTestingStore();
    const [first = new Uint8Array(), second = new Uint8Array()] = updatesOf(['good', 'forbidden']);
    expect(await apply(testing, second, 'bundle')).toEqual(MISSING);
    expect(await apply(testing, first)).toEqual(DONE);
    expect(testing.store.quarantine()).toMatchObject([{ rule: 'NOTE-1', origin: 'bundle', bytes: second.length }]);
    expect(testing.store.outbox(10)).toEqual([]);
    expect(testing.store.read.all('SELECT text FROM note')).toEqual([{ text: 'good' }]);
  });

  it('[STORE-9] in whatever order and number updates arrive, the document and its rows are the same', async () => {
    const updates = updatesOf(['1', '2', '3', '4', '5']);
    const reference = openTestingStore();
    for (const update of updates) await apply(reference, update);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], { minLength: 10, maxLength: 10 }),
        async (order) => {
          const testing = openTestingStore();
          for (const index of order) await apply(testing, updates[index] ?? new Uint8Array());
          expect(testing.store.contentDigest(name)).toBe(reference.store.contentDigest(name));
          expect(derivedRows(testing.store)).toEqual(derivedRows(reference.store));
          expect(logRows(testing)).toEqual({ rows: 5, parked: 0 });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[STORE-2] every load has a client id of its own', async () => {
    const testing = openTestingStore(undefined, { limits: { memory: { documents: 0, bytes: 0 } } });
    const ids = new Set<number>();
    for (const text of ['1', '2', '3']) {
      const edited = testing.store.transact((tx) => {
        tx.edit(name, noting({ [text]: text }));
        ids.add(tx.document(name)?.clientID ?? 0);
      });
      testing.settle();
      await edited;
    }
    expect(ids.size).toBe(3);
    expect(Y.decodeStateVector(testing.store.stateVector(name)).size).toBe(3);
  });

  it('an update is told as it came, so that its sender can know it again', async () => {
    const testing = openTestingStore();
    const told: Uint8Array[] = [];
    testing.store.onCommit((commit) => told.push(...commit.updates.map(({ update }) => update)));
    const [update = new Uint8Array()] = updatesOf(['1']);
    await apply(testing, update, 'local');
    expect(told[0]).toBe(update);
  });
});
