/**
 * Exceptions: what merged cleanly as data and still needs a person. Each is a pure function of the movements held,
 * so every replica that holds the same names the same (STOCK-11 to STOCK-14).
 *
 * The id of an exception names the facts it is about: when they change it is another exception, and a settlement
 * of the former does not hide it.
 */
import type { TransferFigures } from './balance.ts';
import { raced, SERIAL_QUANTITY, type Movement, type Witness } from './movement.ts';

export const EXCEPTION_KINDS = [
  'below-zero',
  'transfer-short',
  'transfer-over',
  'duplicate-number',
  'chain-diverged',
  'reversed-twice',
  'duplicate-code',
  'serial-clash',
  'quota-beyond',
  'quota-overdrawn',
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

export interface StockException {
  readonly id: string;
  readonly kind: ExceptionKind;
  /** Offices concerned, sorted. */
  readonly offices: readonly string[];
  readonly item: string | undefined;
  /** Thousandths: the balance or difference that is wrong. */
  readonly quantity: number | undefined;
  /** What it is about, as people know it: a number on paper, a code. */
  readonly subject: string;
  /** The movements concerned, in canonical order. */
  readonly movements: readonly string[];
  /** Stamp of the latest of them. */
  readonly at: string;
}

/** Movements examined to find where a balance went below zero. */
export const BELOW_ZERO_WINDOW = 1000;
/** Movements examined before that point for others that raced with it. */
const RACE_WINDOW = 200;
const MOST_NAMED = 20;

export type WitnessedMovement = Witness & Pick<Movement, 'quantity' | 'at'>;

/**
 * The exception of an item whose balance at an office is below zero: the movement that took it below, those that
 * took more while it was, and those before it that raced with it.
 * @param balance thousandths, below zero.
 * @param newestFirst movements of that office and item; read only as far as needed.
 */
export function belowZeroException(
  office: string,
  item: string,
  balance: number,
  newestFirst: Iterable<WitnessedMovement>,
): StockException {
  const named: WitnessedMovement[] = [];
  let after = balance;
  let crossing: WitnessedMovement | undefined;
  let examined = 0;
  let examinedBefore = 0;
  for (const movement of newestFirst) {
    if (crossing === undefined) {
      examined += 1;
      if (after < 0 && movement.quantity < 0) named.push(movement);
      after -= movement.quantity;
      // Before this movement there was enough: it is the one that crossed.
      if (after >= 0) crossing = movement;
      else if (examined >= BELOW_ZERO_WINDOW) break;
    } else {
      examinedBefore += 1;
      if (movement.quantity < 0 && raced(movement, crossing)) named.push(movement);
      if (examinedBefore >= RACE_WINDOW) break;
    }
  }
  // The oldest are those that explain it.
  const movements = named.toReversed().slice(0, MOST_NAMED);
  return {
    id: `below-zero/${office}/${item}/${crossing?.id ?? 'long'}`,
    kind: 'below-zero',
    offices: [office],
    item,
    quantity: balance,
    subject: '',
    movements: movements.map(({ id }) => id),
    at: named[0]?.at ?? '',
  };
}

type Named = Pick<Movement, 'id' | 'office' | 'workstation' | 'item' | 'number' | 'at'>;

const latest = (movements: readonly Named[]): string => movements.at(-1)?.at ?? '';
const offices = (movements: readonly Named[]): readonly string[] => [...new Set(movements.map(({ office }) => office))].toSorted();

/** A transfer that arrived short or over. @param movements of both ends, in canonical order. */
export function transferException(
  transfer: string,
  item: string,
  figures: TransferFigures,
  movements: readonly Named[],
): StockException | undefined {
  if (figures.state !== 'short' && figures.state !== 'over') return undefined;
  return {
    id: `transfer/${transfer}/${item}/${String(figures.sent)}/${String(figures.received)}`,
    kind: figures.state === 'short' ? 'transfer-short' : 'transfer-over',
    offices: offices(movements),
    item,
    quantity: figures.difference,
    subject: movements[0]?.number ?? '',
    movements: movements.map(({ id }) => id),
    at: latest(movements),
  };
}

/**
 * Two documents under one number. Of one workstation it means that its data folder was copied or restored; of two,
 * that they share a letter. The lines of one document differ, so a line that stands twice tells of two documents.
 * @param movements all under that number, in canonical order.
 */
export function numberException(number: string, movements: readonly (Named & Pick<Movement, 'line'>)[]): StockException | undefined {
  const clashing = [...Map.groupBy(movements, ({ line }) => line)]
    .filter(([, alike]) => alike.length > 1)
    .toSorted(([left], [right]) => left - right);
  const [first] = clashing;
  if (first === undefined) return undefined;
  const [line, alike] = first;
  const sameWorkstation = new Set(movements.map(({ workstation }) => workstation)).size === 1;
  const lines = new Set(clashing.map(([each]) => each));
  const named = movements.filter((movement) => lines.has(movement.line));
  return {
    id: `number/${number}/${String(line)}/${String(alike.length)}`,
    kind: sameWorkstation ? 'chain-diverged' : 'duplicate-number',
    offices: offices(movements),
    item: undefined,
    quantity: undefined,
    subject: number,
    movements: named.slice(0, MOST_NAMED).map(({ id }) => id),
    at: latest(named),
  };
}

export interface SerialPlace {
  readonly office: string;
  readonly location: string;
  /** Thousandths, above zero. */
  readonly quantity: number;
}

/**
 * A serial number that is on hand more than once, anywhere.
 * @param places where it is on hand, in order of office and location.
 * @param incoming movements that brought it in, in canonical order.
 */
export function serialException(
  item: string,
  serial: string,
  places: readonly SerialPlace[],
  incoming: readonly Named[],
): StockException | undefined {
  const onHand = places.reduce((sum, { quantity }) => sum + quantity, 0);
  if (onHand <= SERIAL_QUANTITY) return undefined;
  const where = places.map(({ office, location, quantity }) => `${office}:${location}:${String(quantity)}`).join('/');
  return {
    id: `serial/${item}/${serial}/${where}`.slice(0, 300),
    kind: 'serial-clash',
    offices: [...new Set(places.map(({ office }) => office))].toSorted(),
    item,
    quantity: onHand,
    subject: serial,
    movements: incoming.slice(-MOST_NAMED).map(({ id }) => id),
    at: latest(incoming),
  };
}

/** A movement that was reversed more than once. @param reversals of one movement, in canonical order. */
export function reversalException(reversed: string, reversals: readonly Named[]): StockException | undefined {
  const [first] = reversals;
  if (first === undefined || reversals.length < 2) return undefined;
  return {
    id: `reversed/${first.office}/${reversed}/${String(reversals.length)}`,
    kind: 'reversed-twice',
    offices: offices(reversals),
    item: first.item,
    quantity: undefined,
    subject: first.number,
    movements: [reversed, ...reversals.map(({ id }) => id)],
    at: latest(reversals),
  };
}

/** Two items under one code. @param items in order of their ids. */
export function codeException(code: string, items: readonly { readonly id: string; readonly at: string }[]): StockException | undefined {
  const [first] = items;
  if (first === undefined || items.length < 2) return undefined;
  return {
    id: `code/${items.map(({ id }) => id).join('/')}`.slice(0, 300),
    kind: 'duplicate-code',
    offices: [],
    item: first.id,
    quantity: undefined,
    subject: code,
    movements: [],
    at: items.reduce((last, { at }) => (at > last ? at : last), first.at),
  };
}

/** An issue beyond quota that headquarters allowed. */
export function beyondQuotaException(use: { readonly movement: string; readonly office: string; readonly item: string; readonly amount: number; readonly at: string }): StockException {
  return {
    id: `quota-beyond/${use.office}/${use.movement}`,
    kind: 'quota-beyond',
    offices: [use.office],
    item: use.item,
    quantity: use.amount,
    subject: '',
    movements: [use.movement],
    at: use.at,
  };
}

/**
 * A workstation that gave away or used more than it held: its data folder was copied, or what it was given has not
 * arrived here yet.
 * @param uses ids of movements, newest first.
 */
export function overdrawnException(
  quota: string,
  holder: { readonly workstation: string; readonly office: string },
  item: string | undefined,
  free: number,
  uses: readonly { readonly movement: string; readonly at: string }[],
): StockException {
  return {
    id: `quota-overdrawn/${quota}/${holder.workstation}/${String(free)}`,
    kind: 'quota-overdrawn',
    offices: [holder.office],
    item,
    quantity: free,
    subject: '',
    movements: uses.slice(0, MOST_NAMED).map(({ movement }) => movement).toReversed(),
    at: uses[0]?.at ?? '',
  };
}
