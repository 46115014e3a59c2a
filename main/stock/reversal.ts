/** Reversing a movement: what stands against it, and the movement that takes it back. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CommandContext } from '../area.ts';
import type { Reader } from '../store/store.ts';
import type { MovementDraft } from './posting.ts';
import type { MovementRecord } from './tables.ts';

export type ReversibleMovement = MovementRecord;

/** True where an office's movement was reversed. The plus keeps the office's index out of it: a movement has few reversals. */
export function reversedAlready(read: Reader, movement: string, office: string): boolean {
  return read.get('SELECT 1 FROM movement WHERE reverses = ? AND +office = ?', movement, office) !== undefined;
}

/** What stands against reversing a movement, if anything. @param field the input field that named it. */
export function reversalRefusal(context: CommandContext, movement: ReversibleMovement, field: string): Refusal | undefined {
  const { tx, actor } = context;
  if (movement.office !== actor.office) return refuse('movement.elsewhere', { office: movement.office }, field);
  if (movement.kind === 'reversal') return refuse('movement.is-reversal', {}, field);
  const earlier = tx.read.get<{ number: string }>(
    'SELECT number FROM movement WHERE reverses = ? AND +office = ? LIMIT 1',
    movement.id,
    movement.office,
  );
  if (earlier !== undefined) return refuse('movement.reversed', { number: movement.number, by: earlier.number }, field);
  if (movement.kind !== 'transfer-out' || movement.transfer === null) return undefined;
  const received = tx.read.get('SELECT 1 FROM transfer WHERE id = ? AND item = ? AND received <> 0', movement.transfer, movement.item);
  return received === undefined ? undefined : refuse('movement.transfer-received', { number: movement.number }, field);
}

export function reversalDraft(movement: ReversibleMovement, reason: string, override: boolean | undefined): MovementDraft {
  const { transfer, from_office: from, to_office: to } = movement;
  return {
    kind: 'reversal',
    item: movement.item,
    quantity: -movement.quantity,
    reason,
    reference: movement.number,
    reverses: movement.id,
    location: movement.location,
    ...(movement.lot === null ? {} : { lot: movement.lot }),
    ...(movement.serial === 1 ? { serial: true as const } : {}),
    ...(movement.partner === null ? {} : { partner: movement.partner }),
    ...(movement.order_id === null ? {} : { order: movement.order_id }),
    ...(movement.order_id === null || movement.order_line === null ? {} : { orderLine: movement.order_line }),
    ...(transfer === null || from === null || to === null ? {} : { transfer, from, to }),
    ...(movement.unit_cost === null ? {} : { unitCost: movement.unit_cost }),
    ...(override === true ? { override: true as const } : {}),
  };
}
