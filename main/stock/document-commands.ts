/** Commands that post and reverse documents of many lines (STOCK-20). */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { ParsedInputOf } from '#model/contract/operation.ts';
import type { Movement } from '#model/stock/movement.ts';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { stockPostDocument, stockReverseDocument, type PostedDocumentKind } from '#model/stock/operations.ts';
import { formatQuantity, parseMoney, parseQuantity } from '#model/stock/quantity.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import { discardDraft } from './draft-handlers.ts';
import { findItem, type ItemRecord } from './item-lookup.ts';
import { unitSize } from './item-tracking.ts';
import { checkLines, refuseLine, type PlannedLine } from './line-checks.ts';
import { completeFromOrder } from './order-checks.ts';
import { postMovements, type MovementDraft } from './posting.ts';
import { reversalDraft, reversalRefusal, type ReversibleMovement } from './reversal.ts';

type PostInput = ParsedInputOf<typeof stockPostDocument>;
type LineInput = PostInput['lines'][number];

/** Reason of a document that names none. */
const REASONS: Readonly<Record<PostedDocumentKind, string>> = {
  receipt: 'purchase',
  issue: 'other',
  'transfer-out': 'transfer',
  move: 'move',
  'return-in': 'return',
  'return-out': 'return',
};

interface PostedDocument {
  readonly number: string;
  readonly lines: { movement: string; line: number; item: string; itemName: string; unit: string; quantity: string }[];
}

/** Checks the lines and posts them under one number; writes nothing where one of them is refused. */
export function postLines(context: CommandContext, lines: readonly PlannedLine[]): PostedDocument | Refusal {
  const drafts = checkLines(context, lines);
  if (isRefusal(drafts)) return drafts;
  return documentOf(postMovements(context, drafts), lines);
}

function documentOf(movements: readonly Movement[], lines: readonly PlannedLine[]): PostedDocument {
  return {
    number: movements[0]?.number ?? '',
    lines: movements.map(({ id, line, quantity }, index) => ({
      movement: id,
      line,
      item: lines[index]?.item.code ?? '',
      itemName: lines[index]?.item.name ?? '',
      unit: lines[index]?.item.unit ?? '',
      quantity: formatQuantity(quantity),
    })),
  };
}

/** Quantity of a line in thousandths of the base unit, and the pack that was entered. */
function amountOf(item: ItemRecord, index: number, { quantity, unit }: LineInput): Pick<MovementDraft, 'quantity' | 'pack'> | Refusal {
  const entered = parseQuantity(quantity);
  const size = unitSize(item, unit);
  if (entered === undefined || size === undefined) return refuseLine({ index }, 'line.unit', { item: item.name, unit: unit ?? '' }, 'unit');
  const product = BigInt(entered) * BigInt(size);
  const base = Number(product / 1000n);
  if (product % 1000n !== 0n || !Number.isSafeInteger(base)) return refuseLine({ index }, 'stock.too-large', { item: item.name }, 'quantity');
  return { quantity: base, ...(unit === undefined || unit === item.unit ? {} : { pack: { unit, quantity: entered } }) };
}

