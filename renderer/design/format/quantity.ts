/** Quantities cross the contract as decimal strings; here they become what people read. */

/** Groups thousands and uses a real minus sign; the decimals stay as they are. `-1234.5` reads `−1,234.5`. */
export function formatQuantity(quantity: string): string {
  const match = /^([-+]?)(\d+)(\.\d+)?$/.exec(quantity.trim());
  if (match === null) return quantity;
  const [, sign = '', whole = '', decimals = ''] = match;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${sign === '-' ? '−' : ''}${grouped}${decimals}`;
}

/** The quantity in whole thousandths, for exact sums; undefined where it is no decimal of at most three places. */
export function quantityThousandths(quantity: string): bigint | undefined {
  const match = /^([-+]?)(\d+)(?:\.(\d{1,3}))?$/.exec(quantity.trim());
  if (match === null) return undefined;
  const [, sign, whole = '0', decimals = ''] = match;
  const magnitude = BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/** The inverse: shortest decimal string. */
export function quantityOfThousandths(thousandths: bigint): string {
  const magnitude = thousandths < 0n ? -thousandths : thousandths;
  const decimals = (magnitude % 1000n).toString().padStart(3, '0').replace(/0+$/, '');
  const text = `${magnitude / 1000n}${decimals === '' ? '' : `.${decimals}`}`;
  return thousandths < 0n ? `-${text}` : text;
}

/** Exact sum; texts that are no quantities count as zero. */
export function sumQuantities(quantities: readonly string[]): string {
  return quantityOfThousandths(quantities.reduce((sum, each) => sum + (quantityThousandths(each) ?? 0n), 0n));
}

export function isNegative(quantity: string): boolean {
  return (quantityThousandths(quantity) ?? 0n) < 0n;
}
