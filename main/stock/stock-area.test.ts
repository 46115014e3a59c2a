import { afterEach, describe, expect, it } from 'vitest';
import {
  itemCreate,
  itemList,
  itemRead,
  itemUpdate,
  stockAcceptTransfer,
  stockBalance,
  stockExceptions,
  stockIssue,
  stockMovements,
  stockReceive,
  stockReverse,
  stockSettleException,
  stockSummary,
  stockTransfer,
  stockTransfers,
  stockValue,
} from '#model/stock/operations.ts';
import { CATALOGUE_DOCUMENT } from '#model/stock/catalogue-kind.ts';
import { ledgerName } from '#model/stock/ledger-kind.ts';
import { openReplica, type Replica, type ReplicaOptions } from './testing/replica.ts';

const START_MS = Date.UTC(2026, 10, 23, 9);
const clock = { ms: START_MS };
const opened: Replica[] = [];

async function open(options: Omit<ReplicaOptions, 'nowMs'>): Promise<Replica> {
  const replica = await openReplica({ ...options, nowMs: () => clock.ms });
  opened.push(replica);
  return replica;
}

/** Gives every replica what the others made. */
async function exchange(...replicas: readonly Replica[]): Promise<void> {
  const made = replicas.map((replica) => replica.takeUpdates());
  for (const [from, updates] of made.entries()) {
    for (const [to, replica] of replicas.entries()) {
      if (from !== to) for (const update of updates) await replica.receive(update);
    }
  }
}

async function office(): Promise<{ sh: Replica; bj: Replica; bj2: Replica; gz: Replica }> {
  clock.ms = START_MS;
  const sh = await open({ office: 'SH', letter: 'A', headquarters: true, roles: ['hq', 'manager'] });
  const bj = await open({ office: 'BJ', letter: 'A' });
  const bj2 = await open({ office: 'BJ', letter: 'B', roles: ['manager'] });
  const gz = await open({ office: 'GZ', letter: 'A' });
  await sh.must(itemCreate, { code: 'M6', name: '六角螺钉', nameEn: 'hex bolt', unit: '个', category: '紧固件', barcode: '6901234567892', price: '0.35' });
  await exchange(sh, bj, bj2, gz);
  return { sh, bj, bj2, gz };
}

afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
});

describe('ledgers', () => {
  it('are counted by the movements in them, however those arrived and after a rebuild', async () => {
    const { sh, bj, bj2, gz } = await office();
    for (const quantity of ['1', '2', '3']) await bj.must(stockReceive, { item: 'M6', quantity });
    await bj2.must(stockReceive, { item: 'M6', quantity: '4' });
    await exchange(sh, bj, bj2, gz);
    await exchange(sh, bj, bj2, gz);
    for (const replica of [sh, bj, bj2, gz]) {
      const counted = (): unknown => replica.store.read.all('SELECT office, month, part, entries FROM ledger_document');
      expect(counted()).toEqual([{ office: 'BJ', month: '2026-11', part: 1, entries: 4 }]);
      replica.store.rebuild();
      expect(counted()).toEqual([{ office: 'BJ', month: '2026-11', part: 1, entries: 4 }]);
    }
  });
});

