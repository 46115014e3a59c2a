import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

let sh: OfficeUnderTest;
beforeEach(async () => {
  sh = openOfficeUnderTest('SH');
  await sh.done('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  await sh.done('office.create', { code: 'BJ', name: '北京分公司' });
  await sh.done('item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
  await sh.done('partner.create', { code: 'S1', name: '华东五金', role: 'supplier' });
  const { id } = await sh.done('order.create', { kind: 'purchase', partner: 'S1', lines: [{ item: 'M6', quantity: '10', unitPrice: '2' }] });
  await sh.done('stock.postDocument', { kind: 'receipt', order: id, lines: [{ item: 'M6', quantity: '4', orderLine: 1 }] });
  await sh.done('stock.transfer', { item: 'M6', quantity: '1', to: 'BJ' });
  await sh.done('article.create', { title: '盘点须知', markdown: '先数一遍。' });
  const board = await sh.done('board.create', { title: '盘点' });
  await sh.done('card.create', { board: board.id, title: '数螺钉' });
});
afterEach(() => sh.close());

const DERIVED = ['office', 'item', 'partner', 'movement', 'balance', 'transfer', 'trade_order', 'order_line', 'account_entry', 'account_balance', 'article', 'card'];
const rows = (): unknown => DERIVED.map((table) => [table, sh.office.store.read.all(`SELECT * FROM ${table} ORDER BY 1, 2`)]);

describe('an office that a version with other rows opens', () => {
  it('[STORE-11] opens with the same rows, whichever projection alone is another', async () => {
    const before = rows();
    const projections = sh.office.store.read.all<{ name: string }>('SELECT name FROM projection');
    expect(projections.length).toBeGreaterThan(5);
    for (const { name } of projections) {
      await sh.office.store.transact((tx) => tx.write.run('UPDATE projection SET version = version - 1 WHERE name = ?', name));
      sh = sh.reopen();
      expect([name, sh.faults, rows()]).toEqual([name, [], before]);
    }
  });
});
