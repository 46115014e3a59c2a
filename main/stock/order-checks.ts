/**
 * What a document that names an order must agree with (ORDER-5), read from the orders area's tables. An order that is
 * not here is taken as it is named: it may arrive later.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { ParsedInputOf } from '#model/contract/operation.ts';
import type { stockPostDocument, PostedDocumentKind } from '#model/stock/operations.ts';
import { formatMoney } from '#model/stock/quantity.ts';
import type { CommandContext } from '../area.ts';
import { findItem } from './item-lookup.ts';
import { refuseLine } from './line-checks.ts';

type PostInput = ParsedInputOf<typeof stockPostDocument>;

interface NamedOrder {
  readonly id: string;
  readonly office: string;
  readonly kind: 'purchase' | 'sale';
  readonly number: string;
  readonly partner: string;
}

interface NamedLine {
  readonly line: number;
  readonly item: string;
  readonly price: number | null;
  readonly open: number;
}

const FULFILS: Readonly<Record<NamedOrder['kind'], readonly PostedDocumentKind[]>> = {
  purchase: ['receipt', 'return-out'],
  sale: ['issue', 'return-in'],
};

/** The document with what its order says of partner, lines and prices; or what does not agree. */
export function completeFromOrder(context: CommandContext, input: PostInput): PostInput | Refusal {
  if (input.order === undefined) return input;
  const { read } = context.tx;
  const order = read.get<NamedOrder & Record<string, never>>('SELECT id, office, kind, number, partner FROM trade_order WHERE id = ?', input.order);
  if (order === undefined) return input;
  const { number } = order;
  if (order.office !== context.actor.office) return refuse('document.order-elsewhere', { number, office: order.office }, 'order');
  if (!FULFILS[order.kind].includes(input.kind)) return refuse('document.order-kind', { number }, 'order');
  if (input.partner !== undefined && input.partner !== order.partner) return refuse('document.order-partner', { number }, 'partner');
  const known = read.all<NamedLine & Record<string, never>>(
    `SELECT line, coalesce(item_alias.item, order_line.item) AS item, price, open FROM order_line
     LEFT JOIN item_alias ON item_alias.id = order_line.item WHERE order_id = ? ORDER BY line`,
    order.id,
  );
  const lines: PostInput['lines'] = [];
  for (const [index, line] of input.lines.entries()) {
    const item = findItem(read, line.item);
    if (isRefusal(item)) return refuseLine({ index }, item.reason, item.values, 'item');
    const ofItem = known.filter((each) => each.item === item.id && (line.orderLine ?? each.line) === each.line);
    const named = ofItem.find(({ open }) => open > 0) ?? ofItem[0];
    if (named === undefined) return refuseLine({ index }, 'document.order-line', { number, item: item.name }, 'orderLine');
    const price = named.price === null ? undefined : formatMoney(named.price);
    const priced = order.kind === 'purchase' ? { unitCost: line.unitCost ?? price } : { unitPrice: line.unitPrice ?? price };
    lines.push({ ...line, ...priced, orderLine: named.line });
  }
  return { ...input, partner: order.partner, reason: input.reason ?? (input.kind === 'issue' ? 'sale' : undefined), lines };
}
