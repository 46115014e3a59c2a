import type Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Projection } from './store.ts';
import { notebookName, noteProjection, noting } from './testing/notebook.ts';
import { derivedRows, openTestingStore } from './testing/open-testing-store.ts';

const name = notebookName('a');

async function filled(texts: Readonly<Record<string, string>>): Promise<Sqlite.Database> {
  const { store, settle, database } = openTestingStore();
  const edited = store.transact((tx) => tx.edit(name, noting(texts)));
  settle();
  await edited;
  return database;
}

const headings: Projection = {
  name: 'heading',
  version: 1,
  schema: 'CREATE TABLE heading (id TEXT PRIMARY KEY, first TEXT NOT NULL)',
  tables: ['heading'],
  kinds: ['notebook'],
  project(write, { entries }) {
    for (const { key, after } of entries) {
      if (typeof after === 'string') write.run('INSERT OR REPLACE INTO heading VALUES (?, ?)', key, after.slice(0, 1));
      else write.run('DELETE FROM heading WHERE id = ?', key);
    }
  },
};

describe('projections', () => {
  it('[STORE-11] a rebuild gives the rows that updates gave, whatever they were', async () => {
    const step = fc.record({
      document: fc.constantFrom('a', 'b', 'c'),
      key: fc.nat({ max: 5 }),
      text: fc.option(fc.string({ maxLength: 4, unit: fc.constantFrom('六', '角', 'M', '6', ' ') }), { nil: undefined }),
      refused: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { store, settle } = openTestingStore(undefined, { limits: { folding: { rows: 4, bytes: 10_000 }, memory: { documents: 2, bytes: 10_000 } } });
        const works = Promise.allSettled(
          steps.map(({ document, key, text, refused }) =>
            store.transact((tx) => {
              tx.edit(notebookName(document), (doc) => {
                if (text === undefined) doc.getMap('entries').delete(String(key));
                else doc.getMap('entries').set(String(key), text);
              });
              if (refused) throw new Error('changed their mind');
            }),
          ),
        );
        settle();
        await works;
        const rows = derivedRows(store);
        store.rebuild();
        expect(derivedRows(store)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('[STORE-11] a new version is made anew and filled, and its old tables and views go', async () => {
    const database = await filled({ one: 'first', two: 'second' });
    const renamed: Projection = {
      ...noteProjection,
      version: 2,
      schema: 'CREATE TABLE paper (id TEXT PRIMARY KEY, text TEXT NOT NULL)',
      tables: ['paper'],
      project(write, { entries }) {
        for (const { key, after } of entries) write.run('INSERT INTO paper VALUES (?, ?)', key, String(after));
      },
    };
    const seen: (readonly [number, number])[] = [];
    const { store } = openTestingStore(database, { projections: [renamed], onRebuild: (done, total) => seen.push([done, total]) });
    expect(store.read.all('SELECT * FROM paper ORDER BY id')).toEqual([
      { id: 'one', text: 'first' },
      { id: 'two', text: 'second' },
    ]);
    expect(seen).toEqual([[1, 1]]);
    expect(store.read.all("SELECT name FROM sqlite_schema WHERE name LIKE 'note%'")).toEqual([]);
    expect(store.read.all('SELECT * FROM search_entry')).toEqual([]);
  });

  it('[STORE-11] an unchanged projection is not rebuilt, one without a taker is dropped', async () => {
    const database = await filled({ one: 'first' });
    const unused: Projection = { ...noteProjection, project: () => expect.unreachable('rebuilt') };
    openTestingStore(database, { projections: [unused] });
    const { store } = openTestingStore(database, { projections: [] });
    expect(store.read.all("SELECT name FROM sqlite_schema WHERE name LIKE 'note%'")).toEqual([]);
  });

  it('[STORE-11] a new projection beside an old one leaves the entries that both share searchable', async () => {
    const database = await filled({ one: 'first' });
    const { store } = openTestingStore(database, { projections: [noteProjection, headings] });
    expect(store.read.all('SELECT * FROM heading')).toEqual([{ id: 'one', first: 'f' }]);
    expect(store.read.all('SELECT title FROM search_entry')).toEqual([{ title: 'first' }]);
  });

  it('[STORE-11] virtual tables with tables of their own come and go', async () => {
    const database = await filled({ one: 'first' });
    const indexed: Projection = {
      ...headings,
      schema: `${headings.schema}; CREATE VIRTUAL TABLE heading_index USING fts5 (first); CREATE TRIGGER follow AFTER INSERT ON heading
        BEGIN INSERT INTO heading_index VALUES (new.first); END`,
    };
    const { store } = openTestingStore(database, { projections: [indexed] });
    expect(store.read.all('SELECT first FROM heading_index')).toEqual([{ first: 'f' }]);
    store.rebuild();
    expect(store.read.all('SELECT first FROM heading_index')).toEqual([{ first: 'f' }]);
    openTestingStore(database, { projections: [] });
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'heading%'").all()).toEqual([]);
  });

  it('[STORE-11] a projection that fails while opening leaves the old tables; a table it forgot is a mistake', async () => {
    const database = await filled({ one: 'first' });
    const broken: Projection = { ...noteProjection, version: 2, tables: ['note', 'elsewhere'] };
    expect(() => openTestingStore(database, { projections: [broken] })).toThrow('elsewhere');
    expect(openTestingStore(database).store.read.all('SELECT text FROM note')).toEqual([{ text: 'first' }]);
  });

  it('[STORE-11] one document that cannot be derived from does not keep the store shut', async () => {
    const database = await filled({ one: 'first' });
    const picky: Projection = {
      ...headings,
      project(write, change) {
        headings.project(write, change);
        throw new Error('a bug of this version');
      },
    };
    const { store, faults } = openTestingStore(database, { projections: [noteProjection, picky] });
    expect(faults).toMatchObject([{ message: 'notebook/a cannot be shown in lists' }]);
    expect(store.read.all('SELECT * FROM heading')).toEqual([]);
  });

  it('[STORE-11] who reads rows that another makes in bulk finds all of them, with their indexes', async () => {
    const meanwhile: unknown[] = [];
    const inBulk: Projection = {
      ...headings,
      schema: `${headings.schema}; CREATE INDEX heading_first ON heading (first); CREATE INDEX heading_rare ON heading (first) WHERE first = 'x'`,
      rebuild: (write) => ({
        kinds: ['notebook'],
        unindexed: ['heading'],
        rare: ['heading_rare'],
        project(change) {
          meanwhile.push(...write.all(`SELECT name FROM sqlite_schema WHERE name IN ('heading_first', 'heading_rare')`));
          headings.project(write, change);
        },
        beforeIndexes() {},
        finish: () => write.run('INSERT INTO heading VALUES (?, ?)', 'finished', 'f'),
      }),
    };
    const found: unknown[] = [];
    const reading: Projection = {
      ...noteProjection,
      project(write, change) {
        found.push([
          write.get<{ count: number }>('SELECT count(*) AS count FROM heading')?.count,
          write.get(`SELECT 1 FROM sqlite_schema WHERE name = 'heading_first'`) !== undefined,
        ]);
        noteProjection.project(write, change);
      },
    };
    const database = await filled({ one: 'first', two: 'second' });
    const { store } = openTestingStore(database, { projections: [inBulk, { ...reading, version: 2 }] });
    expect(meanwhile).toEqual([{ name: 'heading_rare' }]);
    expect(found).toEqual([[3, true]]);
    expect(store.read.all('SELECT text FROM note ORDER BY text')).toEqual([{ text: 'first' }, { text: 'second' }]);
  });

  it('[STORE-11] who reads the rows of those before it comes after them, also where its version alone was raised', async () => {
    const database = await filled({ one: 'first', two: 'second' });
    const made: Projection = {
      ...headings,
      schema: `${headings.schema}; CREATE INDEX heading_first ON heading (first)`,
      rebuild: (write) => ({ kinds: ['notebook'], unindexed: ['heading'], project: (change) => headings.project(write, change) }),
    };
    const reading: Projection = {
      name: 'initial',
      version: 1,
      schema: 'CREATE TABLE initial (first TEXT PRIMARY KEY)',
      tables: ['initial'],
      kinds: ['notebook'],
      project() {},
      rebuild: (write) => ({
        kinds: ['notebook'],
        unindexed: [],
        finish: () => write.run('INSERT INTO initial SELECT DISTINCT first FROM heading INDEXED BY heading_first'),
      }),
    };
    openTestingStore(database, { projections: [made, reading] });
    const { store } = openTestingStore(database, { projections: [made, { ...reading, version: 2 }] });
    expect(store.read.all('SELECT first FROM initial ORDER BY first')).toEqual([{ first: 'f' }, { first: 's' }]);
  });

  it('tells listeners of a rebuild, and refuses one inside a work', async () => {
    const { store, settle } = openTestingStore();
    const tables = new Set<string>();
    store.onCommit((commit) => commit.tables.forEach((table) => tables.add(table)));
    store.rebuild();
    expect(tables).toContain('note_count');
    const inside = store.transact(() => store.rebuild()).catch(String);
    settle();
    expect(await inside).toContain('outside works');
    expect(derivedRows(store)).toEqual({ notes: [], bodies: [], search: [] });
  });
});
