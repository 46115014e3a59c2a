/**
 * What a month-end closing holds: the movements dated before the month's end that it names by the last sequence of each
 * workstation, and the figures that follow from those alone (STOCK-75). Pure.
 *
 * 1. A count's effect is derived from the movements of the closing, so that what arrives later leaves it as it was.
 * 2. Items are those that the movements name: a merge made later does not change a closed month.
 */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { stampMs } from '../identity/hybrid-clock.ts';
import type { Movement } from './movement.ts';
import { valueItem, type ValuedMovement } from './valuation.ts';

export type ClosedMovement = ValuedMovement &
  Pick<Movement, 'workstation' | 'sequence' | 'location'> & {
    readonly lot: string | undefined;
    readonly counted: number | undefined;
    readonly observed: string | undefined;
  };

export interface ClosingBounds {
  /** Milliseconds since 1970: the closing holds what is dated before. */
  readonly untilMs: number;
  /** Last sequence of each workstation that it holds. */
  readonly vector: Readonly<Record<string, number>>;
}

export interface ClosingFigure {
  readonly office: string;
  readonly item: string;
  /** Thousandths. */
  readonly quantity: number;
  /** Minor units. */
  readonly value: number;
}

/** True where a closing holds a movement. */
export function isClosed({ untilMs, vector }: ClosingBounds, { at, workstation, sequence }: Pick<Movement, 'at' | 'workstation' | 'sequence'>): boolean {
  return stampMs(at) < untilMs && sequence <= (vector[workstation] ?? 0);
}

/** An item's figures from the movements given: one for each office that it moved in, by office. */
export function closingFigures(item: string, movements: readonly ClosedMovement[]): readonly ClosingFigure[] {
  const figures = [...valueItem(withCountEffects(movements))].map(([office, { quantity, value }]) => ({ office, item, quantity, value }));
  return figures.toSorted((left, right) => (left.office < right.office ? -1 : 1));
}

/** SHA-256 over figures that come one by one, ordered by item and office. `finish` is called once. */
export function createFiguresDigest(): { add(figure: ClosingFigure): void; finish(): string } {
  const hash = sha256.create();
  return {
    add: ({ office, item, quantity, value }) => void hash.update(utf8ToBytes(`${item}\t${office}\t${String(quantity)}\t${String(value)}\n`)),
    finish: () => bytesToHex(hash.digest()),
  };
}

/** The movements with each count's quantity as these movements alone make it (STOCK-42). */
function withCountEffects(movements: readonly ClosedMovement[]): readonly ClosedMovement[] {
  const counts = new Set(movements.flatMap(({ id, counted }) => (counted === undefined ? [] : [id])));
  if (counts.size === 0) return movements;
  const reversed = new Set(movements.flatMap(({ reverses }) => (reverses === undefined ? [] : [reverses])));
  const position = ({ observed, at, id }: ClosedMovement): string => `${observed ?? at} ${id}`;
  const balances = new Map<string, number>();
  return movements
    .toSorted((left, right) => (position(left) < position(right) ? -1 : 1))
    .map((movement) => {
      const place = `${movement.office}\n${movement.location}\n${movement.lot ?? ''}`;
      const before = balances.get(place) ?? 0;
      const quantity = effect(movement, before, counts, reversed);
      balances.set(place, before + quantity);
      return { ...movement, quantity };
    });
}

function effect({ id, counted, reverses, quantity }: ClosedMovement, before: number, counts: ReadonlySet<string>, reversed: ReadonlySet<string>): number {
  if (counted !== undefined) return reversed.has(id) ? 0 : counted - before;
  return reverses !== undefined && counts.has(reverses) ? 0 : quantity;
}
