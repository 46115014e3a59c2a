import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locationCreate, stockPostDocument, stockReceiveTransfer, stockReverseDocument, stockTransferLines, stockTransfers } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';
import type { Replica } from './testing/replica.ts';

let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

/** BJ sends 6 of lot L1, 4 of L2 and 5 of another item to GZ. */
async function send(): Promise<string> {
  const { bj, exchange } = offices;
  const lots = [{ item: 'M6', quantity: '6', lot: 'L1' }, { item: 'M6', quantity: '4', lot: 'L2' }, { item: 'M8', quantity: '5' }];
  await bj.must(stockPostDocument, { kind: 'receipt', lines: lots.map((line) => (line.item === 'M6' ? { ...line, expiry: '2027-05-01' } : line)) });
  const { number } = await bj.must(stockPostDocument, { kind: 'transfer-out', to: 'GZ', lines: lots });
  await exchange();
  return number;
}

/** Each line as `lot sent = good + damaged + refused + in transit + missing`. */
async function sums(replica: Replica, transfer: string): Promise<string[]> {
  const { lines } = await replica.must(stockTransferLines, { transfer });
  return lines.map(({ lot, sent, good, damaged, refused, inTransit, missing }) => {
    expect(Number(sent)).toBe([good, damaged, refused, inTransit, missing].reduce((sum, part) => sum + Number(part), 0));
    return `${lot ?? '-'} ${sent} = ${good} + ${damaged} + ${refused} + ${inTransit} + ${missing}`;
  });
}

describe('a transfer by its lines', () => {
  it('[STOCK-33] is on its way by item and lot, with expiry, before anything arrived', async () => {
    const { gz } = offices;
    const transfer = await send();
    expect(await sums(gz, transfer)).toEqual(['L1 6 = 0 + 0 + 0 + 6 + 0', 'L2 4 = 0 + 0 + 0 + 4 + 0', '- 5 = 0 + 0 + 0 + 5 + 0']);
    expect(await gz.must(stockTransferLines, { transfer })).toMatchObject({
      number: transfer,
      underway: true,
      lines: [{ lot: 'L1', expiry: '2027-05-01' }, { lot: 'L2' }, { itemName: '六角螺母' }],
      receipts: [],
      exceptions: [],
    });
    expect(await gz.call(stockTransferLines, { transfer: 'BJ-A-2026-009999' })).toMatchObject({ reason: 'transfer.unknown' });
  });

  it('[STOCK-33] tells good, damaged, refused and missing apart, on every replica, and in the list', async () => {
    const { gz, sh, exchange } = offices;
    await gz.must(locationCreate, { code: 'Q-1', name: '隔离区', kind: 'quarantine' });
    const transfer = await send();
    const { number, sentBack } = await gz.must(stockReceiveTransfer, {
      transfer,
      lines: [{ item: 'M6', lot: 'L1', good: '2', damaged: '1', refused: '2', reason: '外箱压坏' }, { item: 'M6', lot: 'L2', good: '4' }],
    });
    await exchange();
    for (const replica of [gz, sh]) {
      expect(await sums(replica, transfer)).toEqual(['L1 6 = 2 + 1 + 2 + 0 + 1', 'L2 4 = 4 + 0 + 0 + 0 + 0', '- 5 = 0 + 0 + 0 + 5 + 0']);
    }
    expect(await sh.must(stockTransferLines, { transfer })).toMatchObject({
      underway: true,
      receipts: [{ number, office: 'GZ', reversed: false }],
      sentBack: [sentBack],
      exceptions: [{ kind: 'transfer-short', quantity: '-1', settled: false }],
    });
    const { rows } = await sh.must(stockTransfers, { direction: 'in', office: 'GZ' });
    expect(rows.find(({ item }) => item === 'M6')).toMatchObject({ state: 'short', received: '9', damaged: '1', refused: '2', difference: '-1' });
    expect(rows.find(({ item }) => item === 'M8')).toMatchObject({ state: 'in-transit', damaged: '0', refused: '0' });
  });

  it('[STOCK-33] a lot that no line named is missing once its item arrived, and an item of which nothing arrived is still on its way', async () => {
    const { gz } = offices;
    const transfer = await send();
    await gz.must(stockReceiveTransfer, { transfer, lines: [{ item: 'M6', lot: 'L1', good: '6' }] });
    expect(await sums(gz, transfer)).toEqual(['L1 6 = 6 + 0 + 0 + 0 + 0', 'L2 4 = 0 + 0 + 0 + 0 + 4', '- 5 = 0 + 0 + 0 + 5 + 0']);
  });

  it('[STOCK-33] what a reversal took back did not arrive, and can be received again', async () => {
    const { gz } = offices;
    const transfer = await send();
    const first = await gz.must(stockReceiveTransfer, { transfer, refused: true, reason: '订错' });
    expect(await sums(gz, transfer)).toContain('L1 6 = 0 + 0 + 6 + 0 + 0');
    await gz.must(stockReverseDocument, { number: first.number, reason: '点错' });
    expect(await sums(gz, transfer)).toContain('L1 6 = 0 + 0 + 0 + 6 + 0');
    await gz.must(stockReceiveTransfer, { transfer });
    expect(await sums(gz, transfer)).toContain('L1 6 = 6 + 0 + 0 + 0 + 0');
    expect((await gz.must(stockTransferLines, { transfer })).receipts.map(({ reversed }) => reversed)).toEqual([true, false]);
  });
});
