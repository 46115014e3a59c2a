/** The places that a count is to count: lots of items at locations of its office, as its plan's scope says. */
import type { CountScope } from '#model/stock/counts-kind.ts';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import type { Reader } from '../../store/store.ts';
import { itemFor } from '../item-alias.ts';

export interface CountPlace {
  readonly item: string;
  /** Empty without one. */
  readonly lot: string;
  readonly location: string;
}

export interface HeldPlace extends CountPlace {
  /** What the books say now, thousandths. */
  readonly quantity: number;
}

export function placeKey({ item, lot, location }: CountPlace): string {
  return `${item}\n${lot}\n${location}`;
}

const BELOW_LOCATIONS = `WITH RECURSIVE below (code) AS (
  SELECT value FROM json_each(?) UNION SELECT location.code FROM below JOIN location ON location.office = ? AND location.parent = below.code)`;
const BELOW_CATEGORIES = `WITH RECURSIVE below (id) AS (
  SELECT value FROM json_each(?) UNION SELECT category.id FROM below JOIN category ON category.parent = below.id)`;

/** Places in scope where the books have something, and a place for each item that was named and has none. */
export function plannedPlaces(read: Reader, office: string, scope: CountScope): readonly HeldPlace[] {
  const select = 'SELECT item, lot, location, quantity FROM balance WHERE office = ? AND quantity <> 0';
  switch (scope.of) {
    case 'all':
      return read.all<HeldPlace & Record<string, never>>(select, office);
    case 'locations':
      return read.all<HeldPlace & Record<string, never>>(
        `${BELOW_LOCATIONS} ${select} AND location IN (SELECT code FROM below)`,
        JSON.stringify(scope.locations),
        office,
        office,
      );
    case 'categories':
      return read.all<HeldPlace & Record<string, never>>(
        `${BELOW_CATEGORIES} ${select} AND item IN (SELECT id FROM item WHERE category IN (SELECT id FROM below))`,
        JSON.stringify(scope.categories),
        office,
      );
    case 'items':
    case 'rolling': {
      const items = [...new Set(scope.items.map((item) => itemFor(read, item)))];
      const held = read.all<HeldPlace & Record<string, never>>(`${select} AND item IN (SELECT value FROM json_each(?))`, office, JSON.stringify(items));
      const having = new Set(held.map(({ item }) => item));
      return [...held, ...items.filter((item) => !having.has(item)).map((item) => ({ item, lot: '', location: DEFAULT_LOCATION, quantity: 0 }))];
    }
  }
}

export function isInCategories(read: Reader, item: string, categories: readonly string[]): boolean {
  return read.get(`${BELOW_CATEGORIES} SELECT 1 FROM item WHERE id = ? AND category IN (SELECT id FROM below)`, JSON.stringify(categories), item) !== undefined;
}

/**
 * What the books say now of a place at the moment of a stamp, thousandths: what stands there less what came after.
 * @param observed the stamp; movements from it on are left out.
 */
export function heldAt(read: Reader, office: string, place: CountPlace, observed: string): number {
  const { item, lot, location } = place;
  const now = read.get<{ quantity: number }>('SELECT quantity FROM balance WHERE office = ? AND item = ? AND lot = ? AND location = ?', office, item, lot, location);
  const after = read.get<{ quantity: number }>(
    `SELECT coalesce(sum(quantity), 0) AS quantity FROM movement
     WHERE item = ? AND at >= ? AND coalesce(observed, at) >= ? AND office = ? AND location = ? AND coalesce(lot, '') = ?`,
    item,
    observed,
    observed,
    office,
    location,
    lot,
  );
  return (now?.quantity ?? 0) - (after?.quantity ?? 0);
}
