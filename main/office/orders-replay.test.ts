import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebuildAccounts } from '../orders/account-rebuild.ts';
import type { OfficeUnderTest } from './testing/office-under-test.ts';
import { openOrdersApart, orderRows, type OrdersApart } from './testing/orders-apart.ts';

const step = fc.record({
  what: fc.constantFrom('order', 'amend', 'cancel', 'receive', 'deliver', 'return', 'reverse', 'pay', 'unpay', 'exchange'),
  where: fc.nat(1),
  quantity: fc.integer({ min: 1, max: 9 }),
  pick: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function act(apart: OrdersApart, office: OfficeUnderTest, { what, quantity, pick }: Step): Promise<void> {
  const any = (sql: string): string => {
    const rows = office.office.store.read.all<{ id: string }>(sql);
    return rows[pick % Math.max(1, rows.length)]?.id ?? '';
  };
  const text = String(quantity);
  const [first, second] = pick % 2 === 0 ? ['M6', 'M8'] : ['M8', 'M6'];
  const lines = [{ item: first ?? '', quantity: text }, ...(pick % 3 === 0 ? [{ item: second ?? '', quantity: '2' }] : [])];
  const order = any(`SELECT id FROM trade_order WHERE kind = '${what === 'deliver' ? 'sale' : 'purchase'}' ORDER BY id`);
  if (what === 'order') {
    const both = [{ item: 'M6', quantity: text, unitPrice: '1.33' }, { item: 'M8', quantity: '3', unitPrice: '0.07' }];
    await office.done('order.create', pick % 2 === 0 ? { kind: 'purchase', partner: 'S1', lines: both } : { kind: 'sale', partner: 'C1', lines: both });
  } else if (what === 'amend') {
    const id = any('SELECT id FROM trade_order ORDER BY id');
    await office.run('order.amend', { order: id === '' ? 'none' : id, cancelled: pick % 5 === 0, lines: [{ line: 1 + (pick % 2), quantity: text }] });
  } else if (what === 'cancel') await office.run('order.cancel', { order: any('SELECT id FROM trade_order ORDER BY id') || 'none', line: 1 });
  else if (what === 'receive' && order !== '') await office.run('stock.postDocument', { kind: 'receipt', order, lines });
  else if (what === 'deliver' && order !== '') await office.run('stock.postDocument', { kind: 'issue', order, override: true, lines });
  else if (what === 'return' && order !== '') await office.run('stock.postDocument', { kind: 'return-out', order, override: true, lines: [{ item: 'M6', quantity: '1', unitCost: '1.33' }] });
  else if (what === 'reverse') await office.run('stock.reverseDocument', { number: any('SELECT DISTINCT number AS id FROM movement ORDER BY 1') || 'none', reason: '错', override: true });
  else if (what === 'pay') await office.done('payment.record', { partner: pick % 2 === 0 ? 'S1' : 'C1', direction: pick % 3 === 0 ? 'in' : 'out', amount: text, date: '2026-11-24', method: '转账' });
  else if (what === 'unpay') {
    const payment = any('SELECT id FROM payment ORDER BY id');
    if (payment !== '') await office.run('payment.reverse', { payment, reason: '错' });
  } else if (what === 'exchange') await apart.exchange(pick);
}

interface Priced {
  readonly partner: string;
  readonly kind: string;
  readonly quantity: number;
  readonly unit_cost: number | null;
  readonly unit_price: number | null;
}

/** What is owed by every partner, from movements and payments alone: every amount here is whole. */
function balancesOf({ office: { store } }: OfficeUnderTest): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  const rows = store.read.all<Priced & Record<string, never>>(
    `SELECT movement.partner, coalesce(reversed.kind, movement.kind) AS kind, movement.quantity,
       coalesce(reversed.unit_cost, movement.unit_cost) AS unit_cost, coalesce(reversed.unit_price, movement.unit_price) AS unit_price
     FROM movement LEFT JOIN movement AS reversed ON reversed.id = movement.reverses WHERE movement.partner IS NOT NULL`,
  );
  for (const { partner, kind, quantity, unit_cost: cost, unit_price: price } of rows) {
    const account = kind === 'receipt' || kind === 'return-out' ? 'payable' : 'receivable';
    const amount = account === 'payable' ? (quantity / 1000) * (cost ?? 0) : (-quantity / 1000) * (price ?? 0);
    sums[`${partner} ${account}`] = (sums[`${partner} ${account}`] ?? 0) + amount;
  }
  for (const { partner, account, direction, amount } of store.read.all<{ partner: string; account: string; direction: string; amount: number }>('SELECT * FROM payment WHERE reversed = 0')) {
    const sign = (account === 'payable') === (direction === 'out') ? -1 : 1;
    sums[`${partner} ${account}`] = (sums[`${partner} ${account}`] ?? 0) + sign * amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}

function shownBalances({ office: { store } }: OfficeUnderTest): Readonly<Record<string, number>> {
  const rows = store.read.all<{ id: string; open: number }>(`SELECT partner || ' ' || account AS id, sum(charged - settled) AS open FROM account_balance GROUP BY 1`);
  return Object.fromEntries(rows.filter(({ open }) => open !== 0).map(({ id, open }) => [id, open]));
}

const ACCOUNT_ROWS = ['account_entry', 'account_balance', 'account_day'].map((table) => `SELECT * FROM ${table} ORDER BY 1, 2, 3, 4`);

/** Accounts made anew in pages so short that documents are cut by their ends are the same, with their sums; nothing of it stays. */
async function expectSameAccounts({ office: { store } }: OfficeUnderTest, pageLines: number): Promise<void> {
  const undone = new Error('only a trial');
  const tried = store.transact(({ read, write }) => {
    const before = ACCOUNT_ROWS.map((rows) => read.all(rows));
    write.run(`DELETE FROM account_entry WHERE kind NOT IN ('payment', 'payment-reversal')`);
    rebuildAccounts(write, pageLines);
    expect(ACCOUNT_ROWS.map((rows) => read.all(rows))).toEqual(before);
    throw undone;
  });
  await expect(tried).rejects.toBe(undone);
}

async function play(apart: OrdersApart, steps: readonly Step[]): Promise<void> {
  for (const each of steps) {
    apart.pass(3_600_000);
    await act(apart, each.where === 0 ? apart.bj : apart.bj2, each);
  }
  await apart.exchange(5);
  for (const each of [apart.bj, apart.bj2, apart.sh]) {
    const rows = orderRows(each);
    expect(rows).toEqual(orderRows(apart.bj));
    for (const line of each.office.store.read.all<Record<'quantity' | 'over' | 'fulfilled' | 'open' | 'cancelled', number>>('SELECT * FROM order_line')) {
      expect(line.quantity + line.over).toBe(line.fulfilled + line.open + line.cancelled);
    }
    expect(shownBalances(each)).toEqual(balancesOf(each));
    each.office.store.rebuild();
    expect(orderRows(each)).toEqual(rows);
    for (const pageLines of [1, 2, 3]) await expectSameAccounts(each, pageLines);
    expect(each.faults).toEqual([]);
  }
}

describe('orders and accounts', () => {
  it('[ORDER-4, ORDER-8] whatever is ordered, amended, posted, reversed and paid, in whatever order it arrives', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
        const apart = await openOrdersApart();
        try {
          await play(apart, steps);
        } finally {
          apart.close();
        }
      }),
      { numRuns: 6 },
    );
  });
});
