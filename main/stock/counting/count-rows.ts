/** A count's places as people read them: what the books said, what was found, what it is worth, and by whom. */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import type { Reader } from '../../store/store.ts';
import type { EntryRecord, FiguredPlace } from './count-lines.ts';
import { placesOf } from './count-lines.ts';
import { marksOf, postedOf, stateOf, type PlanRecord } from './count-plan.ts';
import { heldAt, placeKey, type CountPlace } from './count-places.ts';
import { postedLines, type PostedLine } from './posted-lines.ts';

/** What the reader may know. */
export interface Sight {
  /** Whether the books' figures are shown. */
  readonly books: boolean;
  /** The person whose own figures alone are shown; undefined where all are. */
  readonly ownOf: string | undefined;
}

export interface MeasuredPlace extends FiguredPlace {
  readonly key: string;
  readonly posted: PostedLine | undefined;
  /** Thousandths; undefined where the place has no figure. */
  readonly counted: number | undefined;
  readonly expected: number | undefined;
  readonly difference: number | undefined;
  /** Minor units; undefined where the item has no cost here. */
  readonly value: number | undefined;
  readonly missed: boolean;
}

interface ItemRecord {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly unit: string;
}

/** Every place with its figures as they are known now. */
export function measurePlaces(read: Reader, plan: PlanRecord): readonly MeasuredPlace[] {
  const marks = marksOf(read, plan);
  const costs = costsOf(read, plan.office);
  const held = placesOf(read, plan);
  if (stateOf(marks) !== 'posted') return held.map((place) => measureOpen(read, plan.office, place, costs));
  const posted = postedLines(read, plan.office, postedOf(marks).map(({ number }) => number));
  const figured = new Map(held.filter(({ figure }) => figure.standing.length > 0).map((each) => [placeKey(each.place), each]));
  const lines = [...posted].map(([key, line]) => {
    const figure = figured.get(key);
    const { counted, now, place } = line;
    const expected = line.reversed ? undefined : counted - now;
    const decided = figure?.figure.decided;
    return {
      ...(figure ?? { place, planned: true, figure: { standing: [], decided: undefined } }),
      key,
      posted: line,
      counted,
      expected,
      difference: now,
      value: valueOf(costs, place, now),
      missed: figure !== undefined && (decided === undefined || decided.counted !== counted),
    };
  });
  const late = [...figured]
    .filter(([key]) => !posted.has(key))
    .map(([, each]) => ({ ...measureOpen(read, plan.office, each, costs), missed: true }));
  return [...lines, ...late];
}

function measureOpen(read: Reader, office: string, each: FiguredPlace, costs: Costs): MeasuredPlace {
  const { place, figure } = each;
  const { decided } = figure;
  const latest = decided ?? figure.standing.at(-1);
  const expected = heldAt(read, office, place, latest?.observed ?? '~');
  const difference = decided === undefined ? undefined : decided.counted - expected;
  return {
    ...each,
    key: placeKey(place),
    posted: undefined,
    counted: decided?.counted,
    expected,
    difference,
    value: difference === undefined ? undefined : valueOf(costs, place, difference),
    missed: false,
  };
}

type Costs = ReadonlyMap<string, { readonly quantity: number; readonly value: number }>;

function costsOf(read: Reader, office: string): Costs {
  const rows = read.all<{ item: string; quantity: number; value: number }>('SELECT item, quantity, value FROM value_figure WHERE office = ? AND quantity > 0', office);
  return new Map(rows.map((row) => [row.item, row]));
}

/** A difference at the office's average cost, minor units. */
function valueOf(costs: Costs, { item }: CountPlace, difference: number): number | undefined {
  if (difference === 0) return 0;
  const cost = costs.get(item);
  return cost === undefined ? undefined : Math.round((cost.value / cost.quantity) * difference);
}