/** The movements that a line of the input becomes: one, or two of a move. */
function plan(context: CommandContext, input: PostInput, line: LineInput, index: number, ends: Partial<MovementDraft>): readonly PlannedLine[] | Refusal {
  const item = findItem(context.tx.read, line.item);
  if (isRefusal(item)) return refuseLine({ index }, item.reason, item.values, 'item');
  const amount = amountOf(item, index, line);
  if (isRefusal(amount)) return amount;
  const { kind } = input;
  const comesIn = kind === 'receipt' || kind === 'return-in';
  const unitCost = line.unitCost === undefined ? undefined : parseMoney(line.unitCost);
  const unitPrice = line.unitPrice === undefined ? undefined : parseMoney(line.unitPrice);
  const note = line.note === '' ? undefined : line.note;
  const draft: MovementDraft = {
    ...amount,
    ...ends,
    kind,
    item: item.id,
    quantity: comesIn ? amount.quantity : -amount.quantity,
    reason: input.reason ?? REASONS[kind],
    lot: line.lot,
    expiry: line.lot === undefined ? undefined : line.expiry,
    ...(line.location === undefined ? {} : { location: line.location }),
    unitCost,
    unitPrice,
    partner: input.partner,
    order: input.order,
    orderLine: input.order === undefined ? undefined : line.orderLine,
    reference: input.reference === '' ? undefined : input.reference,
    note,
    ...(input.override === true ? { override: true as const } : {}),
  };
  if (kind !== 'move') return [{ item, draft, index }];
  if (line.toLocation === undefined) return refuseLine({ index }, 'document.no-location', {}, 'toLocation');
  if (line.toLocation === (line.location ?? DEFAULT_LOCATION)) {
    return refuseLine({ index }, 'line.same-location', { location: line.toLocation }, 'toLocation');
  }
  return [
    { item, draft, index },
    { item, draft: { ...draft, quantity: amount.quantity, location: line.toLocation }, index },
  ];
}

/** What the lines carry of a transfer's two ends. */
function endsOf(context: CommandContext, { kind, to }: PostInput): Partial<MovementDraft> | Refusal {
  if (kind !== 'transfer-out') return {};
  return to === undefined ? refuse('document.no-target', {}, 'to') : transferEnds(context, to);
}

/** A new transfer from here to an office, or why it cannot go there. */
export function transferEnds(context: CommandContext, to: string): { readonly transfer: string; readonly from: string; readonly to: string } | Refusal {
  if (to === context.actor.office) return refuse('transfer.to-self', {}, 'to');
  if (context.tx.read.get('SELECT 1 FROM office WHERE code = ?', to) === undefined) {
    return refuse('not-found', { what: { zh: '机构', en: 'office' }, id: to }, 'to');
  }
  return { transfer: context.newId(), from: context.actor.office, to };
}

export const documentHandlers: readonly Handler[] = [
  command(stockPostDocument, (context, given) => {
    const input = completeFromOrder(context, given);
    if (isRefusal(input)) return input;
    const ends = endsOf(context, input);
    if (isRefusal(ends)) return ends;
    const lines: PlannedLine[] = [];
    for (const [index, line] of input.lines.entries()) {
      const planned = plan(context, input, line, index, ends);
      if (isRefusal(planned)) return planned;
      lines.push(...planned);
    }
    const posted = postLines(context, lines);
    if (!isRefusal(posted) && input.draft !== undefined) discardDraft(context, input.draft);
    return isRefusal(posted) ? posted : { ...posted, transfer: ends.transfer ?? null };
  }),

  command(stockReverseDocument, (context, { number, reason, override }) => {
    const { read } = context.tx;
    const movements = read.all<ReversibleMovement>('SELECT * FROM movement WHERE number = ? ORDER BY line', number);
    if (movements.length === 0) return refuse('document.unknown', { number }, 'number');
    if (new Set(movements.map(({ line }) => line)).size < movements.length) return refuse('document.ambiguous', { number }, 'number');
    const lines: PlannedLine[] = [];
    for (const movement of movements) {
      const against = reversalRefusal(context, movement, 'number');
      if (against?.reason === 'movement.reversed') continue;
      if (against !== undefined) return against;
      const item = findItem(read, movement.item);
      if (isRefusal(item)) return item;
      lines.push({ item, draft: reversalDraft(movement, reason, override), index: movement.line - 1 });
    }
    if (lines.length === 0) return refuse('document.reversed', { number }, 'number');
    // What comes back first: the lines of a move taken back leave no place short on the way.
    const ordered = lines.toSorted((left, right) => Number(right.draft.quantity > 0) - Number(left.draft.quantity > 0));
    const posted = postLines(context, ordered);
    return isRefusal(posted) ? posted : { ...posted, reverses: number };
  }),
];
