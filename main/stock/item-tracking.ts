/** What an item's entry in the catalogue demands of its movements: lots, serial numbers, shelf life, units. */
import type { ItemRecord } from './item-lookup.ts';

export type Tracking = 'none' | 'lot' | 'serial';

/** Columns that a catalogue of this or a later version keeps with an item. */
interface TrackedItem {
  readonly tracking?: string | null;
  readonly shelf_life_days?: number | null;
  /** JSON array of `{ unit, quantity }`, quantity in thousandths of the base unit. */
  readonly packs?: string | null;
}

export function trackingOf(item: ItemRecord): Tracking {
  const { tracking } = item as ItemRecord & TrackedItem;
  return tracking === 'lot' || tracking === 'serial' ? tracking : 'none';
}

/** True where each lot of it has a day on which it expires. */
export function hasShelfLife(item: ItemRecord): boolean {
  return typeof (item as ItemRecord & TrackedItem).shelf_life_days === 'number';
}

/** Thousandths of the base unit in one of a unit; undefined where the item has no such unit. */
export function unitSize(item: ItemRecord, unit: string | undefined): number | undefined {
  if (unit === undefined || unit === item.unit) return 1000;
  const { packs } = item as ItemRecord & TrackedItem;
  if (typeof packs !== 'string') return undefined;
  const known = JSON.parse(packs) as readonly { readonly unit: string; readonly quantity: number }[];
  return known.find((pack) => pack.unit === unit)?.quantity;
}
