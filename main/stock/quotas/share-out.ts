import type { Share } from './quota-commands.ts';
import type { Desk } from './quota-rights.ts';

const WHOLE = 1000;

/** Splits an amount equally: in whole units where it is whole, what is left over one by one to the first. None gets nothing. */
export function shareOut(amount: number, desks: readonly Desk[]): readonly Share[] {
  const step = amount % WHOLE === 0 ? WHOLE : 1;
  const steps = amount / step;
  const each = Math.floor(steps / desks.length);
  const over = steps - each * desks.length;
  return desks.map((desk, index) => ({ desk, amount: (each + (index < over ? 1 : 0)) * step })).filter((share) => share.amount > 0);
}