/** As they are walked along: by location, then item and lot. */
export function byLocation(read: Reader, places: readonly MeasuredPlace[]): readonly MeasuredPlace[] {
  const codes = itemsOf(read, places);
  const sortKey = ({ place }: MeasuredPlace): string => `${place.location}\n${codes.get(place.item)?.code ?? place.item}\n${place.lot}`;
  return places.map((each) => [sortKey(each), each] as const).toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)).map(([, each]) => each);
}

/** As they are reviewed: what needs a decision, then by what the difference is worth. */
export function byValue(places: readonly MeasuredPlace[]): readonly MeasuredPlace[] {
  const rank = (each: MeasuredPlace): number => (isClash(each) ? 0 : each.missed ? 1 : each.difference === undefined ? 3 : 2);
  const size = (value: number | undefined): number => Math.abs(value ?? 0);
  return places.toSorted(
    (left, right) =>
      rank(left) - rank(right) || size(right.value) - size(left.value) || size(right.difference) - size(left.difference) || (left.key < right.key ? -1 : 1),
  );
}

export function isClash({ figure }: FiguredPlace): boolean {
  return figure.standing.length > 0 && figure.decided === undefined;
}

export function totalsOf(places: readonly MeasuredPlace[]) {
  const changed = places.filter(({ difference }) => difference !== undefined && difference !== 0);
  const sum = (sign: 1 | -1): number => changed.reduce((total, { value = 0 }) => total + (Math.sign(value) === sign ? value : 0), 0);
  return {
    differences: changed.length,
    clashes: places.filter((each) => each.posted === undefined && isClash(each)).length,
    surplus: formatMoney(sum(1)),
    shortage: formatMoney(sum(-1)),
    net: formatMoney(sum(1) + sum(-1)),
    unvalued: changed.filter(({ value }) => value === undefined).length,
  };
}

function itemsOf(read: Reader, places: readonly MeasuredPlace[]): ReadonlyMap<string, ItemRecord> {
  const ids = JSON.stringify([...new Set(places.map(({ place }) => place.item))]);
  return new Map(read.all<ItemRecord & Record<string, never>>('SELECT id, code, name, name_en, unit FROM item WHERE id IN (SELECT value FROM json_each(?))', ids).map((row) => [row.id, row]));
}

/** Rows of a page. */
export function rowsOf(read: Reader, places: readonly MeasuredPlace[], sight: Sight) {
  const items = itemsOf(read, places);
  const quantity = (value: number | undefined, shown: boolean): string | null => (value === undefined || !shown ? null : formatQuantity(value));
  return places.map((each) => {
    const { place, figure, posted } = each;
    const item = items.get(place.item);
    const own = (entry: EntryRecord): boolean => sight.ownOf === undefined || sight.ownOf === entry.person;
    const shown = sight.ownOf === undefined ? each.counted : figure.standing.findLast(own)?.counted;
    const state = figure.standing.length === 0 && posted === undefined ? ('open' as const) : isClash(each) && posted === undefined && sight.ownOf === undefined ? ('clash' as const) : ('counted' as const);
    return {
      key: each.key,
      item: item?.code ?? place.item,
      itemId: place.item,
      itemName: item?.name ?? place.item,
      itemNameEn: item?.name_en ?? null,
      unit: item?.unit ?? '',
      lot: place.lot === '' ? null : place.lot,
      location: place.location,
      planned: each.planned,
      state,
      expected: quantity(each.expected, sight.books),
      counted: quantity(shown, true),
      difference: quantity(each.difference, sight.books),
      value: each.value === undefined || !sight.books ? null : formatMoney(each.value),
      entries: figure.standing.map((entry) => ({
        id: entry.id,
        by: entry.person,
        byName: entry.person_name ?? entry.person,
        atMs: stampMs(entry.observed as Stamp),
        counted: quantity(entry.counted, own(entry)),
        decided: sight.ownOf === undefined && entry.id === figure.decided?.id,
      })),
      posted:
        posted === undefined
          ? null
          : { movement: posted.movement, number: posted.number, stated: formatQuantity(posted.stated), reversed: posted.reversed, late: posted.late.map((late) => ({ ...late })) },
      missed: each.missed,
    };
  });
}
