import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openDocument } from '#model/document/open-document.ts';
import { kinds, notebookName, noting } from './testing/notebook.ts';
import { derivedRows, openTestingStore, type TestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');
const REFUSAL = { rule: 'X-1', detail: 'refused' };

async function edit({ store, settle }: TestingStore, mutate: (doc: Y.Doc) => void): Promise<number | undefined> {
  const last = store.outbox(1000).at(-1)?.id;
  const edited = store.transact((tx) => tx.edit(name, mutate));
  settle();
  await edited;
  const id = store.outbox(1000).at(-1)?.id;
  return id === last ? undefined : id;
}

async function setAside({ store, settle }: TestingStore, which: readonly number[] | 'all'): Promise<readonly number[]> {
  const gone = store.transact((tx) => tx.setAside(name, which, REFUSAL));
  settle();
  return gone;
}

async function acknowledge({ store, settle }: TestingStore, ids: readonly number[]): Promise<void> {
  const done = store.acknowledge(ids);
  settle();
  await done;
}

function emptyDocument(): Y.Doc {
  const kind = kinds.kindOf(name);
  if (kind === undefined) throw new Error('no kind');
  return openDocument(kind);
}

const contentOf = (doc: Y.Doc): unknown => ({ entries: doc.getMap('entries').toJSON(), body: doc.getXmlFragment('body').toJSON() });

function held({ store }: TestingStore): Y.Doc {
  const doc = emptyDocument();
  const update = store.updateSince(name, new Uint8Array([0]));
  if (update !== undefined) Y.applyUpdate(doc, update);
  return doc;
}

const textOf = (doc: Y.Doc): Y.XmlText => doc.getXmlFragment('body').get(0) as Y.XmlText;

describe('setting refused updates aside', () => {
  it('[SYNC-8] a refused entry leaves the document and its rows, and stays in quarantine', async () => {
    const testing = openTestingStore();
    const one = await edit(testing, noting({ one: '1' }));
    await edit(testing, noting({ two: '2' }));
    const bytes = testing.store.outbox(1)[0]?.update.byteLength;
    await setAside(testing, [one ?? 0]);
    expect(contentOf(held(testing))).toMatchObject({ entries: { two: '2' } });
    expect(testing.store.read.all('SELECT id FROM note')).toEqual([{ id: 'two' }]);
    expect(testing.store.quarantine()).toMatchObject([{ name, rule: 'X-1', origin: 'local', bytes }]);
    expect(testing.store.outboxStatus().waiting).toBe(1);
  });

  it('[SYNC-8] what was made after it, before and since it was known, arrives without it', async () => {
    const testing = openTestingStore();
    const relay = emptyDocument();
    const refused = await edit(testing, noting({ one: '1' }));
    await edit(testing, noting({ two: '2', one: 'again' }));
    await setAside(testing, [refused ?? 0]);
    await edit(testing, noting({ three: '3' }));
    for (const { update } of testing.store.outbox(10)) Y.applyUpdate(relay, update);
    expect(relay.store.pendingStructs).toBeNull();
    expect(contentOf(relay)).toMatchObject({ entries: { one: 'again', two: '2', three: '3' } });
    expect(contentOf(held(testing))).toEqual(contentOf(relay));
  });

  it('[SYNC-8] what lies inside a refused entry goes with it', async () => {
    const testing = openTestingStore();
    const refused = await edit(testing, (doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlText('a')]));
    await edit(testing, (doc) => textOf(doc).insert(1, 'b'));
    await edit(testing, noting({ two: '2' }));
    await setAside(testing, [refused ?? 0]);
    expect(contentOf(held(testing))).toEqual({ entries: { two: '2' }, body: '' });
    expect(testing.store.quarantine().map(({ rule }) => rule)).toEqual(['X-1', 'SYNC-8']);
    expect(testing.store.outboxStatus().waiting).toBe(1);
  });

  it('[SYNC-8] a document of which nothing is left is forgotten, and can be begun anew', async () => {
    const testing = openTestingStore();
    await edit(testing, noting({ one: '1' }));
    await setAside(testing, 'all');
    expect(testing.store.documents()).toEqual([]);
    await edit(testing, noting({ two: '2' }));
    expect(contentOf(held(testing))).toMatchObject({ entries: { two: '2' } });
  });

  it('[SYNC-8] where a snapshot holds it already, the outbox alone loses it', async () => {
    const testing = openTestingStore(undefined, { limits: { folding: { rows: 1, bytes: 1 } } });
    const ids = [];
    for (const text of ['1', '2', '3', '4']) ids.push(await edit(testing, noting({ [text]: text })));
    expect(testing.store.read.get('SELECT count(*) AS rows FROM snapshot')).toEqual({ rows: 1 });
    expect(await setAside(testing, [ids[0] ?? 0])).toEqual([ids[0]]);
    expect(Object.keys(held(testing).getMap('entries').toJSON())).toHaveLength(4);
    expect(testing.store.outboxStatus().waiting).toBe(3);
  });

  it('[SYNC-8] whatever is refused, exactly the rest is left, and all of it can be taken by others', async () => {
    const act = fc.oneof(
      fc.record({ act: fc.constant('set' as const), key: fc.nat({ max: 3 }) }),
      fc.record({ act: fc.constant('delete' as const), key: fc.nat({ max: 3 }) }),
      fc.record({ act: fc.constant('insert' as const), at: fc.nat({ max: 20 }), length: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ act: fc.constant('erase' as const), at: fc.nat({ max: 20 }), length: fc.integer({ min: 1, max: 4 }) }),
    );
    const step = fc.record({ act, elsewhere: fc.boolean(), refused: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), fc.boolean(), async (steps, together) => {
        const testing = openTestingStore(undefined, { limits: { memory: { documents: 0, bytes: 0 }, folding: { rows: 5, bytes: 1e9 } } });
        await edit(testing, (doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlText()]));
        await acknowledge(testing, testing.store.outbox(10).map(({ id }) => id));
        const relay = held(testing);
        relay.clientID = 7;
        const refused: { readonly id: number; readonly letter: string }[] = [];
        const entries = new Map<string, string>();
        let text: { readonly letter: string; readonly refused: boolean; erased: boolean; erasedHere: boolean }[] = [];
        for (const [number, each] of steps.entries()) {
          // One after another they are found by their letters, because what is written anew gets another id.
          const isRefused = each.refused && !each.elsewhere && (together || each.act.act === 'set' || each.act.act === 'insert');
          const letter = String.fromCodePoint(0x4e00 + number);
          const visible = text.filter(({ erased, erasedHere }) => !erased && !erasedHere);
          const mutate = (doc: Y.Doc): void => {
            const { act: what } = each;
            if (what.act === 'set') doc.getMap('entries').set(String(what.key), letter);
            else if (what.act === 'delete') doc.getMap('entries').delete(String(what.key));
            else if (what.act === 'insert') textOf(doc).insert(Math.min(what.at, textOf(doc).length), letter.repeat(what.length));
            else textOf(doc).delete(Math.min(what.at, textOf(doc).length), Math.min(what.length, textOf(doc).length - Math.min(what.at, textOf(doc).length)));
          };
          if (each.elsewhere) {
            // The relay knows nothing of what waits here; texts are left to this office, so that their order is known.
            if (each.act.act !== 'set') continue;
            const key = `elsewhere ${each.act.key}`;
            const before = Y.encodeStateVector(relay);
            relay.getMap('entries').set(key, letter);
            entries.set(key, letter);
            const applied = testing.store.transact((tx) => tx.apply(name, Y.encodeStateAsUpdate(relay, before), 'relay'));
            testing.settle();
            await applied;
            continue;
          }
          const id = await edit(testing, mutate);
          if (isRefused && id !== undefined) refused.push({ id, letter });
          const { act: what } = each;
          if (what.act === 'set' && !isRefused) entries.set(String(what.key), letter);
          if (what.act === 'delete' && !isRefused) entries.delete(String(what.key));
          if (what.act === 'insert') {
            const place = Math.min(what.at, visible.length);
            const after = place === 0 ? -1 : text.indexOf(visible[place - 1] as never);
            const made = Array.from({ length: what.length }, () => ({ letter, refused: isRefused, erased: false, erasedHere: false }));
            text = [...text.slice(0, after + 1), ...made, ...text.slice(after + 1)];
          }
          if (what.act === 'erase') {
            for (const victim of visible.slice(what.at, what.at + what.length)) victim[isRefused ? 'erasedHere' : 'erased'] = true;
          }
        }
        if (together) await setAside(testing, refused.map(({ id }) => id));
        else {
          for (const { letter } of refused) {
            const entry = testing.store.outbox(1000).find(({ update }) => Buffer.from(update).includes(letter));
            if (entry === undefined) throw new Error(`${letter} does not wait`);
            await setAside(testing, [entry.id]);
          }
        }
        for (const { update } of testing.store.outbox(1000)) Y.applyUpdate(relay, update);
        expect(relay.store.pendingStructs).toBeNull();
        expect(relay.store.pendingDs).toBeNull();
        expect(contentOf(held(testing))).toEqual(contentOf(relay));
        expect(relay.getMap('entries').toJSON()).toEqual(Object.fromEntries(entries));
        const left = text.filter((each) => !each.refused && !each.erased).map(({ letter }) => letter);
        expect(textOf(relay).toJSON()).toBe(left.join(''));
        const rows = derivedRows(testing.store);
        testing.store.rebuild();
        expect(derivedRows(testing.store)).toEqual(rows);
      }),
      { numRuns: 100 },
    );
  });
});
