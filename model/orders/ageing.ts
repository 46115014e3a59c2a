/**
 * How old an open balance is. Payments and returns settle the oldest charges first, so what is open are the newest
 * (ORDER-9). Pure.
 */
export interface Charges {
  /** Minor units of charges not due yet, and due since 0–30, 31–60 and 61–90 days. Older ones are the rest. */
  readonly notDue: number;
  readonly to30: number;
  readonly to60: number;
  readonly to90: number;
}

export interface Ageing extends Charges {
  readonly over90: number;
}

/** @param balance what is open; zero or less is not old at all. */
export function ageOf(balance: number, charges: Charges): Ageing {
  let left = Math.max(0, balance);
  const take = (most: number): number => {
    const taken = Math.min(left, Math.max(0, most));
    left -= taken;
    return taken;
  };
  const notDue = take(charges.notDue);
  const to30 = take(charges.to30);
  const to60 = take(charges.to60);
  const to90 = take(charges.to90);
  return { notDue, to30, to60, to90, over90: left };
}