describe('items', () => {
  it('[STOCK-16] are found by code, barcode, part of the name and pinyin', async () => {
    const { bj } = await office();
    expect(await bj.call(itemRead, { item: 'm6' })).toMatchObject({ code: 'M6', category: '紧固件', price: '0.35' });
    expect(await bj.call(itemRead, { item: '6901234567892' })).toMatchObject({ code: 'M6' });
    for (const text of ['螺', 'luoding', 'ljld', 'M6', 'hex', '901234']) {
      expect((await bj.must(itemList, { text })).rows, text).toHaveLength(1);
    }
    expect((await bj.must(itemList, { text: '螺母' })).rows).toHaveLength(0);
  });

  it('[STOCK-16] refuse a code or barcode that another has, and keep what is not changed', async () => {
    const { sh } = await office();
    expect(await sh.call(itemCreate, { code: 'm6', name: '别的', unit: '个' })).toMatchObject({ reason: 'item.code-taken', field: 'code' });
    expect(await sh.call(itemCreate, { code: 'M8', name: '别的', unit: '个', barcode: '6901234567892' })).toMatchObject({ reason: 'item.barcode-taken' });
    expect(await sh.must(itemUpdate, { item: 'M6', name: '外六角螺钉', discontinued: true })).toMatchObject({
      name: '外六角螺钉',
      unit: '个',
      barcode: '6901234567892',
      discontinued: true,
    });
    expect((await sh.must(itemUpdate, { item: 'M6', discontinued: 'false' })).discontinued).toBe(false);
  });

  it('[STOCK-14] two items made apart under one code are an exception, and that code is ambiguous', async () => {
    const { sh, bj } = await office();
    const sh2 = await open({ office: 'SH', letter: 'B', headquarters: true, roles: ['hq'] });
    await sh.must(itemCreate, { code: 'N1', name: '甲', unit: '个' });
    await sh2.must(itemCreate, { code: 'n1', name: '乙', unit: '个' });
    await exchange(sh, sh2, bj);
    expect((await bj.must(stockExceptions, {})).rows).toMatchObject([{ kind: 'duplicate-code', subject: 'N1' }]);
    expect(await bj.call(stockReceive, { item: 'N1', quantity: '1' })).toMatchObject({ reason: 'item.ambiguous' });
  });

  it('lists page by page, and are the same as in one page', async () => {
    const { sh } = await office();
    for (let each = 0; each < 25; each += 1) await sh.must(itemCreate, { code: `P${String(each)}`, name: `件 ${String(each)}`, unit: '个' });
    const whole = (await sh.must(itemList, {})).rows.map(({ code }) => code);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await sh.must(itemList, { limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.rows.map(({ code }) => code));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(26);
  });
});

describe('posting', () => {
  it('[STOCK-7] receives and issues; the balance is the sum at every office', async () => {
    const { sh, bj, bj2, gz } = await office();
    expect(await bj.must(stockReceive, { item: 'M6', quantity: '10', unitCost: '0.2' })).toMatchObject({
      number: 'BJ-A-2026-000001',
      item: 'M6',
      quantity: '10',
      balance: '10',
    });
    expect(await bj.must(stockIssue, { item: 'M6', quantity: 4, reason: 'consumption' })).toMatchObject({ number: 'BJ-A-2026-000002', balance: '6' });
    await exchange(sh, bj, bj2, gz);
    expect((await sh.must(stockBalance, { item: 'M6' })).rows).toMatchObject([{ office: 'BJ', item: 'M6', quantity: '6', itemName: '六角螺钉' }]);
    expect((await sh.must(stockMovements, { office: 'BJ' })).rows.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['issue', '-4'],
      ['receipt', '10'],
    ]);
    const [issue] = (await sh.must(stockMovements, { office: 'BJ' })).rows;
    expect((await sh.must(stockMovements, { id: issue?.id })).rows).toEqual([issue]);
    expect((await sh.must(stockValue, { item: 'M6' })).rows).toEqual([{ office: 'BJ', quantity: '6', value: '1.20', average: '0.20' }]);
  });

  it('[STOCK-1] refuses quantities that are zero, negative, no number, or finer than a thousandth', async () => {
    const { bj } = await office();
    for (const quantity of ['0', '-1', '1.0001', 'abc', '', '1e3', 'NaN', '0.000', '1,5', '1234567890123', -3, 0]) {
      await expect(bj.call(stockReceive, { item: 'M6', quantity }), String(quantity)).rejects.toThrow('quantity');
    }
    expect((await bj.must(stockReceive, { item: 'M6', quantity: ' 0.125 ' })).balance).toBe('0.125');
  });

  it('[STOCK-10] stops a clerk at zero; a manager may override, and it is an exception', async () => {
    const { bj, bj2 } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '3' });
    await exchange(bj, bj2);
    expect(await bj.call(stockIssue, { item: 'M6', quantity: '4', reason: 'sale' })).toMatchObject({
      reason: 'stock.below-zero',
      values: { available: '3', quantity: '4' },
    });
    expect(await bj.call(stockIssue, { item: 'M6', quantity: '4', reason: 'sale', override: true })).toMatchObject({ reason: 'stock.override-denied' });
    expect(await bj2.must(stockIssue, { item: 'M6', quantity: '4', reason: 'sale', override: true })).toMatchObject({ balance: '-1' });
    expect((await bj2.must(stockExceptions, {})).rows).toMatchObject([{ kind: 'below-zero', quantity: '-1', movements: [{ override: true }] }]);
    expect((await bj.must(stockMovements, { item: 'M6' })).rows).toHaveLength(1);
  });

  it('[STOCK-11] the last 5 issued twice while apart: minus 5, with both movements named, until settled', async () => {
    const { sh, bj, bj2, gz } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    await exchange(bj, bj2, sh, gz);
    clock.ms += 1000;
    const first = await bj.must(stockIssue, { item: 'M6', quantity: '5', reason: 'sale' });
    const second = await bj2.must(stockIssue, { item: 'M6', quantity: '5', reason: 'sale' });
    await exchange(bj, bj2, sh, gz);
    for (const replica of [sh, bj, bj2, gz]) {
      const { rows } = await replica.must(stockExceptions, {});
      expect(rows).toMatchObject([{ kind: 'below-zero', quantity: '-5', item: 'M6', offices: ['BJ'] }]);
      expect(rows[0]?.movements.map(({ id }) => id).toSorted()).toEqual([first.movement, second.movement].toSorted());
    }
    const [exception] = (await sh.must(stockExceptions, {})).rows;
    await sh.must(stockSettleException, { id: exception?.id ?? '', note: '已补货' });
    await exchange(bj, bj2, sh, gz);
    expect((await bj.must(stockExceptions, {})).rows).toEqual([]);
    expect((await bj.must(stockExceptions, { state: 'settled' })).rows).toMatchObject([{ settled: { note: '已补货' } }]);
    expect(await sh.call(stockSettleException, { id: exception?.id ?? '', note: '再次' })).toMatchObject({ reason: 'exception.settled' });
    // The next issue below zero is a new fact only once the stock had been made good.
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    expect((await bj.must(stockExceptions, { state: 'all' })).rows).toEqual([]);
  });

  it('[STOCK-13] a copied data folder gives one number twice: both movements count, and it is an exception', async () => {
    const { bj, sh } = await office();
    const copy = await open({ office: 'BJ', letter: 'A', copy: 1 });
    const update = sh.store.updateSince(CATALOGUE_DOCUMENT, new Uint8Array([0]));
    await copy.receive({ name: CATALOGUE_DOCUMENT, update: update ?? new Uint8Array() });
    await bj.must(stockReceive, { item: 'M6', quantity: '1' });
    await copy.must(stockReceive, { item: 'M6', quantity: '2' });
    await exchange(bj, copy, sh);
    expect((await sh.must(stockExceptions, {})).rows).toMatchObject([{ kind: 'chain-diverged', subject: 'BJ-A-2026-000001' }]);
    expect((await sh.must(stockMovements, { number: 'BJ-A-2026-000001' })).rows).toHaveLength(2);
    expect((await sh.must(stockBalance, { item: 'M6' })).rows).toMatchObject([{ quantity: '3' }]);
  });

  it('begins a new ledger document in a new month and goes on with chain and numbers', async () => {
    const { bj } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '1' });
    clock.ms = Date.UTC(2026, 11, 2);
    expect((await bj.must(stockReceive, { item: 'M6', quantity: '1' })).number).toBe('BJ-A-2026-000002');
    clock.ms = Date.UTC(2027, 0, 2);
    expect((await bj.must(stockReceive, { item: 'M6', quantity: '1' })).number).toBe('BJ-A-2027-000001');
    const names = bj.store.documents().map(({ name }) => name).filter((name) => name.startsWith('ledger/'));
    expect(names.toSorted()).toEqual(
      ['2026-11', '2026-12', '2027-01'].map((month) => ledgerName({ office: 'BJ', month, part: 1 })),
    );
    const rows = bj.store.read.all<{ sequence: number }>('SELECT sequence FROM movement ORDER BY at');
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });
});

