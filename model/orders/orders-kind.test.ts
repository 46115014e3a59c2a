import { describe, expect, it } from 'vitest';
import { observeChange } from '../document/change.ts';
import type { RuleContext, Writer } from '../document/kind.ts';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';
import { recordHash, signedBytes } from '../identity/signatures.ts';
import { ORDER_PURPOSE, orderEntriesOf, ordersKind } from './orders-kind.ts';

const NAME = 'orders/BJ/2026-11' as DocumentName;
const uuid = (number: number): string => `0192a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const sign = (key: string, message: Uint8Array): string => recordHash({ key, message: [...message].join(',') });
const rules: RuleContext = {
  verify: (key, message, signature) => sign(key, message) === signature,
  workstationKey: (workstation) => `key of ${workstation}`,
  workstationOffice: (workstation) => workstation.split('-')[0],
  rootKey: () => undefined,
};
const common = { id: uuid(1), office: 'BJ', by: 'person', workstation: 'BJ-A', at: makeStamp(Date.UTC(2026, 10, 23), 0, '00000001') };
const order = { ...common, type: 'order', kind: 'purchase', number: 'BJ-A-PO-2026-000001', letter: 'A', partner: uuid(2), lines: [{ item: uuid(3), quantity: 1000, price: 150 }] };
const amendment = { ...common, type: 'amendment', entry: uuid(9), field: 'line/1/quantity', value: 2000, seen: [] };
const payment = { ...common, type: 'payment', partner: uuid(2), direction: 'out', account: 'payable', amount: 100, date: '2026-11-23', method: '转账' };

function ruleFor(value: Readonly<Record<string, unknown>> & { readonly id: string; readonly workstation: string }, name = NAME, key = value.id): string | undefined {
  const entry = { ...value, signature: sign(`key of ${value.workstation}`, signedBytes(ORDER_PURPOSE, value)) };
  const doc = openDocument(ordersKind);
  return ordersKind.check(observeChange(name, ordersKind, doc, () => void doc.getMap('entries').set(key, entry)), rules)?.rule;
}

describe('orders', () => {
  it('[ORDER-1] stand in their office and month, signed and well-formed', () => {
    for (const each of [order, amendment, payment, { ...common, type: 'payment-reversal', payment: uuid(9), reason: '错' }]) expect(ruleFor(each)).toBeUndefined();
    const wrong = [
      { ...order, workstation: 'SH-A' },
      { ...order, office: 'SH' },
      { ...order, lines: [] },
      { ...order, lines: [{ item: uuid(3), quantity: -1 }] },
      { ...payment, amount: 0 },
      { ...payment, date: 'today' },
      { ...order, type: 'wish' },
    ];
    for (const each of wrong) expect(ruleFor(each), JSON.stringify(each)).toBe('ORDER-1');
    expect(ruleFor(order, 'orders/BJ/2026-12' as DocumentName)).toBe('ORDER-1');
    expect(ruleFor(order, NAME, uuid(7))).toBe('ORDER-1');
  });

  it('[ORDER-1] are only added', () => {
    const doc = openDocument(ordersKind);
    const entries = orderEntriesOf(doc);
    entries.set(order.id, { ...order, signature: 'x' } as never);
    for (const edit of [() => entries.delete(order.id), () => void entries.set(order.id, { ...order, signature: 'y' } as never)]) {
      expect(ordersKind.check(observeChange(NAME, ordersKind, doc, edit), rules)?.rule).toBe('ORDER-1');
    }
  });

  it('[ORDER-1] are written by workstations of their office alone', () => {
    const writer: Writer = { workstation: 'BJ-A', office: 'BJ', headquarters: false, role: 'clerk' };
    expect(ordersKind.mayWrite(NAME, writer)).toBe(true);
    expect(ordersKind.mayWrite(NAME, { ...writer, office: 'SH', headquarters: true, role: 'hq' })).toBe(false);
  });

  it('[ORDER-2] have a number of their own workstation and kind', () => {
    for (const number of ['SH-A-PO-2026-000001', 'BJ-B-PO-2026-000001', 'BJ-A-SO-2026-000001', 'BJ-A-2026-000001', '7']) expect(ruleFor({ ...order, number })).toBe('ORDER-1');
  });

  it('[ORDER-3] are amended in fields that there are, to values that they may have', () => {
    for (const [field, value] of [['due', null], ['note', '急'], ['cancelled', true], ['line/2/price', 0], ['line/2/due', '2026-12-01'], ['line/2/cancelled', false]] as const) {
      expect(ruleFor({ ...amendment, field, value }), field).toBeUndefined();
    }
    for (const [field, value] of [['partner', uuid(3)], ['line/0/price', 1], ['line/1/quantity', 0], ['line/1/quantity', '2'], ['cancelled', null], ['due', 'soon'], ['line/1/item', uuid(3)]] as const) {
      expect(ruleFor({ ...amendment, field, value }), field).toBe('ORDER-1');
    }
  });
});
