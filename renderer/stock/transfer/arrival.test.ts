import { describe, expect, it } from 'vitest';
import { allLines, arrivedOf, changed, missingOf, readKept, receiptLines, scanned, scanOf, sumUp, writeKept, type Arrival, type TransferLine } from './arrival.ts';

function line(item: string, lot: string | null, sent: string): TransferLine {
  return {
    item, itemId: `id-${item}`, itemName: item, unit: '个', tracking: lot === null ? 'none' : 'lot', lot, expiry: null, state: 'in-transit', sent, inTransit: sent,
    good: '0', damaged: '0', refused: '0', missing: '0', barcodes: [{ code: `69${item}`, quantity: '1' }, { code: `BOX${item}`, quantity: '12' }],
  };
}
const L1 = line('M6', 'L1', '6');
const L2 = line('M6', 'L2', '4');
const M8 = line('M8', null, '30');
const lines = [L1, L2, M8];

/** Scans one after the other, as a clerk does. */
function scan(...texts: readonly string[]): Arrival {
  let arrival: Arrival = {};
  let last: TransferLine | undefined;
  for (const text of texts) {
    const read = scanOf(text, lines, arrival, last);
    if (read.kind !== 'line' && read.kind !== 'quantity') throw new Error(`${text} is ${read.kind}`);
    arrival = scanned(arrival, read);
    last = read.line;
  }
  return arrival;
}
const goods = (arrival: Arrival): string[] => lines.map((each) => arrivedOf(arrival, each).good);

describe('counting what arrived', () => {
  it('takes everything as good until it is counted', () => {
    expect(goods({})).toEqual(['6', '4', '30']);
    expect(sumUp(lines, {})).toEqual({ good: 3, damaged: 0, refused: 0, missing: 0, over: 0, absent: 0 });
  });

  it('counts by scans of code, lot and pack, and sets by a number', () => {
    expect(goods(scan('m6', '69M6'))).toEqual(['2', '4', '30']);
    expect(goods(scan('L2', 'L2', 'L1'))).toEqual(['1', '2', '30']);
    expect(goods(scan('BOXM8', 'ＢＯＸＭ８', '69M8'))).toEqual(['6', '4', '25']);
    expect(goods(scan('M8', '28'))).toEqual(['6', '4', '28']);
  });

  it('goes on to the next lot of an item once one is full', () => {
    expect(goods(scan('M6', '6', 'M6'))).toEqual(['6', '1', '30']);
  });

  it('knows no code of another item, and no amount before a line', () => {
    expect(scanOf('M9', lines, {}, L1)).toEqual({ kind: 'unknown', text: 'M9' });
    expect(scanOf('5', lines, {}, undefined)).toEqual({ kind: 'unknown', text: '5' });
    expect(scanOf(' ', lines, {}, L1)).toEqual({ kind: 'nothing' });
  });

  it('shows what is missing or over at once', () => {
    const arrival = changed(changed({}, L1, { good: '3', damaged: '1', refused: '0.5' }), M8, { good: '31' });
    expect([missingOf(L1, arrivedOf(arrival, L1)), missingOf(M8, arrivedOf(arrival, M8))]).toEqual(['1.5', '-1']);
    expect(sumUp(lines, arrival)).toEqual({ good: 1, damaged: 1, refused: 1, missing: 1, over: 1, absent: 0 });
  });

  it('tells a lot that is missing from an item that is still on its way', () => {
    const nothing = allLines(lines, 'uncounted');
    expect(sumUp(lines, nothing)).toMatchObject({ absent: 3, missing: 0 });
    expect(sumUp(lines, changed(nothing, L1, { good: '6' }))).toMatchObject({ absent: 1, missing: 1, good: 1 });
  });

  it('sends what arrived, line by line, and leaves out what did not', () => {
    const arrival = changed(changed({}, L1, { good: '', damaged: '2', refused: '4', reason: ' 受潮 ', location: 'Ａ-01' }), M8, { good: '0' });
    expect(receiptLines(lines, arrival)).toEqual([
      { item: 'id-M6', lot: 'L1', good: '0', damaged: '2', refused: '4', reason: '受潮', location: 'A-01' },
      { item: 'id-M6', lot: 'L2', good: '4' },
    ]);
    expect(receiptLines(lines, allLines(lines, 'refused')).map(({ good, refused }) => [good, refused])).toEqual([['0', '6'], ['0', '4'], ['0', '30']]);
  });

  it('reads a count that was kept, and nothing else', () => {
    const arrival = changed({}, L1, { good: '3' });
    expect(readKept(writeKept('t-1', arrival), 't-1')).toEqual(arrival);
    expect(readKept(writeKept('t-1', arrival), 't-2')).toBeUndefined();
    expect(readKept('{"transfer":"t-1","arrival":{"a":{"good":3}}}', 't-1')).toBeUndefined();
    expect(readKept('not', 't-1')).toBeUndefined();
  });
});
