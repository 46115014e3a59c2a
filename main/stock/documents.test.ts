import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import {
  stockBalance,
  stockDocument,
  stockExceptions,
  stockIssue,
  stockLots,
  stockMovements,
  stockPostDocument,
  stockReceive,
  stockReverse,
  stockReverseDocument,
  stockSuggestLots,
  stockValue,
} from '#model/stock/operations.ts';
import { recordHash } from '#model/identity/signatures.ts';
import { ledgerName, movementsOf } from '#model/stock/ledger-kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import { openOffices, START_MS, type Offices } from './testing/offices.ts';
import type { Replica } from './testing/replica.ts';

let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

async function balance(replica: Replica, item: string): Promise<Record<string, string>> {
  const { rows } = await replica.must(stockBalance, { item });
  return Object.fromEntries(rows.map(({ office, quantity }) => [office, quantity]));
}

async function ledger(replica: Replica): Promise<Movement[]> {
  const document = await replica.store.transact((tx) => tx.document(ledgerName({ office: 'BJ', month: '2026-11', part: 1 })));
  return document === undefined ? [] : [...movementsOf(document).values()].toSorted((left, right) => left.sequence - right.sequence);
}

describe('documents of many lines', () => {
  it('[STOCK-20] are one number, lines 1 to n, each signed and chained to the one before', async () => {
    const { bj, sh, exchange } = offices;
    await bj.must(stockReceive, { item: 'M8', quantity: '1' });
    const posted = await bj.must(stockPostDocument, {
      kind: 'receipt',
      reference: '送货单 8',
      lines: [
        { item: 'M6', quantity: '10', unitCost: '0.20' },
        { item: 'M8', quantity: '2.5', note: '少半盒' },
        { item: 'M6', quantity: '1' },
      ],
    });
    expect(posted).toMatchObject({ number: 'BJ-A-2026-000002', lines: [{ line: 1, quantity: '10' }, { line: 2, item: 'M8' }, { line: 3 }] });
    const chain = await ledger(bj);
    expect(chain.map(({ sequence, line }) => [sequence, line])).toEqual([[1, 1], [2, 1], [3, 2], [4, 3]]);
    for (const [index, movement] of chain.entries()) {
      const before = chain[index - 1];
      expect(movement.previous).toBe(before === undefined ? '' : recordHash(before));
    }
    await exchange();
    expect(await sh.must(stockDocument, { number: posted.number })).toMatchObject({
      kind: 'receipt',
      reference: '送货单 8',
      reversed: false,
      twice: false,
      lines: [{ item: 'M6' }, { item: 'M8', note: '少半盒' }, { item: 'M6' }],
    });
    expect((await sh.must(stockExceptions, {})).rows).toEqual([]);
    expect(await balance(sh, 'M6')).toEqual({ BJ: '11' });
  });

  it('[STOCK-20] are posted whole or not at all; the refusal names the line in both languages', async () => {
    const { bj } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    const lines = [{ item: 'M6', quantity: '3' }, { item: 'M6', quantity: '2' }, { item: 'M6', quantity: '0.001' }];
    const refusal = await bj.call(stockPostDocument, { kind: 'issue', lines });
    expect(refusal).toMatchObject({ reason: 'stock.below-zero', field: 'lines.2.quantity', values: { line: 3, available: '0' } });
    if (!isRefusal(refusal)) throw new Error('was not refused');
    expect(refusalMessage(refusal, stockPostDocument.errors, 'zh')).toContain('第 3 行：“六角螺钉”只有 0 个');
    expect(refusalMessage(refusal, stockPostDocument.errors, 'en')).toContain('Line 3: There are only 0');
    expect(await bj.call(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1' }, { item: 'X9', quantity: '1' }] })).toMatchObject({
      reason: 'item.unknown',
      field: 'lines.1.item',
    });
    expect(await bj.call(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1', unit: '箱' }] })).toMatchObject({ reason: 'line.unit', field: 'lines.0.unit' });
    expect(await balance(bj, 'M6')).toEqual({ BJ: '5' });
    expect((await bj.must(stockMovements, {})).rows).toHaveLength(1);
    expect((await bj.must(stockPostDocument, { kind: 'issue', lines: lines.slice(0, 2) })).number).toBe('BJ-A-2026-000002');
  });

  it('[STOCK-13] of a copied data folder under one number are one exception, whatever their lines', async () => {
    const { bj, sh, open, exchange } = offices;
    const copy = await open({ office: 'BJ', letter: 'A', copy: 1 });
    const catalogue = sh.store.updateSince('catalogue' as never, new Uint8Array([0])) ?? new Uint8Array();
    await copy.receive({ name: 'catalogue' as never, update: catalogue });
    await bj.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1' }, { item: 'M8', quantity: '1' }] });
    await copy.must(stockPostDocument, { kind: 'receipt', lines: [1, 2, 3].map((quantity) => ({ item: 'M6', quantity })) });
    await exchange();
    const { rows } = await sh.must(stockExceptions, {});
    expect(rows).toMatchObject([{ kind: 'chain-diverged', subject: 'BJ-A-2026-000001' }]);
    expect(rows[0]?.movements).toHaveLength(4);
    expect(await sh.must(stockDocument, { number: 'BJ-A-2026-000001' })).toMatchObject({ twice: true });
    expect(await sh.call(stockReverseDocument, { number: 'BJ-A-2026-000001', reason: 'x' })).toMatchObject({ reason: 'document.ambiguous' });
  });

  it('[STOCK-26] are reversed at once, what is left of them, and not twice', async () => {
    const { bj, gz, exchange } = offices;
    const posted = await bj.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '10' }, { item: 'M8', quantity: '4' }] });
    await bj.must(stockReverse, { movement: posted.lines[1]?.movement ?? '', reason: '错' });
    const reversal = await bj.must(stockReverseDocument, { number: posted.number, reason: '录错' });
    expect(reversal).toMatchObject({ reverses: posted.number, lines: [{ item: 'M6', quantity: '-10' }] });
    expect(await bj.must(stockDocument, { number: posted.number })).toMatchObject({ reversed: true });
    expect(await bj.call(stockReverseDocument, { number: posted.number, reason: '再' })).toMatchObject({ reason: 'document.reversed' });
    expect(await bj.call(stockReverseDocument, { number: reversal.number, reason: '再' })).toMatchObject({ reason: 'movement.is-reversal' });
    expect(await bj.call(stockReverseDocument, { number: 'XX-A-2026-000001', reason: '再' })).toMatchObject({ reason: 'document.unknown' });
    await exchange();
    expect(await gz.call(stockReverseDocument, { number: posted.number, reason: 'x' })).toMatchObject({ reason: 'movement.elsewhere' });
    const gone = await bj.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '2' }, { item: 'M8', quantity: '2' }] });
    await bj.must(stockIssue, { item: 'M8', quantity: '1', reason: 'sale' });
    expect(await bj.call(stockReverseDocument, { number: gone.number, reason: 'x' })).toMatchObject({ reason: 'stock.below-zero', field: 'lines.1.quantity' });
    expect(await balance(bj, 'M6')).toEqual({ BJ: '2' });
  });

  it('[STOCK-18] a move takes from one place what it brings to another, no more than is there, and is taken back whole', async () => {
    const { bj } = offices;
    await bj.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '10', unitCost: '1' }] });
    const move = await bj.must(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '4', toLocation: 'A-01' }] });
    expect(move.lines.map(({ quantity }) => quantity)).toEqual(['-4', '4']);
    const places = async () => (await bj.must(stockLots, { item: 'M6' })).rows.map(({ location, quantity }) => [location, quantity]);
    expect(await places()).toEqual([['A-01', '4'], ['main', '6']]);
    expect(await bj.call(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '5', location: 'A-01', toLocation: 'B-01' }] })).toMatchObject({
      reason: 'stock.place-short',
      field: 'lines.0.quantity',
    });
    expect(await bj.call(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '1', toLocation: 'main' }] })).toMatchObject({ reason: 'line.same-location' });
    expect(await bj.call(stockPostDocument, { kind: 'move', lines: [{ item: 'M6', quantity: '1' }] })).toMatchObject({ reason: 'document.no-location' });
    expect((await bj.must(stockValue, { item: 'M6' })).rows).toMatchObject([{ quantity: '10', value: '10.00' }]);
    expect(await bj.call(stockReverse, { movement: move.lines[0]?.movement ?? '', reason: 'x' })).toMatchObject({ reason: 'movement.is-move' });
    await bj.must(stockReverseDocument, { number: move.number, reason: '放错' });
    expect(await places()).toEqual([['main', '10']]);
  });

  it('[STOCK-19] a supplier is returned to, and a customer returns', async () => {
    const { bj } = offices;
    const partner = '0192a000-0000-7000-8000-0000000000aa';
    await bj.must(stockPostDocument, { kind: 'receipt', partner, lines: [{ item: 'M6', quantity: '10', unitCost: '1' }] });
    await bj.must(stockPostDocument, { kind: 'return-out', partner, lines: [{ item: 'M6', quantity: '4' }] });
    const back = await bj.must(stockPostDocument, { kind: 'return-in', partner, lines: [{ item: 'M6', quantity: '1', unitPrice: '2.00' }] });
    expect(await balance(bj, 'M6')).toEqual({ BJ: '7' });
    expect(await bj.must(stockDocument, { number: back.number })).toMatchObject({ kind: 'return-in', partner, reason: 'return', lines: [{ unitPrice: '2.00' }] });
    expect(await bj.call(stockPostDocument, { kind: 'return-out', lines: [{ item: 'M6', quantity: '8' }] })).toMatchObject({ reason: 'stock.below-zero' });
  });
});