describe('reversal', () => {
  it('[STOCK-2] adds a movement that names the reversed one, once', async () => {
    const { bj } = await office();
    const receipt = await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    expect(await bj.must(stockReverse, { movement: receipt.number, reason: '录错' })).toMatchObject({ reverses: receipt.movement, balance: '0' });
    expect(await bj.call(stockReverse, { movement: receipt.number, reason: '再来' })).toMatchObject({ reason: 'movement.reversed' });
    const { rows } = await bj.must(stockMovements, { item: 'M6' });
    expect(rows.map(({ kind, reversedBy }) => [kind, reversedBy])).toEqual([
      ['reversal', null],
      ['receipt', 'BJ-A-2026-000002'],
    ]);
    expect(await bj.call(stockReverse, { movement: 'BJ-A-2026-000002', reason: 'x' })).toMatchObject({ reason: 'movement.is-reversal' });
  });

  it('[STOCK-10] is refused where what came in has gone out again, and in another office', async () => {
    const { bj, gz, sh } = await office();
    const receipt = await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    await bj.must(stockIssue, { item: 'M6', quantity: '8', reason: 'sale' });
    expect(await bj.call(stockReverse, { movement: receipt.movement, reason: 'x' })).toMatchObject({ reason: 'stock.below-zero' });
    await exchange(bj, gz, sh);
    expect(await gz.call(stockReverse, { movement: receipt.movement, reason: 'x' })).toMatchObject({ reason: 'movement.elsewhere' });
  });

  it('[STOCK-14] of one movement by two apart is an exception', async () => {
    const { bj, bj2, sh } = await office();
    const receipt = await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    await exchange(bj, bj2, sh);
    await bj.must(stockReverse, { movement: receipt.movement, reason: 'x' });
    await bj2.must(stockReverse, { movement: receipt.movement, reason: 'y' });
    await exchange(bj, bj2, sh);
    const { rows } = await sh.must(stockExceptions, {});
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['below-zero', 'reversed-twice']);
    expect(rows.find(({ kind }) => kind === 'reversed-twice')?.movements).toHaveLength(3);
  });
});

