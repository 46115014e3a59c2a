/** Balances come one row per item and office that ever moved it; the table shows one row per item, a column per office. Pure. */
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

/** What the catalogue says of an item. */
export interface CatalogueItem {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string | null;
}

/** One row per item, by code. `items` are also shown where nothing of them was ever moved. */
export function pivotBalances(rows: readonly BalanceRow[], items: readonly CatalogueItem[] = []): readonly ItemBalances[] {
  const moved = movedItems(rows);
  const known = new Set(moved.map((row) => row.itemId));
  const unmoved = items.filter((item) => !known.has(item.id)).map(withoutBalance);
  return [...moved, ...unmoved].toSorted((left, right) => (left.item < right.item ? -1 : left.item > right.item ? 1 : 0));
}

function withoutBalance({ id, code, name, unit, category }: CatalogueItem): ItemBalances {
  return { itemId: id, item: code, name, unit, category: category ?? '', byOffice: new Map(), total: '0', inTransit: '0', belowZero: false };
}

function movedItems(rows: readonly BalanceRow[]): readonly ItemBalances[] {
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
