/** Amounts of a quantity at a price, exact until the one rounding to whole minor units. */

/** Up to this a product is exact in a plain number, and so are its thousandths: many times faster. */
const MOST_ROUGH = 1_000_000_000_000;
/** Past this an amount is held here: sums of many stay whole numbers. */
const MOST = 100_000_000_000_000n;

/**
 * Minor units of a quantity at a price, halves away from zero.
 * @param thousandths signed. @param price minor units per base unit.
 */
export function amountOf(thousandths: number, price: number): number {
  const rough = thousandths * price;
  if (Math.abs(rough) <= MOST_ROUGH) {
    const amount = Math.floor((Math.abs(rough) + 500) / 1000);
    return rough < 0 ? 0 - amount : amount;
  }
  const product = BigInt(thousandths) * BigInt(price);
  const magnitude = ((product < 0n ? -product : product) + 500n) / 1000n;
  const held = magnitude > MOST ? MOST : magnitude;
  return Number(product < 0n ? -held : held);
}
