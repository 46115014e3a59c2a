/** What an entry takes of what is promised to sales orders. Pure; it warns and stops nothing (ORDER-7). */
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';

export interface Promised {
  readonly reserved: string;
  /** On hand less reserved; below zero where more is promised than there is. */
  readonly available: string;
}

/** @param taken thousandths of the base unit in all lines of the item. @returns undefined where nothing promised is touched. */
export function takenOfReserved({ reserved, available }: Promised, taken: bigint): { readonly taken: string; readonly reserved: string } | undefined {
  const promised = quantityThousandths(reserved) ?? 0n;
  const free = quantityThousandths(available) ?? 0n;
  const beyond = taken - (free > 0n ? free : 0n);
  if (promised <= 0n || beyond <= 0n) return undefined;
  return { taken: quantityOfThousandths(beyond < promised ? beyond : promised), reserved };
}
