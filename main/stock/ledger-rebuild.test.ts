import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { makeStamp } from '#model/identity/hybrid-clock.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import { ledgerName, MOVEMENT_PURPOSE, movementsOf } from '#model/stock/ledger-kind.ts';
import { stampMonth, type Movement } from '#model/stock/movement.ts';
import { itemMerge, stockBalance, stockCount, stockReceive } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';
import { quickSignature, type DocumentUpdate } from './testing/replica.ts';

let offices: Offices | undefined;
afterEach(() => offices?.close());

/** The same movement once more, as only a workstation of its office could write it: at another time, in another ledger. */
function again({ signature: _signed, ...movement }: Movement, atMs: number, quantity: number): DocumentUpdate {
  const at = makeStamp(atMs, 0, 'b0000001');
  const unsigned = { ...movement, at, quantity };
  const doc = new Y.Doc();
  movementsOf(doc).set(movement.id, { ...unsigned, signature: quickSignature(movement.workstation, signedBytes(MOVEMENT_PURPOSE, unsigned)) });
  return { name: ledgerName({ office: movement.office, month: stampMonth(at), part: 1 }), update: Y.encodeStateAsUpdate(doc) };
}

describe('rows of ledgers made anew', () => {
  it('[STORE-11] count an id that stands in two ledgers once, by its earlier stamp', async () => {
    offices = await openOffices();
    const { bj, sh, gz, clock } = offices;
    clock.ms = Date.UTC(2026, 11, 3);
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    const [first] = bj.takeUpdates();
    if (first === undefined) throw new Error('nothing was posted');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, first.update);
    const [movement] = movementsOf(doc).values();
    if (movement === undefined) throw new Error('no movement');
    const earlier = again(movement, Date.UTC(2026, 10, 20), 2000);
    const later = again(movement, Date.UTC(2027, 0, 5), 9000);
    for (const [replica, updates] of [[sh, [first, earlier, later]], [gz, [later, first, earlier]]] as const) {
      for (const update of updates) expect(await replica.receive(update)).toMatchObject({ applied: true });
      expect((await replica.must(stockBalance, { item: 'M6' })).rows).toMatchObject([{ quantity: '2' }]);
      const rows = replica.rows();
      replica.store.rebuild();
      expect(replica.rows()).toEqual(rows);
    }
  });

  it('[STORE-11] stand under the item that theirs was merged into, with counts', async () => {
    offices = await openOffices();
    const { bj, sh, clock } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    await bj.must(stockReceive, { item: 'M8', quantity: '3' });
    clock.ms += 60_000;
    await bj.must(stockCount, { item: 'M8', counted: '7' });
    await sh.must(itemMerge, { item: 'M6', into: 'M8' });
    await offices.exchange();
    for (const replica of [bj, sh]) {
      expect((await replica.must(stockBalance, { item: 'M8' })).rows).toMatchObject([{ quantity: '7' }]);
      const rows = replica.rows();
      replica.store.rebuild();
      expect(replica.rows()).toEqual(rows);
    }
  });
});
