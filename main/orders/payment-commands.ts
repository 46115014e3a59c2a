/** Payments recorded and reversed, never removed. */
import { refuse } from '#model/contract/refusal.ts';
import { formatMoney, parseMoney } from '#model/contract/quantity.ts';
import { paymentRecord, paymentReverse } from '#model/orders/operations.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import { netBalance } from './account-queries.ts';
import { putEntries } from './entries.ts';
import { findOrder, findPartner, type TradingPartner } from './lookup.ts';

/** The account that a payment settles unless it is said: a supplier's or customer's own, else by its direction. */
function accountOf(partner: TradingPartner, direction: 'in' | 'out'): 'payable' | 'receivable' {
  if (partner.role === 'both') return direction === 'out' ? 'payable' : 'receivable';
  return partner.role === 'supplier' ? 'payable' : 'receivable';
}

function written(context: CommandContext, id: string, partner: string) {
  return { id, partner, balance: formatMoney(netBalance(context.tx.read, partner)) };
}

export const paymentCommands: readonly Handler[] = [
  command(paymentRecord, (context, input) => {
    const { read } = context.tx;
    const partner = findPartner(read, input.partner);
    if (partner === undefined) return refuse('order.no-partner', { partner: input.partner }, 'partner');
    const amount = parseMoney(input.amount) ?? 0;
    if (amount === 0) return refuse('payment.nothing', {}, 'amount');
    const order = input.order === undefined ? undefined : findOrder(read, input.order);
    if (input.order !== undefined && order === undefined) return refuse('order.unknown', { order: input.order }, 'order');
    if (order !== undefined && order.partner !== partner.id) return refuse('payment.other-partner', { number: order.number, partner: partner.name }, 'order');
    const stated = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
    const [entry] = putEntries(context, [
      {
        type: 'payment',
        partner: partner.id,
        direction: input.direction,
        account: input.account ?? accountOf(partner, input.direction),
        amount,
        date: input.date,
        method: input.method,
        reference: stated(input.reference),
        note: stated(input.note),
        order: order?.id,
      },
    ]);
    return written(context, entry?.id ?? '', partner.id);
  }),

  command(paymentReverse, (context, input) => {
    const row = context.tx.read.get<{ office: string; partner: string; reversed: number }>('SELECT office, partner, reversed FROM payment WHERE id = ?', input.payment);
    if (row === undefined) return refuse('payment.unknown', {}, 'payment');
    if (row.office !== context.actor.office) return refuse('payment.elsewhere', { office: row.office }, 'payment');
    if (row.reversed === 1) return refuse('payment.reversed', {}, 'payment');
    const [entry] = putEntries(context, [{ type: 'payment-reversal', payment: input.payment, reason: input.reason }]);
    return written(context, entry?.id ?? '', row.partner);
  }),
];
