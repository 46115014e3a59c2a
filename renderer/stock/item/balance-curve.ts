/** A balance over days as the line of a drawing: it stands until it changes, so the line has steps. Pure. */

export interface Curve {
  /** Path of the line, and of the ground under it. */
  readonly line: string;
  readonly ground: string;
  /** Height of zero. */
  readonly zero: number;
  readonly least: number;
  readonly most: number;
}

/** @param values one for each day, at least one. Zero always lies within. */
export function balanceCurve(values: readonly number[], width: number, height: number): Curve {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const low = Math.min(0, least);
  const span = Math.max(0, most) - low || 1;
  const round = (value: number): number => Math.round(value * 100) / 100;
  const y = (value: number): number => round(height - ((value - low) / span) * height);
  const step = width / values.length;
  const line = values.map((value, index) => `${index === 0 ? 'M0' : `H${round(index * step)}`}${index === 0 ? `,${y(value)}` : `V${y(value)}`}`).join('');
  const zero = y(0);
  return { line: `${line}H${width}`, ground: `${line}H${width}V${zero}H0Z`, zero, least, most };
}
