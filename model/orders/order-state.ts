/** What an order comes to: its fields after all amendments, and what its movements fulfilled of each line. Pure. */
import { entryState, type CatalogueEdit } from '../document/entry-edits.ts';
import { lineField, type Amendment, type Order } from './orders-kind.ts';

export const ORDER_STATES = ['open', 'part', 'done', 'over', 'closed', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Quantities in thousandths. `quantity + over = fulfilled + open + cancelled` (ORDER-4). */
export interface LineState {
  readonly line: number;
  readonly item: string;
  readonly quantity: number;
  readonly price: number | undefined;
  readonly due: string | undefined;
  /** Received of a purchase, delivered of a sale, less what went back. */
  readonly fulfilled: number;
  readonly open: number;
  /** Called off before it came. */
  readonly cancelled: number;
  readonly over: number;
}

export interface OrderView {
  readonly state: OrderState;
  readonly due: string | undefined;
  readonly note: string | undefined;
  readonly lines: readonly LineState[];
  /** Fields that were amended apart, with what each says, the one that counts first. */
  readonly collided: readonly { readonly field: string; readonly heads: readonly CatalogueEdit[] }[];
  /** Ids of the amendments that stand, by field: what a further one has seen. */
  readonly heads: ReadonlyMap<string, readonly CatalogueEdit[]>;
}

/**
 * @param amendments all of this order, in any order.
 * @param fulfilled thousandths by line.
 */
export function orderView(order: Order, amendments: readonly Amendment[], fulfilled: ReadonlyMap<number, number>): OrderView {
  const first: Record<string, unknown> = { due: order.due, note: order.note };
  for (const [index, { quantity, price, due }] of order.lines.entries()) {
    first[lineField(index + 1, 'quantity')] = quantity;
    first[lineField(index + 1, 'price')] = price;
    first[lineField(index + 1, 'due')] = due;
  }
  const { fields, heads, collided } = entryState(first, order.at, amendments);
  const text = (field: string): string | undefined => fields[field] as string | undefined;
  const allCancelled = fields['cancelled'] === true;
  const lines = order.lines.map(({ item, quantity: ordered }, index): LineState => {
    const line = index + 1;
    const quantity = (fields[lineField(line, 'quantity')] as number | undefined) ?? ordered;
    const done = fulfilled.get(line) ?? 0;
    const missing = Math.max(0, quantity - done);
    const cancelled = allCancelled || fields[lineField(line, 'cancelled')] === true;
    return {
      line,
      item,
      quantity,
      price: fields[lineField(line, 'price')] as number | undefined,
      due: text(lineField(line, 'due')) ?? text('due'),
      fulfilled: done,
      open: cancelled ? 0 : missing,
      cancelled: cancelled ? missing : 0,
      over: Math.max(0, done - quantity),
    };
  });
  return { state: stateOf(lines), due: text('due'), note: text('note'), lines, collided: collided.map((field) => ({ field, heads: heads.get(field) ?? [] })), heads };
}

function stateOf(lines: readonly LineState[]): OrderState {
  const anything = lines.some(({ fulfilled }) => fulfilled !== 0);
  if (lines.some(({ open }) => open > 0)) return anything ? 'part' : 'open';
  if (lines.some(({ over }) => over > 0)) return 'over';
  if (lines.every(({ cancelled }) => cancelled === 0)) return 'done';
  return anything ? 'closed' : 'cancelled';
}
