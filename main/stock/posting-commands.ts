/** Commands that post movements: receive, issue, transfer, accept, reverse. */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { formatQuantity, parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import type { UnsignedMovement } from '#model/stock/movement.ts';
import { stockAcceptTransfer, stockIssue, stockReceive, stockReverse, stockTransfer } from '#model/stock/operations.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import { findItem, levelOf, type ItemRecord } from './item-lookup.ts';
import { postMovement, type MovementDraft } from './posting.ts';

/** Thousandths of a quantity that the contract has already validated. */
function thousandths(text: string): number {
  const value = parseQuantity(text);
  if (value === undefined) throw new TypeError(`${text} is no quantity`);
  return value;
}

interface Posted {
  readonly movement: string;
  readonly number: string;
  readonly item: string;
  readonly itemName: string;
  readonly unit: string;
  readonly quantity: string;
  readonly balance: string;
}

/** Posts, after seeing that the balance stays recordable and, unless overridden, not below zero. */
function post(context: CommandContext, item: ItemRecord, draft: MovementDraft): Posted | Refusal {
  const { tx, actor } = context;
  const before = levelOf(tx.read, item.id, actor.office);
  const after = before + draft.quantity;
  if (!Number.isSafeInteger(after)) return refuse('stock.too-large', { item: item.name }, 'quantity');
  const goesBelow = draft.quantity < 0 && after < 0;
  if (goesBelow && draft.override !== true) {
    return refuse(
      'stock.below-zero',
      { item: item.name, available: formatQuantity(before), quantity: formatQuantity(-draft.quantity), unit: item.unit },
      'quantity',
    );
  }
  if (goesBelow && !actor.roles.some((role) => role === 'manager' || role === 'hq')) {
    return refuse('stock.override-denied', {}, 'override');
  }
  const { override: _asked, ...plain } = draft;
  const movement = postMovement(context, goesBelow ? draft : plain);
  return {
    movement: movement.id,
    number: movement.number,
    item: item.code,
    itemName: item.name,
    unit: item.unit,
    quantity: formatQuantity(Math.abs(movement.quantity)),
    balance: formatQuantity(levelOf(tx.read, item.id, actor.office)),
  };
}

interface Place {
  readonly lot?: string | undefined;
  readonly location?: string | undefined;
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
}

/** The fields of a draft that are the same for every command; empty texts are absent. */
function placed(input: Place & { readonly override?: boolean | undefined }): Partial<MovementDraft> {
  return {
    ...(input.lot === undefined ? {} : { lot: input.lot }),
    ...(input.location === undefined ? {} : { location: input.location }),
    ...(input.reference === undefined || input.reference === '' ? {} : { reference: input.reference }),
    ...(input.note === undefined || input.note === '' ? {} : { note: input.note }),
    ...(input.override === true ? { override: true as const } : {}),
  };
}

interface TransferRecord {
  readonly id: string;
  readonly item: string;
  readonly number: string;
  readonly from_office: string;
  readonly to_office: string;
  readonly in_transit: number;
  readonly state: string;
}

type ReversibleMovement = Pick<UnsignedMovement, 'id' | 'number' | 'kind' | 'office' | 'item' | 'location' | 'quantity'> & {
  readonly lot: string | null;
  readonly unit_cost: number | null;
  readonly transfer: string | null;
  readonly from_office: string | null;
  readonly to_office: string | null;
};

/** What stands against reversing a movement, if anything. */
function reversalRefusal(context: CommandContext, movement: ReversibleMovement): Refusal | undefined {
  const { tx, actor } = context;
  if (movement.office !== actor.office) return refuse('movement.elsewhere', { office: movement.office }, 'movement');
  if (movement.kind === 'reversal') return refuse('movement.is-reversal', {}, 'movement');
  const earlier = tx.read.get<{ number: string }>(
    'SELECT number FROM movement WHERE reverses = ? AND office = ? LIMIT 1',
    movement.id,
    movement.office,
  );
  if (earlier !== undefined) return refuse('movement.reversed', { number: movement.number, by: earlier.number }, 'movement');
  if (movement.kind !== 'transfer-out' || movement.transfer === null) return undefined;
  const received = tx.read.get('SELECT 1 FROM transfer WHERE id = ? AND item = ? AND received <> 0', movement.transfer, movement.item);
  return received === undefined ? undefined : refuse('movement.transfer-received', { number: movement.number }, 'movement');
}

export const postingHandlers: readonly Handler[] = [
  command(stockReceive, (context, input) => {
    const item = findItem(context.tx.read, input.item);
    if (isRefusal(item)) return item;
    const unitCost = input.unitCost === undefined ? undefined : parseMoney(input.unitCost);
    return post(context, item, {
      kind: 'receipt',
      item: item.id,
      quantity: thousandths(input.quantity),
      reason: input.reason,
      ...(unitCost === undefined ? {} : { unitCost }),
      ...placed(input),
    });
  }),

  command(stockIssue, (context, input) => {
    const item = findItem(context.tx.read, input.item);
    if (isRefusal(item)) return item;
    return post(context, item, {
      kind: 'issue',
      item: item.id,
      quantity: -thousandths(input.quantity),
      reason: input.reason,
      ...placed(input),
    });
  }),

  command(stockTransfer, (context, input) => {
    const { tx, actor } = context;
    const item = findItem(tx.read, input.item);
    if (isRefusal(item)) return item;
    if (input.to === actor.office) return refuse('transfer.to-self', {}, 'to');
    if (tx.read.get('SELECT 1 FROM office WHERE code = ?', input.to) === undefined) {
      return refuse('not-found', { what: { zh: '机构', en: 'office' }, id: input.to }, 'to');
    }
    const transfer = context.newId();
    const posted = post(context, item, {
      kind: 'transfer-out',
      item: item.id,
      quantity: -thousandths(input.quantity),
      reason: 'transfer',
      transfer,
      from: actor.office,
      to: input.to,
      ...placed(input),
    });
    return isRefusal(posted) ? posted : { ...posted, transfer };
  }),

  command(stockAcceptTransfer, (context, input) => {
    const { tx, actor } = context;
    const rows = tx.read.all<TransferRecord>('SELECT * FROM transfer WHERE id = ?1 OR number = ?1 ORDER BY at', input.transfer);
    const transfer = rows.find(({ state }) => state === 'in-transit') ?? rows[0];
    if (transfer === undefined) return refuse('transfer.unknown', { transfer: input.transfer }, 'transfer');
    if (transfer.to_office !== actor.office) return refuse('transfer.not-here', { to: transfer.to_office }, 'transfer');
    if (transfer.state !== 'in-transit') return refuse('transfer.done', { number: transfer.number }, 'transfer');
    const item = findItem(tx.read, transfer.item);
    if (isRefusal(item)) return item;
    const quantity = thousandths(input.quantity);
    const posted = post(context, item, {
      kind: 'transfer-in',
      item: item.id,
      quantity,
      reason: 'transfer',
      reference: transfer.number,
      transfer: transfer.id,
      from: transfer.from_office,
      to: transfer.to_office,
      ...placed({ location: input.location, note: input.note }),
    });
    if (isRefusal(posted)) return posted;
    return { ...posted, transfer: transfer.id, difference: formatQuantity(quantity - transfer.in_transit) };
  }),

  command(stockReverse, (context, input) => {
    const rows = context.tx.read.all<ReversibleMovement>('SELECT * FROM movement WHERE id = ?1 OR number = ?1 LIMIT 2', input.movement);
    const [movement] = rows;
    if (movement === undefined) return refuse('movement.unknown', { movement: input.movement }, 'movement');
    if (rows.length > 1) return refuse('movement.ambiguous', { movement: input.movement }, 'movement');
    const against = reversalRefusal(context, movement);
    if (against !== undefined) return against;
    const item = findItem(context.tx.read, movement.item);
    if (isRefusal(item)) return item;
    const { transfer, from_office: from, to_office: to } = movement;
    const posted = post(context, item, {
      kind: 'reversal',
      item: movement.item,
      quantity: -movement.quantity,
      reason: input.reason,
      reference: movement.number,
      reverses: movement.id,
      ...(transfer === null || from === null || to === null ? {} : { transfer, from, to }),
      ...(movement.unit_cost === null ? {} : { unitCost: movement.unit_cost }),
      ...placed({ lot: movement.lot ?? undefined, location: movement.location, override: input.override }),
    });
    return isRefusal(posted) ? posted : { ...posted, reverses: movement.id };
  }),
];
