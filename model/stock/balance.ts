/** Balances are sums of movements, and transfers what was sent less what was received (STOCK-7, STOCK-8). Pure. */
import type { Movement } from './movement.ts';

/** What a transfer's state is derived from. */
export type TransferMovement = Pick<Movement, 'id' | 'kind' | 'quantity' | 'reverses' | 'transfer' | 'from' | 'to' | 'item' | 'at' | 'office'>;

export const TRANSFER_STATES = ['in-transit', 'received', 'short', 'over', 'cancelled', 'unmatched'] as const;
/**
 * `unmatched`: received, but what was sent has not reached this replica. `cancelled`: sending was reversed before
 * anything was received.
 */
export type TransferState = (typeof TRANSFER_STATES)[number];

export interface TransferFigures {
  /** All in thousandths. */
  readonly sent: number;
  readonly received: number;
  readonly inTransit: number;
  /** Received less sent once received, else 0; negative is a loss. Always: sent = received + inTransit - difference. */
  readonly difference: number;
  readonly state: TransferState;
}

/** The text under which a balance is kept in maps; none of its parts holds a line feed. */
export function balanceKey(movement: Pick<Movement, 'office' | 'item' | 'location'> & { readonly lot?: string | undefined }): string {
  return [movement.office, movement.item, movement.lot ?? '', movement.location].join('\n');
}

/** Balances of all movements given, by `balanceKey`, in thousandths. The oracle of property tests. @public */
export function sumBalances(movements: Iterable<Movement>): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const movement of movements) {
    const key = balanceKey(movement);
    sums.set(key, (sums.get(key) ?? 0) + movement.quantity);
  }
  return sums;
}

/**
 * State of one transfer of one item.
 * @param movements every movement known that names the transfer, reversals included, in any order.
 */
export function transferFigures(movements: readonly TransferMovement[]): TransferFigures {
  let sent = 0;
  let received = 0;
  let dispatched = false;
  for (const movement of movements) {
    // A reversal stands at the end of what it reverses: each end writes only its own ledger.
    const atSource = movement.office === movement.from;
    if (atSource) {
      sent -= movement.quantity;
      dispatched = true;
    } else received += movement.quantity;
  }
  if (!dispatched) return { sent, received, inTransit: 0, difference: received, state: 'unmatched' };
  if (received === 0) {
    return { sent, received, inTransit: sent, difference: 0, state: sent === 0 ? 'cancelled' : 'in-transit' };
  }
  const difference = received - sent;
  return { sent, received, inTransit: 0, difference, state: difference === 0 ? 'received' : difference < 0 ? 'short' : 'over' };
}
