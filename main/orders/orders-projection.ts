/**
 * Rows of orders and payments, derived anew for each that an entry or a movement names. It runs after stock's
 * projection has written the movements of the same change.
 */
import type { DocumentChange } from '#model/document/kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import { amountOf } from '#model/orders/money.ts';
import { readOrderNumber } from '#model/orders/order-number.ts';
import type { Amendment, Order, OrderEntry } from '#model/orders/orders-kind.ts';
import { orderView, type OrderView } from '#model/orders/order-state.ts';
import type { Projection, Reader, Writer } from '../store/store.ts';
import { deriveDocuments, derivePayment, type DocumentKey } from './account-projection.ts';
import { rebuildAccounts } from './account-rebuild.ts';
import { ORDER_SCHEMA, ORDER_TABLES } from './tables.ts';

export const ordersProjection: Projection = {
  name: 'orders',
  version: 2,
  schema: ORDER_SCHEMA,
  tables: ORDER_TABLES,
  kinds: ['orders', 'ledger'],
  rebuild: (write) => ({
    kinds: ['ledger'],
    unindexed: ['account_entry'],
    beforeIndexes: () => rebuildAccounts(write),
    finish() {
      for (const { id } of write.all<{ id: string }>('SELECT DISTINCT order_id AS id FROM movement WHERE order_id IS NOT NULL')) deriveOrder(write, id);
    },
  }),
  project(write, change) {
    if (change.kind === 'orders') projectEntries(write, change);
    else projectMovements(write, change);
  },
};

/** What an entry says something of. */
function subjectOf(entry: OrderEntry): string {
  switch (entry.type) {
    case 'amendment':
      return entry.entry;
    case 'payment-reversal':
      return entry.payment;
    case 'order':
    case 'payment':
      return entry.id;
  }
}

function projectEntries(write: Writer, change: DocumentChange): void {
  const subjects = new Set<string>();
  for (const { after } of change.entries) {
    if (after === undefined) continue;
    const entry = after as OrderEntry;
    const held = write.get<{ subject: string; at: string; office: string }>('SELECT subject, at, office FROM trade_entry WHERE id = ?', entry.id);
    // One id in two documents (only a forger writes it): the earlier counts, the same in every order.
    if (held !== undefined && `${held.at} ${held.office}` <= `${entry.at} ${entry.office}`) continue;
    if (held !== undefined) subjects.add(held.subject);
    const subject = subjectOf(entry);
    subjects.add(subject);
    write.run(
      'INSERT OR REPLACE INTO trade_entry (id, type, office, subject, at, entry) VALUES (?, ?, ?, ?, ?, ?)',
      entry.id,
      entry.type,
      entry.office,
      subject,
      entry.at,
      JSON.stringify(entry),
    );
    noteNumber(write, entry);
  }
  for (const subject of subjects) {
    deriveOrder(write, subject);
    derivePayment(write, subject);
  }
}

function noteNumber(write: Writer, entry: OrderEntry): void {
  const number = entry.type === 'order' ? readOrderNumber(entry.number) : undefined;
  if (number === undefined) return;
  write.run('INSERT INTO order_counter (prefix, last) VALUES (?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)', number.prefix, number.counter);
}

function projectMovements(write: Writer, change: DocumentChange): void {
  const orders = new Set<string>();
  const documents = new Map<string, DocumentKey>();
  const ids: string[] = [];
  const note = (document: DocumentKey): void => void documents.set(`${document.office}\n${document.number}`, document);
  for (const { after } of change.entries) {
    if (after === undefined) continue;
    const movement = after as Movement;
    if (movement.order !== undefined) orders.add(movement.order);
    if (movement.partner === undefined) continue;
    note({ office: movement.office, number: movement.number });
    ids.push(movement.id);
  }
  // What is reversed may arrive after its reversal, which is priced by it. A ledger is one office's.
  const office = documents.values().next().value?.office;
  if (office !== undefined) {
    const reversals = write.all<{ number: string }>(
      'SELECT DISTINCT movement.number FROM json_each(?) AS arrived CROSS JOIN movement ON movement.reverses = arrived.value WHERE +movement.office = ?',
      JSON.stringify(ids),
      office,
    );
    for (const { number } of reversals) note({ office, number });
  }
  for (const order of orders) deriveOrder(write, order);
  deriveDocuments(write, [...documents.values()]);
}

/** An order as its entries and the movements known here have it; undefined where it has not arrived. */
export function readOrderView(read: Reader, id: string): { readonly order: Order; readonly view: OrderView } | undefined {
  const row = read.get<{ entry: string }>(`SELECT entry FROM trade_entry WHERE id = ? AND type = 'order'`, id);
  if (row === undefined) return undefined;
  const order = JSON.parse(row.entry) as Order;
  const amendments = read
    .all<{ entry: string }>(`SELECT entry FROM trade_entry WHERE subject = ? AND type = 'amendment' AND office = ? ORDER BY at, id`, id, order.office)
    .map(({ entry }) => JSON.parse(entry) as Amendment);
  const sign = order.kind === 'purchase' ? 1 : -1;
  const [out, back] = order.kind === 'purchase' ? ['receipt', 'return-out'] : ['issue', 'return-in'];
  const fulfilled = read.all<{ line: number | null; quantity: number }>(
    `SELECT order_line AS line, sum(quantity) AS quantity FROM movement WHERE order_id = ? AND +office = ? AND kind IN (?, ?, 'reversal') GROUP BY order_line`,
    id,
    order.office,
    out ?? '',
    back ?? '',
  );
  return { order, view: orderView(order, amendments, new Map(fulfilled.map(({ line, quantity }) => [line ?? 0, sign * quantity]))) };
}

function deriveOrder(write: Writer, id: string): void {
  write.run('DELETE FROM trade_order WHERE id = ?', id);
  write.run('DELETE FROM order_line WHERE order_id = ?', id);
  const read = readOrderView(write, id);
  if (read === undefined) return;
  const { order, view } = read;
  const finished = view.lines.filter(({ open }) => open === 0).length;
  write.run(
    `INSERT INTO trade_order (id, office, kind, number, partner, state, active, due, note, amount, lines, finished, collided, person, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    order.office,
    order.kind,
    order.number,
    order.partner,
    view.state,
    finished < view.lines.length ? 1 : 0,
    view.due ?? null,
    view.note ?? null,
    view.lines.reduce((sum, { quantity, cancelled, price }) => sum + amountOf(quantity - cancelled, price ?? 0), 0),
    view.lines.length,
    finished,
    JSON.stringify(view.collided.map(({ field }) => field)),
    order.by,
    order.at,
  );
  for (const each of view.lines) {
    const pack = order.lines[each.line - 1]?.pack;
    write.run(
      `INSERT INTO order_line (order_id, line, office, kind, partner, item, quantity, price, due, pack_unit, pack_quantity, fulfilled, open, cancelled, over)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      each.line,
      order.office,
      order.kind,
      order.partner,
      each.item,
      each.quantity,
      each.price ?? null,
      each.due ?? null,
      pack?.unit ?? null,
      pack?.quantity ?? null,
      each.fulfilled,
      each.open,
      each.cancelled,
      each.over,
    );
  }
}
