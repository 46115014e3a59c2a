import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  locationCreate,
  locationList,
  locationUpdate,
  stockAcceptTransfer,
  stockBalance,
  stockExceptions,
  stockLots,
  stockPostDocument,
  stockReceiveTransfer,
  stockSuggestLots,
  stockTransfers,
} from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';
import type { Replica } from './testing/replica.ts';

let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

const places = async (replica: Replica, office: string) =>
  (await replica.must(stockLots, { item: 'M6', office })).rows.map(({ lot, location, quantity }) => `${lot} ${location} ${quantity}`);

/** BJ sends 6 of lot L1, 4 of L2 and 5 of another item to GZ. */
async function send(): Promise<string> {
  const { bj, exchange } = offices;
  const lots = [{ item: 'M6', quantity: '6', lot: 'L1' }, { item: 'M6', quantity: '4', lot: 'L2' }, { item: 'M8', quantity: '5' }];
  await bj.must(stockPostDocument, { kind: 'receipt', lines: lots });
  const { number } = await bj.must(stockPostDocument, { kind: 'transfer-out', to: 'GZ', lines: lots });
  await exchange();
  return number;
}

describe('a transfer of several items', () => {
  it('[STOCK-23] is a row for each of them, page by page as in one page', async () => {
    const { gz } = offices;
    await send();
    const whole = (await gz.must(stockTransfers, {})).rows;
    expect(whole.map(({ item }) => item).toSorted()).toEqual(['M6', 'M8']);
    const first = await gz.must(stockTransfers, { limit: 1 });
    const second = await gz.must(stockTransfers, { limit: 1, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows]).toEqual(whole);
  });

  it('[STOCK-23] is accepted item by item, never one for another', async () => {
    const { gz } = offices;
    const transfer = await send();
    expect(await gz.call(stockAcceptTransfer, { transfer, quantity: '5' })).toMatchObject({ reason: 'transfer.by-item', field: 'item' });
    expect(await gz.must(stockAcceptTransfer, { transfer, item: 'M8', quantity: '5' })).toMatchObject({ item: 'M8', difference: '0' });
    expect(await gz.call(stockAcceptTransfer, { transfer, item: 'M8', quantity: '5' })).toMatchObject({ reason: 'transfer.done' });
    expect(await gz.call(stockAcceptTransfer, { transfer, quantity: '10' })).toMatchObject({ reason: 'transfer.by-lot' });
  });
});

describe('receiving a transfer', () => {
  it('[STOCK-23] whole: each lot arrives as it left', async () => {
    const { gz, bj, sh, exchange } = offices;
    const transfer = await send();
    expect(await bj.call(stockReceiveTransfer, { transfer })).toMatchObject({ reason: 'transfer.not-here' });
    expect(await gz.call(stockAcceptTransfer, { transfer, item: 'M6', quantity: '10' })).toMatchObject({ reason: 'transfer.by-lot' });
    expect((await gz.must(stockReceiveTransfer, { transfer })).lines).toHaveLength(3);
    expect(await gz.call(stockReceiveTransfer, { transfer })).toMatchObject({ reason: 'transfer.done' });
    await exchange();
    expect(await places(sh, 'GZ')).toEqual(['L1 main 6', 'L2 main 4']);
    expect((await sh.must(stockExceptions, {})).rows).toEqual([]);
  });

  it('[STOCK-23] short and damaged: the damaged part waits in quarantine and is not suggested, the loss is an exception', async () => {
    const { gz, sh, exchange } = offices;
    await gz.must(locationCreate, { code: 'Q-1', name: '隔离区', kind: 'quarantine' });
    const transfer = await send();
    await gz.must(stockReceiveTransfer, {
      transfer,
      lines: [{ item: 'M6', lot: 'L1', good: '3', damaged: '2', reason: '破损' }, { item: 'M6', lot: 'L2', good: '4' }, { item: 'M8', good: 5, damaged: 0 }],
    });
    await exchange();
    expect(await places(sh, 'GZ')).toEqual(['L1 Q-1 2', 'L1 main 3', 'L2 main 4']);
    expect(await gz.must(stockSuggestLots, { item: 'M6', quantity: '9' })).toMatchObject({ missing: '2' });
    expect((await sh.must(stockExceptions, {})).rows).toMatchObject([{ kind: 'transfer-short', quantity: '-1' }]);
  });

  it('[STOCK-23] refused: it arrives and goes back in one document, and is on its way to the sender', async () => {
    const { gz, bj, sh, exchange } = offices;
    const transfer = await send();
    expect(await gz.call(stockReceiveTransfer, { transfer, lines: [{ item: 'M6', good: '0' }] })).toMatchObject({ reason: 'transfer.nothing' });
    const refused = await gz.must(stockReceiveTransfer, { transfer, refused: true, reason: '订错' });
    await exchange();
    expect((await sh.must(stockBalance, { item: 'M6' })).rows).toMatchObject([
      { office: 'BJ', quantity: '0', inTransitIn: '10' },
      { office: 'GZ', quantity: '0', inTransitOut: '10' },
    ]);
    await bj.must(stockReceiveTransfer, { transfer: refused.sentBack ?? '' });
    await exchange();
    expect(await places(sh, 'BJ')).toEqual(['L1 main 6', 'L2 main 4']);
    expect((await sh.must(stockTransfers, {})).rows.map(({ state }) => state)).toEqual(['received', 'received', 'received', 'received']);
    expect((await sh.must(stockExceptions, {})).rows).toEqual([]);
  });
});

describe('locations', () => {
  it('[STOCK-24] are an office’s own, and nothing comes to one that is unknown or discontinued', async () => {
    const { gz, bj, sh, exchange } = offices;
    const receive = (location: string) => gz.call(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1', location }] });
    expect(await receive('old place')).toMatchObject({ number: 'GZ-A-2026-000001' });
    await gz.must(locationCreate, { code: 'A', name: '甲区', kind: 'zone' });
    await gz.must(locationCreate, { code: 'A-01', name: '一号架', parent: 'A' });
    expect(await gz.call(locationCreate, { code: 'A', name: '又一个' })).toMatchObject({ reason: 'location.taken' });
    expect(await gz.call(locationUpdate, { location: 'A', parent: 'A-01' })).toMatchObject({ reason: 'location.circle' });
    expect(await receive('B-01')).toMatchObject({ reason: 'location.not-here', field: 'lines.0.location' });
    expect(await receive('A-01')).toMatchObject({ number: 'GZ-A-2026-000002' });
    expect(await gz.call(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '1', location: 'old place', toLocation: 'B-01' }] })).toMatchObject({
      reason: 'location.not-here',
      field: 'lines.0.toLocation',
    });
    await gz.must(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '1', location: 'old place', toLocation: 'A-01' }] });
    await gz.must(locationUpdate, { location: 'A-01', discontinued: true });
    expect(await receive('A-01')).toMatchObject({ reason: 'location.not-here' });
    await gz.must(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '2', location: 'A-01', toLocation: 'A' }] });
    await exchange();
    expect((await sh.must(locationList, { office: 'GZ' })).rows.map(({ code, discontinued }) => [code, discontinued])).toEqual([['A', false], ['A-01', true]]);
    expect((await bj.must(locationList, {})).rows).toEqual([]);
  });
});
