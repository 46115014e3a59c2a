import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOrdersApart, orderRows, type OrdersApart } from './testing/orders-apart.ts';

const DAY_MS = 86_400_000;

let apart: OrdersApart;
beforeEach(async () => {
  apart = await openOrdersApart();
});
afterEach(() => apart.close());

function purchase(quantity = '10', unitPrice = '1.50') {
  return apart.bj.done('order.create', { kind: 'purchase', partner: 'S1', lines: [{ item: 'M6', quantity, unitPrice }, { item: 'M8', quantity: '5', unitPrice: '0.80' }] });
}

describe('orders', () => {
  it('[ORDER-2] numbers count per workstation, year and kind', async () => {
    const first = await purchase();
    const second = await purchase();
    const sale = await apart.bj.done('order.create', { kind: 'sale', partner: 'C1', lines: [{ item: 'M6', quantity: '1' }] });
    expect([first, second, sale].map(({ number }) => number)).toEqual(['BJ-A-PO-2026-000001', 'BJ-A-PO-2026-000002', 'BJ-A-SO-2026-000001']);
  });

  it('[ORDER-4] a purchase is received in parts, returned, reversed and received over; its state follows', async () => {
    const { bj } = apart;
    const { id } = await purchase();
    const receive = (quantity: string) => bj.done('stock.postDocument', { kind: 'receipt', order: id, lines: [{ item: 'M6', quantity, orderLine: 1 }] });
    const look = async () => {
      const { state, lines } = await bj.done('order.read', { order: id });
      const { fulfilled, open, cancelled, over } = lines[0] ?? {};
      return { state, fulfilled, open, cancelled, over };
    };
    expect(await look()).toEqual({ state: 'open', fulfilled: '0', open: '10', cancelled: '0', over: '0' });
    const first = await receive('4');
    expect(await look()).toEqual({ state: 'part', fulfilled: '4', open: '6', cancelled: '0', over: '0' });
    await bj.done('stock.postDocument', { kind: 'return-out', order: id, lines: [{ item: 'M6', quantity: '1' }] });
    expect(await look()).toMatchObject({ fulfilled: '3', open: '7' });
    await bj.done('stock.reverseDocument', { number: first.number, reason: '录错', override: true });
    expect(await look()).toMatchObject({ state: 'part', fulfilled: '-1', open: '11' });
    await receive('8');
    await bj.done('order.cancel', { order: id });
    expect(await look()).toEqual({ state: 'closed', fulfilled: '7', open: '0', cancelled: '3', over: '0' });
    await receive('5');
    expect(await look()).toEqual({ state: 'over', fulfilled: '12', open: '0', cancelled: '0', over: '2' });
    expect((await bj.done('order.read', { order: id })).documents).toHaveLength(5);
  });

  it('[ORDER-4] an order of which nothing came is cancelled, and can be taken up again', async () => {
    const { bj } = apart;
    const { id, number } = await purchase();
    expect((await bj.done('order.cancel', { order: number })).state).toBe('cancelled');
    expect(await bj.run('order.cancel', { order: id })).toBe('order.nothing-open');
    expect((await bj.done('order.amend', { order: id, cancelled: false })).state).toBe('open');
    await bj.done('order.cancel', { order: id, line: 2 });
    expect((await bj.done('order.list', { kind: 'purchase', state: 'unfinished' })).rows).toMatchObject([{ id, lines: 2, finishedLines: 1, amount: '15.00' }]);
  });

  it('[ORDER-3] amended apart both survive: both values are shown until a further amendment', async () => {
    const { bj, bj2, exchange } = apart;
    const { id } = await purchase();
    await exchange();
    await bj.done('order.amend', { order: id, lines: [{ line: 1, quantity: '12' }] });
    apart.pass(1000);
    await bj2.done('order.amend', { order: id, due: '2026-12-20', lines: [{ line: 1, quantity: '20' }, { line: 2, unitPrice: '0.75' }] });
    await exchange(3);
    for (const each of [bj, bj2, apart.sh]) {
      const order = await each.done('order.read', { order: id });
      expect(order).toMatchObject({ due: '2026-12-20', lines: [{ quantity: '20' }, { price: '0.75' }] });
      expect(order.collided).toMatchObject([{ field: 'line/1/quantity', heads: [{ value: '20' }, { value: '12' }] }]);
    }
    await bj.done('order.amend', { order: id, lines: [{ line: 1, quantity: '15' }] });
    expect(await bj.done('order.read', { order: id })).toMatchObject({ collided: [], lines: [{ quantity: '15' }, {}] });
  });

  it('[ORDER-5] what is posted to an order is of its partner, kind, office and lines, at its price', async () => {
    const { bj, sh, customer } = apart;
    const { id } = await purchase();
    await apart.exchange();
    const line = { item: 'M6', quantity: '1' };
    expect(await bj.run('stock.postDocument', { kind: 'issue', order: id, lines: [line] })).toBe('document.order-kind');
    expect(await bj.run('stock.postDocument', { kind: 'receipt', order: id, partner: customer, lines: [line] })).toBe('document.order-partner');
    expect(await bj.run('stock.postDocument', { kind: 'receipt', order: id, lines: [{ ...line, orderLine: 2 }] })).toBe('document.order-line');
    expect(await sh.run('stock.postDocument', { kind: 'receipt', order: id, lines: [line] })).toBe('document.order-elsewhere');
    expect(await sh.run('order.amend', { order: id, note: '改' })).toBe('order.elsewhere');
    await bj.done('stock.postDocument', { kind: 'receipt', order: id, lines: [line] });
    expect((await bj.done('stock.movements', { item: 'M6' })).rows[0]).toMatchObject({ unitCost: '1.50', partner: apart.supplier });
    // One that is not here yet is taken as it is named.
    expect(await bj.run('stock.postDocument', { kind: 'receipt', order: customer, lines: [line] })).toMatchObject({ lines: [{}] });
  });

  it('[ORDER-6] what is on order and in transit is not suggested again; packs are whole', async () => {
    const { sh, bj } = apart;
    await sh.done('item.setLevel', { item: 'M6', office: 'BJ', point: '50', target: '120' });
    await apart.exchange();
    const [suggested] = (await bj.done('order.suggest', {})).rows;
    expect(suggested).toMatchObject({ item: 'M6', supplierName: '宏达五金', onOrder: '0', quantity: '200', pack: { unit: '箱', quantity: '100' } });
    const { orders } = await bj.done('order.createSuggested', { lines: [{ item: 'M6', quantity: '200' }] });
    expect(orders).toMatchObject([{ partnerName: '宏达五金', lines: 1 }]);
    expect((await bj.done('order.suggest', {})).rows).toEqual([]);
    await bj.done('order.create', { kind: 'sale', partner: 'C1', lines: [{ item: 'M6', quantity: '170' }] });
    expect((await bj.done('order.suggest', {})).rows).toMatchObject([{ onOrder: '200', reserved: '170', quantity: '100' }]);
  });

  it('[ORDER-7] what is sold and not delivered is reserved, and does not block', async () => {
    const { bj } = apart;
    await bj.done('stock.receive', { item: 'M6', quantity: '10' });
    const { id } = await bj.done('order.create', { kind: 'sale', partner: 'C1', lines: [{ item: 'M6', quantity: '8' }] });
    expect(await bj.done('order.availability', { item: 'M6' })).toMatchObject({ onHand: '10', reserved: '8', available: '2' });
    await bj.done('stock.issue', { item: 'M6', quantity: '5', reason: 'consumption' });
    expect(await bj.done('order.availability', { item: 'M6' })).toMatchObject({ onHand: '5', reserved: '8', available: '-3' });
    await bj.done('stock.postDocument', { kind: 'issue', order: id, lines: [{ item: 'M6', quantity: '3' }] });
    expect(await bj.done('order.availability', { item: 'M6' })).toMatchObject({ onHand: '2', reserved: '5', available: '-3' });
  });

  it('[ORDER-8] a statement runs from receipts, returns, sales and payments, page by page', async () => {
    const { bj } = apart;
    const { id } = await purchase();
    const posted = await bj.done('stock.postDocument', { kind: 'receipt', order: id, lines: [{ item: 'M6', quantity: '10' }, { item: 'M8', quantity: '5' }] });
    apart.pass(DAY_MS);
    await bj.done('stock.postDocument', { kind: 'return-out', order: id, lines: [{ item: 'M8', quantity: '1', unitCost: '0.80' }] });
    apart.pass(DAY_MS);
    const payment = await bj.done('payment.record', { partner: 'S1', direction: 'out', amount: '12.20', date: '2026-11-26', method: '转账', order: id });
    expect(payment.balance).toBe('-6.00');
    const whole = (await bj.done('partner.statement', { partner: 'S1' })).rows;
    expect(whole.map(({ kind, amount, balance }) => [kind, amount, balance])).toEqual([
      ['payment', '-12.20', '-6.00'],
      ['return-out', '-0.80', '-18.20'],
      ['receipt', '19.00', '-19.00'],
    ]);
    const paged = [];
    let cursor: string | undefined;
    do {
      const page = await bj.done('partner.statement', { partner: 'S1', limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    await bj.done('payment.reverse', { payment: payment.id, reason: '退票' });
    expect(await bj.run('payment.reverse', { payment: payment.id, reason: '退票' })).toBe('payment.reversed');
    await bj.done('stock.reverseDocument', { number: posted.number, reason: '录错', override: true });
    expect((await bj.done('partner.totals', {})).payable).toBe('-0.80');
    expect((await bj.done('partner.statement', { partner: 'S1' })).rows).toHaveLength(5);
  });

  it('[ORDER-9] payments settle the oldest charges, and what is reversed keeps its age', async () => {
    const { bj } = apart;
    const sell = (unitPrice: string) => bj.done('stock.postDocument', { kind: 'issue', partner: apart.customer, reason: 'sale', override: true, lines: [{ item: 'M6', quantity: '1', unitPrice }] });
    for (const [price, days] of [['100', 40], ['50', 45], ['30', 20], ['7', 0]] as const) {
      await sell(price);
      apart.pass(days * DAY_MS);
    }
    const aged = async () => (await bj.done('partner.accounts', { open: true })).rows[0]?.receivable;
    expect(await aged()).toMatchObject({ balance: '187.00', ageing: { notDue: '0.00', to30: '37.00', to60: '0.00', to90: '50.00', over90: '100.00' } });
    const { id } = await bj.done('payment.record', { partner: 'C1', direction: 'in', amount: '120', date: '2027-03-01', method: '现金' });
    expect(await aged()).toMatchObject({ balance: '67.00', ageing: { to30: '37.00', to90: '30.00', over90: '0.00' } });
    await bj.done('payment.reverse', { payment: id, reason: '误记' });
    expect(await aged()).toMatchObject({ balance: '187.00', ageing: { to30: '37.00', to90: '50.00', over90: '100.00' } });
  });

  it('[ORDER-10] a clerk sees orders without prices, and no accounts', async () => {
    const { sh } = apart;
    const { id } = await purchase();
    const clerk = await sh.admit('clerk', { office: 'BJ', role: 'clerk' });
    for (const { name } of apart.bj.office.store.documents()) await clerk.take(apart.bj, name);
    expect(await clerk.done('order.read', { order: id })).toMatchObject({ amount: null, lines: [{ price: null, amount: null, open: '10' }, {}] });
    expect((await clerk.done('order.list', {})).rows[0]?.amount).toBeNull();
    for (const name of ['partner.accounts', 'partner.totals'] as const) expect(await clerk.run(name, {})).toBe('permission.denied');
    expect(await clerk.run('order.cancel', { order: id })).toBe('permission.denied');
    expect(await clerk.run('stock.postDocument', { kind: 'receipt', order: id, lines: [{ item: 'M6', quantity: '1' }] })).toMatchObject({ lines: [{}] });
    clerk.close();
  });

  it('[ORDER-1] an entry of another office, or altered, is refused', async () => {
    const { bj, sh } = apart;
    await purchase();
    const [document] = bj.office.store.documents().filter(({ kind }) => kind === 'orders');
    await apart.exchange();
    const wrong = sh.office.store.transact((tx) => {
      tx.edit(document?.name as never, (doc) => {
        for (const [key, entry] of doc.getMap('entries')) doc.getMap('entries').set(key, { ...(entry as object), note: '改过' });
      });
    });
    await expect(wrong).rejects.toThrow();
    expect(orderRows(sh)).toEqual(orderRows(bj));
  });
});
