import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexEntry, removeEntry, searchEntries, type SearchHit, type SearchOptions } from './search.ts';
import { openTestingStore, type TestingStore } from './testing/open-testing-store.ts';

async function holding(...titles: readonly string[]): Promise<TestingStore> {
  const testing = openTestingStore();
  const done = testing.store.transact((tx) => {
    for (const [index, title] of titles.entries()) indexEntry(tx.write, { kind: 'item', id: String(index), document: 'catalogue', title, extra: `CODE-${index}` });
  });
  testing.settle();
  await done;
  return testing;
}

function found({ store }: TestingStore, text: string, options: SearchOptions = {}): string[] {
  return searchEntries(store.read, text, options).map((hit: SearchHit) => hit.title);
}

describe('search', () => {
  it('[STORE-15] finds any part of a Chinese title, from one character on', async () => {
    const testing = await holding('六角螺钉', '平头螺丝', '仓库盘点流程');
    fc.assert(
      fc.property(fc.constantFrom('六角螺钉', '平头螺丝', '仓库盘点流程'), fc.nat(5), fc.integer({ min: 1, max: 6 }), (title, start, length) => {
        const part = title.slice(start, start + length);
        fc.pre(part !== '');
        expect(found(testing, part)).toContain(title);
      }),
    );
    expect(found(testing, '螺')).toEqual(expect.arrayContaining(['六角螺钉', '平头螺丝']));
    expect(found(testing, '螺流')).toEqual([]);
  });

  it('[STORE-15] finds by pinyin, by initials, by code, and however it is typed', async () => {
    const testing = await holding('六角螺钉', '仓库盘点流程');
    for (const typed of ['luoding', 'ljld', 'LIUJIAO', 'code-0', 'ｃｏｄｅ－０']) expect([typed, found(testing, typed)]).toEqual([typed, ['六角螺钉']]);
  });

  it('[STORE-15] the code that is the text comes first, then codes that begin with it, titles that do, and only then pinyin', async () => {
    const testing = openTestingStore();
    const done = testing.store.transact((tx) => {
      const entries = [['安全帽 蓝色', 'AQM-03'], ['ls 型卡箍', 'KG-01'], ['法兰', 'LS-02'], ['膨胀螺栓（不锈钢）', 'LS-01'], ['螺', 'LS'], ['记号笔 LS', 'BJ-01']];
      for (const [title = '', code = ''] of entries) indexEntry(tx.write, { kind: 'item', id: code, document: 'catalogue', title, code });
      // What is no code does not come before a title.
      indexEntry(tx.write, { kind: 'card', id: 'card', document: 'board', title: '蓝色', extra: 'ls' });
    });
    testing.settle();
    await done;
    const codes = (text: string): string[] => searchEntries(testing.store.read, text, { kinds: ['item'] }).map(({ id }) => id);
    expect(codes('ls')).toEqual(['LS', 'LS-01', 'LS-02', 'KG-01', 'BJ-01', 'AQM-03']);
    expect(codes('LS-0')).toEqual(['LS-01', 'LS-02']);
    expect(codes('ｌｓ０２')).toEqual(['LS-02']);
    expect(searchEntries(testing.store.read, 'ls').at(-1)?.id).toBe('AQM-03');
    expect(searchEntries(testing.store.read, 'ls', { limit: 5 }).map(({ kind }) => kind)).not.toContain('card');
  });

  it('[STORE-15] what a person types is never syntax', async () => {
    const testing = await holding('六角螺钉 "M6" 100%');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('"', '*', 'AND', 'title:x', 'NEAR(a b)', '(', '-', '^螺', "'; DROP TABLE note; --")), (typed) => {
        expect(() => found(testing, typed)).not.toThrow();
      }),
    );
  });

  it('[STORE-15] an entry that is renamed or removed is no longer found by what it was', async () => {
    const testing = await holding('六角螺钉');
    const renamed = testing.store.transact((tx) => indexEntry(tx.write, { kind: 'item', id: '0', document: 'catalogue', title: '法兰螺母' }));
    testing.settle();
    await renamed;
    expect([found(testing, '六角'), found(testing, '法兰')]).toEqual([[], ['法兰螺母']]);
    const removed = testing.store.transact((tx) => removeEntry(tx.write, 'item', '0'));
    testing.settle();
    await removed;
    expect(found(testing, '法兰')).toEqual([]);
  });
});
