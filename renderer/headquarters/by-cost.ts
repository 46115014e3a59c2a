/** The order of the inbox: what costs most first. Pure. */

interface Costly {
  readonly kind: string;
  readonly quantity: string | null;
  readonly atMs: number;
}

/** Kinds from the gravest: a ledger that cannot be trusted, goods that are not there, papers that are wrong. */
const GRAVITY = ['chain-diverged', 'below-zero', 'transfer-short', 'reversed-twice', 'transfer-over', 'duplicate-number', 'duplicate-code'];

/** Graver kinds first, then the larger quantity, then the older. Kinds that are not known here come last. */
export function byCost(left: Costly, right: Costly): number {
  const rank = (each: Costly): number => (GRAVITY.includes(each.kind) ? GRAVITY.indexOf(each.kind) : GRAVITY.length);
  const size = (each: Costly): number => Math.abs(Number(each.quantity ?? 0));
  return rank(left) - rank(right) || size(right) - size(left) || left.atMs - right.atMs;
}
