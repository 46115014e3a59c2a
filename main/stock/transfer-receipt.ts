/**
 * Receives a transfer by its lines: whole, short, damaged or refused (STOCK-23).
 *
 * 1. What arrived is a `transfer-in`, the damaged part at the quarantine with its reason: nothing arrives twice.
 * 2. What is refused arrives and leaves again in the same document, as a transfer of its own back to the sender.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { ParsedInputOf } from '#model/contract/operation.ts';
import { stockReceiveTransfer } from '#model/stock/operations.ts';
import { parseQuantityOrZero } from '#model/stock/quantity.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { postLines } from './document-commands.ts';
import { discardDraft } from './draft-handlers.ts';
import { findItem } from './item-lookup.ts';
import { refuseLine, type PlannedLine } from './line-checks.ts';
import { quarantineOf } from './locations.ts';
import type { MovementDraft } from './posting.ts';

interface SentLot {
  readonly item: string;
  readonly lot: string | null;
  /** Thousandths that left and were not called back. */
  readonly sent: number;
}

interface TransferHead {
  readonly id: string;
  readonly number: string;
  readonly from_office: string;
  readonly to_office: string;
}

/** What a transfer still has on its way, by item and lot. */
export function sentLots(read: Reader, transfer: TransferHead): readonly SentLot[] {
  return read.all<SentLot>(
    `SELECT movement.item, movement.lot, -sum(movement.quantity) AS sent FROM movement
     JOIN transfer ON transfer.id = movement.transfer AND transfer.item = movement.item AND transfer.state = 'in-transit'
     WHERE movement.transfer = ? AND +movement.office = ? GROUP BY movement.item, movement.lot HAVING sent > 0
     ORDER BY min(movement.line), movement.lot`,
    transfer.id,
    transfer.from_office,
  );
}

/** An item of a transfer that is on its way. */
interface Underway extends TransferHead {
  readonly item: string;
  /** Thousandths. */
  readonly in_transit: number;
}

/**
 * What is on its way to this office of the transfer of that id or number, an entry an item; or why nothing of it is.
 * @param item only this item of it.
 */
export function findUnderway(context: CommandContext, reference: string, item?: string): readonly [Underway, ...Underway[]] | Refusal {
  const rows = context.tx.read
    .all<Underway & { state: string }>('SELECT * FROM transfer WHERE id = ?1 OR number = ?1 ORDER BY at, item', reference)
    .filter((row) => item === undefined || row.item === item);
  const [first = rows[0], ...others] = rows.filter(({ state }) => state === 'in-transit');
  if (first === undefined) return refuse('transfer.unknown', { transfer: reference }, 'transfer');
  if (first.to_office !== context.actor.office) return refuse('transfer.not-here', { to: first.to_office }, 'transfer');
  if (first.state !== 'in-transit') return refuse('transfer.done', { number: first.number }, 'transfer');
  return [first, ...others.filter(({ id }) => id === first.id)];
}

type Input = ParsedInputOf<typeof stockReceiveTransfer>;

interface Arrival {
  readonly lot: SentLot;
  readonly good: number;
  readonly damaged: number;
  readonly refused: number;
  readonly line: NonNullable<Input['lines']>[number] | undefined;
  readonly index: number;
}

/** What arrived of each lot: as the lines say, else all of it, whole or refused. */
function arrivalsOf(read: Reader, input: Input, sent: readonly SentLot[]): readonly Arrival[] | Refusal {
  if (input.lines === undefined) {
    const all = input.refused === true;
    return sent.map((lot, index) => ({ lot, good: all ? 0 : lot.sent, damaged: 0, refused: all ? lot.sent : 0, line: undefined, index }));
  }
  const arrivals: Arrival[] = [];
  for (const [index, line] of input.lines.entries()) {
    const item = findItem(read, line.item);
    if (isRefusal(item)) return refuseLine({ index }, item.reason, item.values, 'item');
    const lot = sent.find((each) => each.item === item.id && (line.lot === undefined || line.lot === each.lot));
    if (lot === undefined) return refuseLine({ index }, 'transfer.not-sent', { item: item.name, lot: line.lot ?? '' }, 'item');
    const [good = 0, damaged = 0, refused = 0] = [line.good, line.damaged, line.refused].map((text) => parseQuantityOrZero(text ?? '0'));
    arrivals.push({ lot, good, damaged, refused, line, index });
  }
  return arrivals;
}

export const transferReceiptHandlers: readonly Handler[] = [
  command(stockReceiveTransfer, (context, input) => {
    const { read } = context.tx;
    const underway = findUnderway(context, input.transfer);
    if (isRefusal(underway)) return underway;
    const [transfer] = underway;
    const arrivals = arrivalsOf(read, input, sentLots(read, transfer));
    if (isRefusal(arrivals)) return arrivals;
    const lines: PlannedLine[] = [];
    let sentBack: string | null = null;
    for (const { lot, good, damaged, refused, line, index } of arrivals) {
      const item = findItem(read, lot.item);
      if (isRefusal(item)) return item;
      const base = {
        item: lot.item,
        reference: transfer.number,
        ...(lot.lot === null ? {} : { lot: lot.lot }),
        ...(input.note === undefined || input.note === '' ? {} : { note: input.note }),
      };
      const arrived: Partial<MovementDraft> = { transfer: transfer.id, from: transfer.from_office, to: transfer.to_office };
      const arrive = (quantity: number, reason: string, location: string | undefined): void => {
        if (quantity === 0) return;
        lines.push({ item, index, draft: { ...base, ...arrived, kind: 'transfer-in', quantity, reason, ...(location === undefined ? {} : { location }) } });
      };
      arrive(good, 'transfer', line?.location);
      arrive(damaged, line?.reason ?? 'damaged', line?.quarantine ?? quarantineOf(read, context.actor.office));
      arrive(refused, line?.reason ?? input.reason ?? 'refused', line?.location);
      if (refused === 0) continue;
      sentBack ??= context.newId();
      const location = line?.location === undefined ? {} : { location: line.location };
      const back = { transfer: sentBack, from: context.actor.office, to: transfer.from_office };
      lines.push({ item, index, sentBack: true, draft: { ...base, ...back, ...location, kind: 'transfer-out', quantity: -refused, reason: line?.reason ?? input.reason ?? 'refused' } });
    }
    if (lines.length === 0) return refuse('transfer.nothing', { number: transfer.number }, 'lines');
    const posted = postLines(context, lines);
    if (!isRefusal(posted) && input.draft !== undefined) discardDraft(context, input.draft);
    return isRefusal(posted) ? posted : { ...posted, transfer: transfer.id, sentBack };
  }),
];
