/** Commands that post movements: receive, issue, transfer, accept, reverse. */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { formatQuantity, parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import { stockAcceptTransfer, stockIssue, stockReceive, stockReverse, stockTransfer } from '#model/stock/operations.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import { findItem, levelOf, type ItemRecord } from './item-lookup.ts';
import { postLines, transferEnds } from './document-commands.ts';
import type { MovementDraft } from './posting.ts';
import { findUnderway, sentLots } from './transfer-receipt.ts';
import { reversalDraft, reversalRefusal, type ReversibleMovement } from './reversal.ts';

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

/** Posts one movement, as a document of one line. */
function post(context: CommandContext, item: ItemRecord, draft: MovementDraft): Posted | Refusal {
  const document = postLines(context, [{ item, draft }]);
  if (isRefusal(document)) return document;
  return {
    movement: document.lines[0]?.movement ?? '',
    number: document.number,
    item: item.code,
    itemName: item.name,
    unit: item.unit,
    quantity: formatQuantity(Math.abs(draft.quantity)),
    balance: formatQuantity(levelOf(context.tx.read, item.id, context.actor.office)),
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
    const item = findItem(context.tx.read, input.item);
    if (isRefusal(item)) return item;
    const ends = transferEnds(context, input.to);
    if (isRefusal(ends)) return ends;
    const posted = post(context, item, {
      kind: 'transfer-out',
      item: item.id,
      quantity: -thousandths(input.quantity),
      reason: 'transfer',
      ...ends,
      ...placed(input),
    });
    return isRefusal(posted) ? posted : { ...posted, transfer: ends.transfer };
  }),

  command(stockAcceptTransfer, (context, input) => {
    const { read } = context.tx;
    const named = input.item === undefined ? undefined : findItem(read, input.item);
    if (named !== undefined && isRefusal(named)) return named;
    const underway = findUnderway(context, input.transfer, named?.id);
    if (isRefusal(underway)) return underway;
    const [transfer] = underway;
    if (underway.length > 1) return refuse('transfer.by-item', { number: transfer.number }, 'item');
    const item = findItem(read, transfer.item);
    if (isRefusal(item)) return item;
    const quantity = thousandths(input.quantity);
    const lots = sentLots(read, transfer).filter((sent) => sent.item === transfer.item);
    if (lots.length > 1) return refuse('transfer.by-lot', { number: transfer.number }, 'transfer');
    const posted = post(context, item, {
      kind: 'transfer-in',
      item: item.id,
      quantity,
      reason: 'transfer',
      reference: transfer.number,
      transfer: transfer.id,
      from: transfer.from_office,
      to: transfer.to_office,
      ...placed({ location: input.location, note: input.note, lot: lots[0]?.lot ?? undefined }),
    });
    if (isRefusal(posted)) return posted;
    return { ...posted, transfer: transfer.id, difference: formatQuantity(quantity - transfer.in_transit) };
  }),

  command(stockReverse, (context, input) => {
    const rows = context.tx.read.all<ReversibleMovement>('SELECT * FROM movement WHERE id = ?1 OR number = ?1 LIMIT 2', input.movement);
    const [movement] = rows;
    if (movement === undefined) return refuse('movement.unknown', { movement: input.movement }, 'movement');
    if (rows.length > 1) return refuse('movement.ambiguous', { movement: input.movement }, 'movement');
    const against = reversalRefusal(context, movement, 'movement');
    if (against !== undefined) return against;
    if (movement.kind === 'move') return refuse('movement.is-move', { number: movement.number }, 'movement');
    const item = findItem(context.tx.read, movement.item);
    if (isRefusal(item)) return item;
    const posted = post(context, item, reversalDraft(movement, input.reason, input.override));
    return isRefusal(posted) ? posted : { ...posted, reverses: movement.id };
  }),
];
