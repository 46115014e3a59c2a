/** Exact sums of money as the contract gives it: decimal strings with two places. */

function minorUnits(money: string): bigint {
  const match = /^(-?)(\d+)\.(\d{2})$/.exec(money);
  if (match === null) return 0n;
  const [, sign, whole = '0', decimals = '0'] = match;
  const magnitude = BigInt(whole) * 100n + BigInt(decimals);
  return sign === '-' ? -magnitude : magnitude;
}

function moneyOf(minor: bigint): string {
  const magnitude = minor < 0n ? -minor : minor;
  return `${minor < 0n ? '-' : ''}${magnitude / 100n}.${(magnitude % 100n).toString().padStart(2, '0')}`;
}

export function sumMoney(amounts: readonly string[]): string {
  return moneyOf(amounts.reduce((sum, each) => sum + minorUnits(each), 0n));
}

/** What was added from one amount to the other. */
export function moneyBetween(before: string, after: string): string {
  return moneyOf(minorUnits(after) - minorUnits(before));
}
