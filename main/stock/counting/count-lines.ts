/** The places of a count with what was entered for each: its figure, or the figures that clash. */
import { figureOf, type FiguredChoice, type PlaceFigure } from '#model/stock/count-figure.ts';
import type { Reader } from '../../store/store.ts';
import { scopeOf, type PlanRecord } from './count-plan.ts';
import { isInCategories, placeKey, plannedPlaces, type CountPlace } from './count-places.ts';

export interface EntryRecord extends CountPlace {
  readonly id: string;
  /** Thousandths. */
  readonly counted: number;
  /** Stamp of when it was found. */
  readonly observed: string;
  readonly person: string;
  readonly person_name: string | null;
  readonly at: string;
  readonly replaces: readonly string[];
}

export interface FiguredPlace {
  readonly place: CountPlace;
  /** False for what was found outside of what was planned. */
  readonly planned: boolean;
  readonly figure: PlaceFigure<EntryRecord>;
}

type Stored<Row, Key extends string> = { readonly [Each in keyof Row]: Each extends Key ? string : Row[Each] };

/** All entries of a count under the items that they stand for now. */
function entriesOf(read: Reader, { id, office, month }: PlanRecord): readonly EntryRecord[] {
  return read
    .all<Stored<EntryRecord, 'replaces'>>(
      `SELECT count_entry.id, coalesce(item_alias.item, count_entry.item) AS item, lot, location, counted, observed, replaces, person, at, person.name AS person_name
       FROM count_entry LEFT JOIN item_alias ON item_alias.id = count_entry.item LEFT JOIN person ON person.id = count_entry.person
       WHERE count_entry.count = ? AND count_entry.office = ? AND count_entry.month = ?`,
      id,
      office,
      month,
    )
    .map((row) => ({ ...row, replaces: JSON.parse(row.replaces) as string[] }));
}

function choicesOf(read: Reader, { id, office, month }: PlanRecord): readonly FiguredChoice[] {
  return read
    .all<{ id: string; entry: string; over_entries: string; at: string }>(
      'SELECT id, entry, over_entries, at FROM count_choice WHERE count = ? AND office = ? AND month = ?',
      id,
      office,
      month,
    )
    .map(({ over_entries: over, ...choice }) => ({ ...choice, over: JSON.parse(over) as string[] }));
}

/** The figures of all places for which something was entered, by place. */
export function figuresOf(read: Reader, plan: PlanRecord): ReadonlyMap<string, { readonly place: CountPlace; readonly figure: PlaceFigure<EntryRecord> }> {
  const choices = choicesOf(read, plan);
  return new Map(
    [...Map.groupBy(entriesOf(read, plan), placeKey)].flatMap(([key, entries]) => {
      const [first] = entries;
      return first === undefined ? [] : [[key, { place: { item: first.item, lot: first.lot, location: first.location }, figure: figureOf(entries, choices) }]];
    }),
  );
}

const NOTHING: PlaceFigure<EntryRecord> = { standing: [], decided: undefined };

/** Every place of a count: those in scope, and those outside of it where something was found. */
export function placesOf(read: Reader, plan: PlanRecord): readonly FiguredPlace[] {
  const figures = figuresOf(read, plan);
  const scope = scopeOf(plan);
  const planned = plannedPlaces(read, plan.office, scope);
  const keys = new Set(planned.map(placeKey));
  // An item that was named is in scope wherever it is found; the place kept for it goes once it is found elsewhere.
  const named = scope.of === 'items' || scope.of === 'rolling' ? new Set(planned.map(({ item }) => item)) : undefined;
  const found = new Set([...figures.values()].map(({ place }) => place.item));
  return [
    ...planned
      .filter((place) => place.quantity !== 0 || figures.has(placeKey(place)) || !found.has(place.item))
      .map(({ item, lot, location }) => ({ place: { item, lot, location }, planned: true, figure: figures.get(placeKey({ item, lot, location }))?.figure ?? NOTHING })),
    ...[...figures]
      .filter(([key]) => !keys.has(key))
      .map(([, { place, figure }]) => ({ place, planned: named?.has(place.item) ?? isInScope(read, scope, place), figure })),
  ];
}

/** A place that holds nothing now and is in scope all the same: its balance came to zero since. */
function isInScope(read: Reader, scope: ReturnType<typeof scopeOf>, place: CountPlace): boolean {
  if (scope.of === 'categories') return isInCategories(read, place.item, scope.categories);
  return scope.of === 'all' || (scope.of === 'locations' && scope.locations.includes(place.location));
}

/** How many places a count has, and how many of them were counted. */
export function progressOf(places: readonly FiguredPlace[]): { readonly places: number; readonly counted: number } {
  return { places: places.length, counted: places.filter(({ figure }) => figure.standing.length > 0).length };
}