describe('lots', () => {
  const DAY_MS = 24 * 3600 * 1000;
  const receive = (lot: string, expiry: string | undefined, quantity = '10') => ({ kind: 'receipt' as const, lines: [{ item: 'M6', quantity, lot, expiry }] });

  it('[STOCK-21] expire on the earliest day named by what was not reversed, in whatever order it arrived', async () => {
    const { bj, bj2, gz, sh, exchange } = offices;
    const late = await bj.must(stockPostDocument, receive('L1', '2027-05-01'));
    const early = await gz.must(stockPostDocument, receive('L1', '2027-03-01'));
    await exchange();
    const expiry = async (replica: Replica) => (await replica.must(stockLots, { item: 'M6', office: 'BJ' })).rows[0]?.expiry;
    for (const replica of [sh, bj, bj2, gz]) expect(await expiry(replica)).toBe('2027-03-01');
    await gz.must(stockReverseDocument, { number: early.number, reason: '日期错' });
    await exchange();
    for (const replica of [sh, bj, bj2, gz]) {
      expect(await expiry(replica)).toBe('2027-05-01');
      const before = replica.rows();
      replica.store.rebuild();
      expect(replica.rows()).toEqual(before);
    }
    await bj.must(stockReverseDocument, { number: late.number, reason: '日期错' });
    expect(bj.store.read.all('SELECT * FROM lot')).toEqual([]);
  });

  it('[STOCK-21] without lots are suggested from where most is, and of the main place by name', async () => {
    const { sh } = offices;
    for (const [location, quantity] of [['A-01', '3'], ['B-02', '10'], ['main', '4']] as const) await sh.must(stockReceive, { item: 'M8', quantity, location });
    const { rows, missing } = await sh.must(stockSuggestLots, { item: 'M8', quantity: '15' });
    expect([rows.map(({ location, take, quantity }) => `${location} ${take}/${quantity}`), missing]).toEqual([['B-02 10/10', 'main 4/4', 'A-01 1/3'], '0']);
  });

  it('[STOCK-21] are suggested earliest expiry first; expired ones are neither suggested, issued nor sent, but moved, returned and scrapped', async () => {
    const { bj, clock } = offices;
    await bj.must(stockPostDocument, receive('L2', '2027-06-01'));
    await bj.must(stockPostDocument, receive('L1', '2027-03-01', '4'));
    await bj.must(stockPostDocument, receive('L0', '2026-12-01', '4'));
    const suggested = async () => {
      const { rows, missing } = await bj.must(stockSuggestLots, { item: 'M6', quantity: '6' });
      return [...rows.map(({ lot, take }) => `${lot} ${take}`), missing];
    };
    expect(await suggested()).toEqual(['L0 4', 'L1 2', '0']);
    clock.ms = START_MS + 20 * DAY_MS;
    expect(await suggested()).toEqual(['L1 4', 'L2 2', '0']);
    const line = { item: 'M6', quantity: '1', lot: 'L0' };
    for (const kind of ['issue', 'transfer-out'] as const) {
      expect(await bj.call(stockPostDocument, { kind, to: 'GZ', lines: [line] })).toMatchObject({ reason: 'lot.expired', field: 'lines.0.lot', values: { expiry: '2026-12-01' } });
    }
    expect(await bj.call(stockIssue, { item: 'M6', quantity: '1', lot: 'L0', reason: 'sale' })).toMatchObject({ reason: 'lot.expired' });
    await bj.must(stockPostDocument, { kind: 'move', lines: [{ ...line, toLocation: 'Q' }] });
    await bj.must(stockPostDocument, { kind: 'return-out', lines: [line] });
    await bj.must(stockPostDocument, { kind: 'issue', reason: 'scrap', lines: [line] });
    expect((await bj.must(stockLots, { item: 'M6' })).rows.filter(({ expired }) => expired).map(({ location, quantity }) => [location, quantity])).toEqual([['Q', '1'], ['main', '1']]);
  });

  it('[STOCK-21] an item kept by lot comes and goes with its lot, and with its expiry where it has a shelf life', async () => {
    const { bj } = offices;
    bj.track('M6', 'lot', 365);
    const post = (line: object) => bj.call(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1', ...line }] });
    expect(await post({})).toMatchObject({ reason: 'lot.missing', field: 'lines.0.lot' });
    expect(await post({ lot: 'L1' })).toMatchObject({ reason: 'expiry.missing', field: 'lines.0.expiry' });
    expect(await post({ lot: 'L1', expiry: '2027-01-31' })).toMatchObject({ number: 'BJ-A-2026-000001' });
    expect(await post({ lot: 'L1' })).toMatchObject({ number: 'BJ-A-2026-000002' });
    expect(await bj.call(stockIssue, { item: 'M6', quantity: '1', reason: 'sale' })).toMatchObject({ reason: 'lot.missing', field: 'lot' });
    expect(await bj.call(stockIssue, { item: 'M6', quantity: '3', reason: 'sale', lot: 'L1' })).toMatchObject({ reason: 'stock.below-zero' });
  });
});

describe('serial numbers', () => {
  it('[STOCK-22] are one piece a line, come in once and go out from where they are', async () => {
    const { bj } = offices;
    bj.track('M6', 'serial');
    const post = (kind: 'receipt' | 'issue', ...lines: object[]) => bj.call(stockPostDocument, { kind, lines: lines.map((line) => ({ item: 'M6', quantity: '1', ...line })) });
    expect(await post('receipt', {})).toMatchObject({ reason: 'serial.missing' });
    expect(await post('receipt', { lot: 'S1', quantity: '2' })).toMatchObject({ reason: 'serial.one', field: 'lines.0.quantity' });
    expect(await post('receipt', { lot: 'S1' }, { lot: 'S1' })).toMatchObject({ reason: 'serial.on-hand', field: 'lines.1.lot' });
    expect(await post('receipt', { lot: 'S1' }, { lot: 'S2' })).toMatchObject({ number: 'BJ-A-2026-000001' });
    expect(await post('receipt', { lot: 'S1' })).toMatchObject({ reason: 'serial.on-hand', values: { office: 'BJ' } });
    expect(await post('issue', { lot: 'S3' })).toMatchObject({ reason: 'stock.place-short' });
    expect(await post('issue', { lot: 'S1' })).toMatchObject({ number: 'BJ-A-2026-000002' });
    expect(await post('receipt', { lot: 'S1' })).toMatchObject({ number: 'BJ-A-2026-000003' });
  });

  it('[STOCK-22] one received in two offices apart is an exception everywhere, until one of them is taken back', async () => {
    const { bj, bj2, gz, sh, exchange } = offices;
    for (const replica of [bj, gz]) replica.track('M6', 'serial');
    await bj.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1', lot: 'S1' }] });
    const twin = await gz.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '1', lot: 'S1' }] });
    await exchange();
    for (const replica of [sh, bj, bj2, gz]) {
      const { rows } = await replica.must(stockExceptions, {});
      expect(rows).toMatchObject([{ kind: 'serial-clash', subject: 'S1', quantity: '2', offices: ['BJ', 'GZ'] }]);
      expect(rows[0]?.movements).toHaveLength(2);
    }
    await gz.must(stockReverseDocument, { number: twin.number, reason: '看错' });
    await exchange();
    for (const replica of [sh, bj, bj2, gz]) expect((await replica.must(stockExceptions, {})).rows).toEqual([]);
  });
});
