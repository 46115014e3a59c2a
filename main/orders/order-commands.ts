/** Commands on orders (ORDER-1 to ORDER-3). */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { ParsedInputOf } from '#model/contract/operation.ts';
import { parseMoney, parseQuantity } from '#model/contract/quantity.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { formatOrderNumber, orderPrefix } from '#model/orders/order-number.ts';
import { orderAmend, orderCancel, orderCreate, orderCreateSuggested } from '#model/orders/operations.ts';
import type { OrderState } from '#model/orders/order-state.ts';
import { lineField, MAX_ORDER_LINES, type Amendment, type OrderKind, type OrderLine } from '#model/orders/orders-kind.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import { putEntries } from './entries.ts';
import { findItem, findOrder, findPartner, lastCost, type OrderedItem, type OrderRow, type TradingPartner } from './lookup.ts';
import { readOrderView } from './orders-projection.ts';

type LineInput = ParsedInputOf<typeof orderCreate>['lines'][number];
type AmendInput = ParsedInputOf<typeof orderAmend>;
type Change = Pick<Amendment, 'field' | 'value'>;

/** Thousandths of a line in the base unit, and the pack that was entered. */
function amountOf(item: OrderedItem, { quantity, unit }: Pick<LineInput, 'quantity' | 'unit'>): Pick<OrderLine, 'quantity' | 'pack'> | undefined {
  const entered = parseQuantity(quantity);
  const packs = JSON.parse(item.packs) as readonly { readonly unit: string; readonly quantity: number }[];
  const size = unit === undefined || unit === item.unit ? 1000 : packs.find((pack) => pack.unit === unit)?.quantity;
  if (entered === undefined || size === undefined) return undefined;
  const product = BigInt(entered) * BigInt(size);
  const base = Number(product / 1000n);
  if (product % 1000n !== 0n || !Number.isSafeInteger(base)) return undefined;
  return { quantity: base, ...(unit === undefined || unit === item.unit ? {} : { pack: { unit, quantity: entered } }) };
}

function lineOf(context: CommandContext, kind: OrderKind, partner: TradingPartner, input: LineInput, index: number): OrderLine | Refusal {
  const { read } = context.tx;
  const item = findItem(read, input.item);
  if (item === undefined) return refuse('order.no-item', { line: index + 1, item: input.item }, `lines.${String(index)}.item`);
  const amount = amountOf(item, input);
  if (amount === undefined) return refuse('order.no-unit', { line: index + 1, item: item.name, unit: input.unit ?? item.unit }, `lines.${String(index)}.quantity`);
  const usual = kind === 'purchase' ? lastCost(read, item.id, partner.id) : (item.price ?? undefined);
  const price = input.unitPrice === undefined ? usual : parseMoney(input.unitPrice);
  return { item: item.id, ...amount, ...(price === undefined ? {} : { price }), ...(input.due === undefined ? {} : { due: input.due }) };
}

interface NewOrder {
  readonly kind: OrderKind;
  readonly partner: string;
  readonly due?: string | undefined;
  readonly note?: string | undefined;
  readonly lines: readonly OrderLine[];
}

function putOrder(context: CommandContext, order: NewOrder) {
  const { tx, actor } = context;
  const year = String(new Date(stampMs(context.stamp() satisfies Stamp)).getUTCFullYear());
  const prefix = orderPrefix(actor.office, actor.letter, order.kind, year);
  const last = tx.read.get<{ last: number }>('SELECT last FROM order_counter WHERE prefix = ?', prefix)?.last ?? 0;
  const number = formatOrderNumber(prefix, last + 1);
  const note = order.note === '' ? undefined : order.note;
  const [entry] = putEntries(context, [{ type: 'order', ...order, due: order.due, note, number, letter: actor.letter, lines: [...order.lines] } as never]);
  if (entry === undefined) throw new Error('an order was written and is not there');
  return written(context, entry.id, number);
}

function written(context: CommandContext, id: string, number: string): { id: string; number: string; state: OrderState } {
  const state = context.tx.read.get<{ state: OrderState }>('SELECT state FROM trade_order WHERE id = ?', id)?.state;
  if (state === undefined) throw new Error(`order ${id} was written and has no row`);
  return { id, number, state };
}

const ROLE_WORDS = { purchase: { zh: '供应商', en: 'supplier' }, sale: { zh: '客户', en: 'customer' } } as const;