describe('transfers', () => {
  it('[STOCK-8] are in transit between the ends, then received whole', async () => {
    const { bj, gz, sh, bj2 } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    const sent = await bj.must(stockTransfer, { item: 'M6', quantity: '4', to: 'GZ' });
    await exchange(bj, gz, sh, bj2);
    expect((await sh.must(stockBalance, { item: 'M6' })).rows).toMatchObject([
      { office: 'BJ', quantity: '6', inTransitIn: '0', inTransitOut: '4' },
      { office: 'GZ', quantity: '0', inTransitIn: '4', inTransitOut: '0' },
    ]);
    expect(await gz.must(stockSummary, {})).toMatchObject({ toReceive: 1, items: 1 });
    expect(await bj.call(stockAcceptTransfer, { transfer: sent.number, quantity: '4' })).toMatchObject({ reason: 'transfer.not-here' });
    expect(await gz.must(stockAcceptTransfer, { transfer: sent.number, quantity: '4' })).toMatchObject({ difference: '0', balance: '4' });
    expect(await gz.call(stockAcceptTransfer, { transfer: sent.number, quantity: '4' })).toMatchObject({ reason: 'transfer.done' });
    await exchange(bj, gz, sh, bj2);
    expect((await sh.must(stockTransfers, { state: 'received' })).rows).toMatchObject([{ number: sent.number, inTransit: '0', received: '4' }]);
    expect(await bj.call(stockReverse, { movement: sent.movement, reason: 'x' })).toMatchObject({ reason: 'movement.transfer-received' });
    expect((await sh.must(stockExceptions, {})).rows).toEqual([]);
  });

  it('[STOCK-12] received short are an exception with both ends', async () => {
    const { bj, gz, sh } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    const sent = await bj.must(stockTransfer, { item: 'M6', quantity: '4', to: 'GZ' });
    await exchange(bj, gz, sh);
    await gz.must(stockAcceptTransfer, { transfer: sent.transfer, quantity: '3.5', note: '少半箱' });
    await exchange(bj, gz, sh);
    const { rows } = await sh.must(stockExceptions, {});
    expect(rows).toMatchObject([{ kind: 'transfer-short', quantity: '-0.5', offices: ['BJ', 'GZ'], subject: sent.number }]);
    expect(rows[0]?.movements.map(({ kind }) => kind)).toEqual(['transfer-out', 'transfer-in']);
  });

  it('[STOCK-8] called back before they arrive are cancelled', async () => {
    const { bj } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    const sent = await bj.must(stockTransfer, { item: 'M6', quantity: '4', to: 'GZ' });
    await bj.must(stockReverse, { movement: sent.movement, reason: '车坏了' });
    expect((await bj.must(stockTransfers, { direction: 'out' })).rows).toMatchObject([{ state: 'cancelled', inTransit: '0' }]);
    expect((await bj.must(stockBalance, {})).rows).toMatchObject([{ office: 'BJ', quantity: '10', inTransitOut: '0' }]);
  });

  it('are refused to this office itself and to an unknown one', async () => {
    const { bj } = await office();
    await bj.must(stockReceive, { item: 'M6', quantity: '10' });
    expect(await bj.call(stockTransfer, { item: 'M6', quantity: '1', to: 'BJ' })).toMatchObject({ reason: 'transfer.to-self' });
    expect(await bj.call(stockTransfer, { item: 'M6', quantity: '1', to: 'XX' })).toMatchObject({ reason: 'not-found', field: 'to' });
  });
});
