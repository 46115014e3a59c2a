/** Balances come one row per item and office; the table shows one row per item with a column per office. Pure. */
import { quantityThousandths, sumQuantities } from '../design/format/quantity.ts';

export interface BalanceRow {
  readonly office: string;
  readonly item: string;
  readonly itemId: string;
  readonly itemName: string;
  readonly unit: string;
  readonly category: string | null;
  readonly quantity: string;
  readonly inTransitIn: string;
}

export interface ItemBalances {
  readonly itemId: string;
  readonly item: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string;
  /** Decimal string by office; an office that never moved the item has none. */
  readonly byOffice: ReadonlyMap<string, string>;
  readonly total: string;
  readonly inTransit: string;
  /** True where any office is below zero. */
  readonly belowZero: boolean;
}

export function pivotBalances(rows: readonly BalanceRow[]): readonly ItemBalances[] {
  return [...Map.groupBy(rows, (row) => row.itemId)].flatMap(([itemId, group]) => {
    const first = group[0];
    if (first === undefined) return [];
    const quantities = group.map((row) => row.quantity);
    return {
      itemId,
      item: first.item,
      name: first.itemName,
      unit: first.unit,
      category: first.category ?? '',
      byOffice: new Map(group.map((row) => [row.office, row.quantity])),
      total: sumQuantities(quantities),
      inTransit: sumQuantities(group.map((row) => row.inTransitIn)),
      belowZero: quantities.some((quantity) => (quantityThousandths(quantity) ?? 0n) < 0n),
    };
  });
}
