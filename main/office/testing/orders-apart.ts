/** Offices of one organisation that order, deliver and pay apart: two workstations at the branch, and headquarters. */
import { ORDER_TABLES } from '../../orders/tables.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './office-under-test.ts';

export interface OrdersApart {
  readonly sh: OfficeUnderTest;
  readonly bj: OfficeUnderTest;
  readonly bj2: OfficeUnderTest;
  readonly supplier: string;
  readonly customer: string;
  readonly items: { readonly screw: string; readonly nut: string };
  /** Moves every clock on. */
  pass(ms: number): void;
  /** Gives each what all others hold. @param seed decides the order in which documents arrive. */
  exchange(seed?: number): Promise<void>;
  close(): void;
}

/** Headquarters and one branch; the catalogue has two items, a supplier of both and a customer. */
export async function openOrdersApart(): Promise<OrdersApart> {
  const sh = openOfficeUnderTest('sh');
  await sh.done('organisation.create', { name: '远山', office: 'SH', officeName: '上海', person: '陈明' });
  await sh.done('office.create', { code: 'BJ', name: '北京' });
  const bj = await sh.admit('bj', { office: 'BJ', role: 'manager' });
  const bj2 = await sh.admit('bj2', { office: 'BJ', role: 'manager' });
  await sh.take(bj, 'directory');
  await sh.take(bj2, 'directory');
  const { id: supplier } = await sh.done('partner.create', { code: 'S1', name: '宏达五金', role: 'supplier', paymentDays: 30 });
  const { id: customer } = await sh.done('partner.create', { code: 'C1', name: '远景工程', role: 'customer' });
  const screw = await sh.done('item.create', { code: 'M6', name: '六角螺钉', unit: '个', price: '2.00', supplier, packs: [{ unit: '箱', quantity: '100' }] });
  const nut = await sh.done('item.create', { code: 'M8', name: '六角螺母', unit: '个', price: '1.00', supplier });
  const offices = [sh, bj, bj2];

  async function exchange(seed = 0): Promise<void> {
    for (const to of offices) {
      for (const from of offices) {
        if (to === from) continue;
        const names = from.office.store.documents().map(({ name }) => name);
        const turn = names.length === 0 ? 0 : seed % names.length;
        for (const name of [...names.slice(turn), ...names.slice(0, turn)]) await to.take(from, name);
      }
    }
  }
  await exchange();
  return {
    sh,
    bj,
    bj2,
    supplier,
    customer,
    items: { screw: screw.id, nut: nut.id },
    pass(ms) {
      for (const { clock } of offices) clock.nowMs += ms;
    },
    exchange,
    close() {
      for (const each of offices) each.close();
    },
  };
}

/** All rows of the orders area, in an order of their own. */
export function orderRows({ office }: OfficeUnderTest): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    ORDER_TABLES.map((table) => [
      table,
      office.store.read
        .all(`SELECT * FROM ${table}`)
        .map((row) => JSON.stringify(row))
        .toSorted(),
    ]),
  );
}
