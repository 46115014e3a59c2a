/** Order of lists and cards by fractional index: a move changes one entry, never its neighbours. */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

export interface Placed {
  readonly id: string;
  readonly position: string;
}

/** Order by position; the id breaks a tie, so that every replica shows the same order. */
export function byPosition(left: Placed, right: Placed): number {
  if (left.position !== right.position) return left.position < right.position ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

/** Positions for a row of `count` new things. */
export function firstPositions(count: number): readonly string[] {
  return generateNKeysBetween(null, null, count);
}

/**
 * A position before or after one of `placed` (in order, without the thing that moves), at the end without either.
 * Undefined where the named neighbour is not among them. Where neighbours share a position, made apart,
 * the new one goes beside the whole group: nothing fits between equals.
 */
export function positionAt(
  placed: readonly Placed[],
  where: { readonly before?: string | undefined; readonly after?: string | undefined },
): string | undefined {
  const positions = placed.map((one) => one.position);
  if (where.before === undefined && where.after === undefined) return generateKeyBetween(positions.at(-1) ?? null, null);
  const neighbour = placed.find((one) => one.id === (where.before ?? where.after));
  if (neighbour === undefined) return undefined;
  const lower = positions.filter((position) => position < neighbour.position).at(-1) ?? null;
  const upper = positions.find((position) => position > neighbour.position) ?? null;
  return where.before === undefined
    ? generateKeyBetween(neighbour.position, upper)
    : generateKeyBetween(lower, neighbour.position);
}
