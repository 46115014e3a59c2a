import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftDiscard, draftList, draftSave, stockPostDocument } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';

const ID = '0192a000-0000-7000-8000-0000000000dd';
let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

describe('drafts', () => {
  it('[STOCK-25] are kept as last saved, and leave no trace in any document', async () => {
    const { bj } = offices;
    await bj.must(draftSave, { id: ID, kind: 'receipt', content: '{"lines":[1]}' });
    await bj.must(draftSave, { id: ID, kind: 'receipt', content: '{"lines":[1,2]}' });
    expect((await bj.must(draftList, { kind: 'receipt' })).rows).toMatchObject([{ id: ID, content: '{"lines":[1,2]}' }]);
    expect((await bj.must(draftList, { kind: 'issue' })).rows).toEqual([]);
    expect(bj.takeUpdates()).toEqual([]);
    await bj.must(draftDiscard, { id: ID });
    expect((await bj.must(draftList, {})).rows).toEqual([]);
  });

  it('[STOCK-25] go with the posting of what they hold, in one transaction: a refused one keeps its draft', async () => {
    const { bj } = offices;
    await bj.must(draftSave, { id: ID, kind: 'issue', content: '{}' });
    const input = { kind: 'issue' as const, draft: ID, lines: [{ item: 'M6', quantity: '1' }] };
    expect(await bj.call(stockPostDocument, input)).toMatchObject({ reason: 'stock.below-zero' });
    expect((await bj.must(draftList, {})).rows).toHaveLength(1);
    await bj.must(stockPostDocument, { ...input, kind: 'receipt' });
    expect((await bj.must(draftList, {})).rows).toEqual([]);
  });

  it('[STOCK-25] are the person’s own', async () => {
    const { bj } = offices;
    await bj.must(draftSave, { id: ID, kind: 'receipt', content: '{}' });
    await bj.store.transact((tx) => tx.write.run('UPDATE entry_draft SET person = ?', 'somebody else'));
    await bj.must(draftSave, { id: ID, kind: 'receipt', content: '{"mine":true}' });
    await bj.must(draftDiscard, { id: ID });
    expect((await bj.must(draftList, {})).rows).toEqual([]);
    expect(bj.store.read.get('SELECT content FROM entry_draft')).toEqual({ content: '{}' });
  });
});
