/** How much of an item is to be ordered (ORDER-6). Pure; all quantities in thousandths of the base unit. */
export interface Supply {
  readonly onHand: number;
  readonly inTransit: number;
  readonly onOrder: number;
  readonly reserved: number;
  readonly point: number;
  readonly target: number | undefined;
  /** The smallest unit that it is bought in, if not the base unit. */
  readonly pack: number | undefined;
}

/** Zero where what is there and on its way reaches the reorder point; else what is missing to the target, in whole packs. */
export function suggestedQuantity({ onHand, inTransit, onOrder, reserved, point, target, pack = 1 }: Supply): number {
  const expected = onHand + inTransit + onOrder - reserved;
  if (expected >= point) return 0;
  return Math.ceil((Math.max(point, target ?? point) - expected) / pack) * pack;
}
