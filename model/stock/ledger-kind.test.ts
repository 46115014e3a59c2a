import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openDocument } from '../document/open-document.ts';
import { observeChange } from '../document/change.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { ledgerKind, ledgerName, movementsOf, readLedgerName } from './ledger-kind.ts';
import { formatNumber, readNumber, type Movement } from './movement.ts';
import { judge, movement, rules, uuidOf } from './testing/sample-movements.ts';

const name = ledgerName({ office: 'BJ', month: '2026-11', part: 1 });

/** The rule that refuses to add this to a ledger; undefined where it may stand there. */
function refusing(value: unknown, key = (value as { id: string }).id): string | undefined {
  const doc = openDocument(ledgerKind);
  return judge(ledgerKind, name, doc, () => doc.getMap('movements').set(key, value))?.rule;
}

const transfer = { transfer: uuidOf(900), from: 'BJ', to: 'GZ' };

describe('what may stand in a ledger', () => {
  it.each<[string, Movement]>([
    ['a receipt', movement(1)],
    ['an issue', movement(1, { kind: 'issue', quantity: -500, reason: 'sale' })],
    ['a dispatch', movement(1, { kind: 'transfer-out', quantity: -5000, ...transfer })],
    ['an arrival', movement(1, { kind: 'transfer-in', transfer: uuidOf(900), from: 'GZ', to: 'BJ' })],
    ['a count that found what was expected', movement(1, { kind: 'count', quantity: 0, counted: 7000 })],
    ['a reversal', movement(1, { kind: 'reversal', quantity: -1000, reverses: uuidOf(2) })],
    ['a return to a supplier', movement(1, { kind: 'return-out', quantity: -1000, partner: uuidOf(3) })],
    ['a return from a customer', movement(1, { kind: 'return-in', unitPrice: 1200, order: uuidOf(4), orderLine: 2 })],
    ['one end of a move', movement(1, { kind: 'move', quantity: -1000, location: 'A-01' })],
    ['a lot with its expiry and the pack that was entered', movement(1, { lot: 'L1', expiry: '2027-03-31', pack: { unit: '箱', quantity: 1000 } })],
    ['a field of a newer version', movement(1, { colour: 'red' } as object)],
    ['the second of a chain', movement(2, { sequence: 2, previous: 'a'.repeat(64) })],
  ])('[STOCK-3] %s', (_what, value) => {
    expect(refusing(value)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['a receipt that takes away', movement(1, { quantity: -1000 })],
    ['an issue that brings', movement(1, { kind: 'issue', quantity: 1 })],
    ['a movement of nothing', movement(1, { quantity: 0 })],
    ['a fraction of a thousandth', movement(1, { quantity: 0.5 })],
    ['more than can be summed exactly', movement(1, { quantity: 2 ** 53 })],
    ['a count without what was counted', movement(1, { kind: 'count' })],
    ['a receipt with a counted quantity', movement(1, { counted: 5 })],
    ['a reversal of nothing', movement(1, { kind: 'reversal' })],
    ['a transfer without its ends', movement(1, { kind: 'transfer-out', quantity: -1 })],
    ['a transfer from another office', movement(1, { kind: 'transfer-out', quantity: -1, ...transfer, from: 'SH' })],
    ['a receipt with half a transfer', movement(1, { transfer: uuidOf(900) })],
    ['a number of another office', movement(1, { number: 'SH-A-2026-000001' })],
    ['a number of another workstation', movement(1, { number: 'BJ-B-2026-000001' })],
    ['a first movement that names one before', movement(1, { previous: 'a'.repeat(64) })],
    ['a second that names none', movement(1, { sequence: 2 })],
    ['a return to a supplier that brings', movement(1, { kind: 'return-out' })],
    ['an expiry without a lot', movement(1, { expiry: '2027-03-31' })],
    ['an expiry that is no day', movement(1, { lot: 'L1', expiry: '2027-02-30' })],
    ['an order’s line without the order', movement(1, { orderLine: 1 })],
    ['no item', { ...movement(1), item: undefined }],
    ['a text', 'movement'],
    ['null', null],
  ])('[STOCK-3] not %s', (_what, value) => {
    expect(refusing(value, uuidOf(1))).toBe('STOCK-3');
  });

  it('[STOCK-22] a serial number is exactly one, and has a number', () => {
    expect(refusing(movement(1, { lot: 'S1', serial: true }))).toBeUndefined();
    expect(refusing(movement(1, { lot: 'S1', serial: true, quantity: 2000 }))).toBe('STOCK-3');
    expect(refusing(movement(1, { serial: true }))).toBe('STOCK-3');
  });

  it('[STOCK-3] not a movement under another id', () => {
    expect(refusing(movement(1), uuidOf(2))).toBe('STOCK-3');
  });

  it('[STOCK-4] not one larger than 4 KiB, counted in bytes', () => {
    expect(refusing(movement(1, { note: '库'.repeat(900) }))).toBeUndefined();
    expect(refusing(movement(1, { note: '库'.repeat(1000), extra: '存'.repeat(400) } as object))).toBe('STOCK-4');
  });

  it('[STOCK-5] not one of another office or month', () => {
    expect(refusing(movement(1, { office: 'GZ' }))).toBe('STOCK-5');
    expect(refusing(movement(1, { at: makeStamp(Date.UTC(2026, 11, 1), 0, '00000001') }))).toBe('STOCK-5');
    expect(refusing(movement(1, { at: makeStamp(Date.UTC(2026, 11, 1) - 1, 0, '00000001') }))).toBeUndefined();
  });

  it('[STOCK-6] not one that was altered, or signed by nobody known or by a workstation of another office', () => {
    expect(refusing({ ...movement(1), quantity: 2000 })).toBe('STOCK-6');
    expect(refusing({ ...movement(1), note: 'added later' })).toBe('STOCK-6');
    expect(refusing(movement(1, { workstation: 'nobody' }))).toBe('STOCK-6');
    expect(refusing(movement(1, { workstation: 'GZ-A' }))).toBe('STOCK-6');
  });

  it('names are read as they are written', () => {
    expect(readLedgerName(name)).toEqual({ office: 'BJ', month: '2026-11', part: 1 });
    for (const wrong of ['ledger/BJ/2026-13/1', 'ledger/bj/2026-11/1', 'ledger/BJ/2026-11/0', 'ledger/BJ/2026-11', 'ledger/BJ/2026-11/1/2']) {
      expect(readLedgerName(wrong)).toBeUndefined();
    }
    expect(readNumber(formatNumber({ office: 'SH', letter: 'A', year: '2026', counter: 123 }))).toEqual({ office: 'SH', letter: 'A', year: '2026', counter: 123 });
    expect(formatNumber({ office: 'SH', letter: 'A', year: '2026', counter: 123 })).toBe('SH-A-2026-000123');
  });
});

describe('what stands in a ledger', () => {
  function holding(...movements: readonly Movement[]): Y.Doc {
    const doc = openDocument(ledgerKind);
    for (const each of movements) movementsOf(doc).set(each.id, each);
    return doc;
  }

  it.each<[string, (doc: Y.Doc) => void]>([
    ['removed', (doc) => doc.getMap('movements').delete(uuidOf(1))],
    ['overwritten', (doc) => doc.getMap('movements').set(uuidOf(1), movement(1, { quantity: 9000 }))],
    ['written again as it was', (doc) => doc.getMap('movements').set(uuidOf(1), movement(1))],
    ['nested', (doc) => doc.getMap('movements').set(uuidOf(2), new Y.Map())],
    ['joined by another root', (doc) => doc.getMap('others').set('a', 1)],
  ])('[STOCK-2] is not %s', (_how, edit) => {
    const doc = holding(movement(1));
    expect(judge(ledgerKind, name, doc, () => edit(doc))?.rule).toBe('STOCK-2');
  });

  it('[STOCK-2] is not overwritten by an update that deletes nothing: it is judged by what the map holds afterwards', () => {
    const own = holding(movement(1));
    const stranger = openDocument(ledgerKind);
    // Written without having seen the entry: which of the two stays is decided by client ids alone.
    stranger.clientID = 2 ** 32 - 1;
    stranger.getMap('movements').set(uuidOf(1), movement(1, { quantity: 9000 }));
    const change = observeChange(name, ledgerKind, own, () => Y.applyUpdate(own, Y.encodeStateAsUpdate(stranger)));
    expect((own.getMap('movements').get(uuidOf(1)) as Movement).quantity).toBe(9000);
    expect(ledgerKind.check(change, rules)?.rule).toBe('STOCK-2');
  });

  it('[STOCK-2] an entry that came and went within one update leaves nothing to judge', () => {
    const doc = holding();
    const problem = judge(ledgerKind, name, doc, () =>
      doc.transact(() => {
        doc.getMap('movements').set(uuidOf(1), movement(1));
        doc.getMap('movements').delete(uuidOf(1));
      }),
    );
    expect(problem).toBeUndefined();
    expect(doc.getMap('movements').size).toBe(0);
  });
});
