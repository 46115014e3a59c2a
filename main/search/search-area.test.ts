import { afterEach, describe, expect, it } from 'vitest';
import { search } from '#model/search/operations.ts';
import { indexEntry } from '../store/search.ts';
import { createAreaReplica, type AreaReplica } from '../testing/area-replica.ts';
import { createSearchArea } from './search-area.ts';

const open: AreaReplica[] = [];
afterEach(() => {
  for (const replica of open.splice(0)) replica.close();
});

describe('search', () => {
  it('[KNOW-6] finds entries of all kinds, or of those named, and says where', async () => {
    const office = await createAreaReplica({ office: 'SH', areas: [createSearchArea()], kinds: [] });
    open.push(office);
    await office.store.transact((tx) => {
      indexEntry(tx.write, { kind: 'item', id: 'i', document: 'catalogue', title: '六角螺钉' });
      indexEntry(tx.write, { kind: 'article', id: 'a', document: 'article/a', title: '紧固件', body: '六角螺钉按批次存放' });
    });
    const { rows } = await office.done(search, { text: '螺钉' });
    expect(rows.map((row) => [row.kind, row.id])).toEqual([['item', 'i'], ['article', 'a']]);
    expect(rows[0]?.titleHighlights).toEqual([[2, 4]]);
    expect(rows[1]?.excerpt).toContain('六角螺钉');
    expect((await office.done(search, { text: '螺钉', kinds: ['article'] })).rows.map((row) => row.id)).toEqual(['a']);
    expect((await office.done(search, { text: '螺钉', limit: 1 })).rows).toHaveLength(1);
  });
});
