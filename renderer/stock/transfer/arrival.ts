/**
 * What arrived of a transfer, as it is counted on screen. Pure.
 *
 * 1. Until somebody says otherwise a line arrived whole and good.
 * 2. The first scan of a line begins its count at what was scanned; each further scan adds.
 * 3. What is neither good nor damaged nor refused is missing; nothing is made up to fill it.
 */
import { z } from 'zod';
import { plainTyped } from '../../design/format/typed.ts';
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';
import type { Output } from '../../app/office.ts';

export type TransferLine = Output<'stock.transferLines'>['lines'][number];

const arrivedShape = z.object({
  good: z.string(),
  damaged: z.string(),
  refused: z.string(),
  reason: z.string(),
  location: z.string(),
  /** Scanned or typed, so that the line is no mere assumption. */
  counted: z.boolean(),
});
export type Arrived = z.infer<typeof arrivedShape>;
export const AMOUNTS = ['good', 'damaged', 'refused'] as const;

/** By `lineKey`; a line that is not there arrived whole. */
export type Arrival = Readonly<Record<string, Arrived>>;

export function lineKey({ itemId, lot }: Pick<TransferLine, 'itemId' | 'lot'>): string {
  return `${itemId} ${lot ?? ''}`;
}

const thousandths = (text: string): bigint => quantityThousandths(text === '' ? '0' : text) ?? 0n;

export function arrivedOf(arrival: Arrival, line: TransferLine): Arrived {
  return arrival[lineKey(line)] ?? { good: line.inTransit, damaged: '', refused: '', reason: '', location: '', counted: false };
}

/** True where a text can be an amount that arrived: empty is none. */
export function isAmount(text: string): boolean {
  return text === '' || /^\d{1,9}(\.\d{1,3})?$/.test(text);
}

/** What is missing of a line; negative where more arrived than was sent. */
export function missingOf(line: TransferLine, { good, damaged, refused }: Arrived): string {
  return quantityOfThousandths(thousandths(line.inTransit) - thousandths(good) - thousandths(damaged) - thousandths(refused));
}

/** Nothing of the line arrived. */
export function isAbsent({ good, damaged, refused }: Arrived): boolean {
  return thousandths(good) + thousandths(damaged) + thousandths(refused) === 0n;
}

export function changed(arrival: Arrival, line: TransferLine, change: Partial<Arrived>): Arrival {
  return { ...arrival, [lineKey(line)]: { ...arrivedOf(arrival, line), counted: true, ...change } };
}

/** Every line from nothing, to be counted; or every line refused. */
export function allLines(lines: readonly TransferLine[], as: 'uncounted' | 'refused'): Arrival {
  return Object.fromEntries(
    lines.map((line) => [lineKey(line), { good: '0', damaged: '', refused: as === 'refused' ? line.inTransit : '', reason: '', location: '', counted: as === 'refused' }]),
  );
}

export type Scan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'line'; readonly line: TransferLine; readonly quantity: string }
  | { readonly kind: 'quantity'; readonly line: TransferLine; readonly quantity: string }
  | { readonly kind: 'unknown'; readonly text: string };

/**
 * What stands in the scan field: a lot or serial number, an item's code or barcode, or the amount of the line scanned
 * last. Of an item with several lots it is the lot scanned last, else the first that is not full.
 */
export function scanOf(typed: string, lines: readonly TransferLine[], arrival: Arrival, last: TransferLine | undefined): Scan {
  const text = plainTyped(typed);
  if (text === '') return { kind: 'nothing' };
  const upper = text.toUpperCase();
  const byLot = lines.filter(({ lot }) => lot?.toUpperCase() === upper);
  const same = byLot.find((line) => line.itemId === last?.itemId) ?? byLot[0];
  if (same !== undefined) return { kind: 'line', line: same, quantity: '1' };
  const ofItem = lines.filter(({ item, barcodes }) => item.toUpperCase() === upper || barcodes.some(({ code }) => code === text));
  const again = ofItem.find((line) => last !== undefined && lineKey(line) === lineKey(last));
  const open = ofItem.find((line) => !arrivedOf(arrival, line).counted || thousandths(missingOf(line, arrivedOf(arrival, line))) > 0n);
  const line = again !== undefined && thousandths(missingOf(again, arrivedOf(arrival, again))) > 0n ? again : (open ?? again ?? ofItem[0]);
  if (line !== undefined) return { kind: 'line', line, quantity: line.barcodes.find(({ code }) => code === text)?.quantity ?? '1' };
  if (last !== undefined && /^\d{1,7}(\.\d{1,3})?$/.test(text)) return { kind: 'quantity', line: last, quantity: text };
  return { kind: 'unknown', text };
}

/** The arrival after a scan. */
export function scanned(arrival: Arrival, scan: Extract<Scan, { kind: 'line' | 'quantity' }>): Arrival {
  const before = arrivedOf(arrival, scan.line);
  const good = scan.kind === 'quantity' || !before.counted ? scan.quantity : quantityOfThousandths(thousandths(before.good) + thousandths(scan.quantity));
  return changed(arrival, scan.line, { good });
}

/** How many lines are wholly good, and how many have something else. */
export function sumUp(lines: readonly TransferLine[], arrival: Arrival): Readonly<Record<'good' | 'damaged' | 'refused' | 'missing' | 'over' | 'absent', number>> {
  const sums = { good: 0, damaged: 0, refused: 0, missing: 0, over: 0, absent: 0 };
  for (const line of lines) {
    const arrived = arrivedOf(arrival, line);
    const missing = thousandths(missingOf(line, arrived));
    const damaged = thousandths(arrived.damaged) > 0n;
    const refused = thousandths(arrived.refused) > 0n;
    const absent = isAbsent(arrived) && itemIsAbsent(lines, arrival, line.itemId);
    if (absent) sums.absent += 1;
    else if (missing > 0n) sums.missing += 1;
    else if (missing < 0n) sums.over += 1;
    if (damaged) sums.damaged += 1;
    if (refused) sums.refused += 1;
    if (missing === 0n && !damaged && !refused) sums.good += 1;
  }
  return sums;
}

/** Nothing of any lot of an item arrived: it is still on its way, and not missing. */
export function itemIsAbsent(lines: readonly TransferLine[], arrival: Arrival, itemId: string): boolean {
  return lines.filter((line) => line.itemId === itemId).every((line) => isAbsent(arrivedOf(arrival, line)));
}

/** The lines of the command: those of which something arrived. */
export function receiptLines(lines: readonly TransferLine[], arrival: Arrival) {
  return lines
    .map((line) => ({ line, arrived: arrivedOf(arrival, line) }))
    .filter(({ arrived }) => !isAbsent(arrived))
    .map(({ line, arrived: { good, damaged, refused, reason, location } }) => ({
      item: line.itemId,
      ...(line.lot === null ? {} : { lot: line.lot }),
      good: good === '' ? '0' : good,
      ...(damaged === '' ? {} : { damaged }),
      ...(refused === '' ? {} : { refused }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(location.trim() === '' ? {} : { location: plainTyped(location) }),
    }));
}

const keptShape = z.object({ transfer: z.string(), arrival: z.record(z.string(), arrivedShape) });

/** What is kept of a count under way. */
export function writeKept(transfer: string, arrival: Arrival): string {
  return JSON.stringify({ transfer, arrival });
}

/** The count of a transfer that was kept; undefined where it is another's, or none. */
export function readKept(content: string, transfer: string): Arrival | undefined {
  try {
    const kept = keptShape.parse(JSON.parse(content));
    return kept.transfer === transfer ? kept.arrival : undefined;
  } catch {
    return undefined;
  }
}