function changesOf(input: AmendInput): readonly Change[] {
  const changes: Change[] = [];
  const note = (field: string, value: Amendment['value'] | undefined): void => {
    if (value !== undefined) changes.push({ field, value });
  };
  note('due', input.due);
  note('note', input.note === '' ? null : input.note);
  note('cancelled', input.cancelled);
  for (const { line, quantity, unitPrice, due, cancelled } of input.lines) {
    note(lineField(line, 'quantity'), quantity === undefined ? undefined : parseQuantity(quantity));
    note(lineField(line, 'price'), unitPrice === undefined ? undefined : parseMoney(unitPrice));
    note(lineField(line, 'due'), due);
    note(lineField(line, 'cancelled'), cancelled);
  }
  return changes;
}

function ownOrder(context: CommandContext, reference: string): OrderRow | Refusal {
  const order = findOrder(context.tx.read, reference);
  if (order === undefined) return refuse('order.unknown', { order: reference }, 'order');
  if (order.office !== context.actor.office) return refuse('order.elsewhere', { number: order.number, office: order.office }, 'order');
  return order;
}

function amend(context: CommandContext, order: OrderRow, changes: readonly Change[]) {
  const view = readOrderView(context.tx.read, order.id)?.view;
  putEntries(
    context,
    changes.map(({ field, value }) => ({ type: 'amendment' as const, entry: order.id, field, value, seen: (view?.heads.get(field) ?? []).map(({ id }) => id) })),
  );
  return written(context, order.id, order.number);
}

export const orderCommands: readonly Handler[] = [
  command(orderCreate, (context, input) => {
    const partner = findPartner(context.tx.read, input.partner);
    if (partner === undefined) return refuse('order.no-partner', { partner: input.partner }, 'partner');
    const wanted = input.kind === 'purchase' ? 'supplier' : 'customer';
    if (partner.role !== 'both' && partner.role !== wanted) return refuse('order.partner-role', { partner: partner.name, role: ROLE_WORDS[input.kind] }, 'partner');
    const lines: OrderLine[] = [];
    for (const [index, each] of input.lines.entries()) {
      const line = lineOf(context, input.kind, partner, each, index);
      if (isRefusal(line)) return line;
      lines.push(line);
    }
    return putOrder(context, { kind: input.kind, partner: partner.id, due: input.due, note: input.note, lines });
  }),

  command(orderAmend, (context, input) => {
    const order = ownOrder(context, input.order);
    if (isRefusal(order)) return order;
    const count = context.tx.read.get<{ lines: number }>('SELECT lines FROM trade_order WHERE id = ?', order.id)?.lines ?? 0;
    const [index, beyond] = [...input.lines.entries()].find(([, { line }]) => line > count) ?? [];
    if (beyond !== undefined) return refuse('order.no-line', { number: order.number, line: beyond.line }, `lines.${String(index)}.line`);
    return amend(context, order, changesOf(input));
  }),

  command(orderCancel, (context, input) => {
    const order = ownOrder(context, input.order);
    if (isRefusal(order)) return order;
    const rows = context.tx.read.all<{ line: number; open: number }>('SELECT line, open FROM order_line WHERE order_id = ?', order.id);
    if (input.line !== undefined && !rows.some(({ line }) => line === input.line)) return refuse('order.no-line', { number: order.number, line: input.line }, 'line');
    if (!rows.some(({ line, open }) => open > 0 && (input.line ?? line) === line)) return refuse('order.nothing-open', { number: order.number }, 'order');
    return amend(context, order, [{ field: input.line === undefined ? 'cancelled' : lineField(input.line, 'cancelled'), value: true }]);
  }),

  command(orderCreateSuggested, (context, input) => {
    const { read } = context.tx;
    const bySupplier = new Map<string, { readonly partner: TradingPartner; readonly lines: OrderLine[] }>();
    for (const [index, each] of input.lines.entries()) {
      const item = findItem(read, each.item);
      if (item === undefined) return refuse('order.no-item', { line: index + 1, item: each.item }, `lines.${String(index)}.item`);
      const partner = item.supplier === null ? undefined : findPartner(read, item.supplier);
      if (partner === undefined) return refuse('order.no-supplier', { item: item.name }, `lines.${String(index)}.item`);
      const line = lineOf(context, 'purchase', partner, { item: item.id, quantity: each.quantity }, index);
      if (isRefusal(line)) return line;
      const known = bySupplier.get(partner.id);
      if (known === undefined) bySupplier.set(partner.id, { partner, lines: [line] });
      else known.lines.push(line);
    }
    const orders = [];
    for (const { partner, lines } of bySupplier.values()) {
      for (let from = 0; from < lines.length; from += MAX_ORDER_LINES) {
        const part = lines.slice(from, from + MAX_ORDER_LINES);
        const { id, number } = putOrder(context, { kind: 'purchase', partner: partner.id, due: input.due, lines: part });
        orders.push({ id, number, partnerName: partner.name, lines: part.length });
      }
    }
    return { orders };
  }),
];
