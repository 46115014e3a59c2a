/** Plans counts and takes what people find, several at once and apart (STOCK-44, 45). */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { makeStamp, stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { countCancel, countChoose, countClose, countEnter, countPlan, MAX_COUNT_PLACES } from '#model/stock/operations.ts';
import type { ParsedInputOf } from '#model/contract/operation.ts';
import type { CountChoiceRecord, CountEntryRecord, CountMarkRecord, CountPlanRecord, CountScope } from '#model/stock/counts-kind.ts';
import { DEFAULT_LOCATION, SERIAL_QUANTITY, stampMonth } from '#model/stock/movement.ts';
import { formatQuantity, MAX_QUANTITY_THOUSANDTHS, parseQuantityOrZero } from '#model/stock/quantity.ts';
import { command, type CommandContext, type Handler } from '../../area.ts';
import { findItem, type ItemRecord } from '../item-lookup.ts';
import { trackingOf } from '../item-tracking.ts';
import { findLocation, hasLocations, quarantineOf } from '../locations.ts';
import { figuresOf, type EntryRecord } from './count-lines.ts';
import { mayReview, openPlan, putRecord, type PlanRecord } from './count-plan.ts';
import { heldAt, placeKey, plannedPlaces, type CountPlace } from './count-places.ts';
import { dueToday } from './due-today.ts';

/** The scope of a plan, with items as they stand in the catalogue; or what stands against it. */
function scopeFrom({ tx, actor, nowMs }: CommandContext, input: ParsedInputOf<typeof countPlan>): CountScope | Refusal {
  switch (input.scope) {
    case 'all':
      return { of: 'all' };
    case 'locations': {
      const unknown = input.locations.find((code) => !isPlaceOf(tx.read, actor.office, code));
      if (unknown !== undefined) return refuse('location.unknown', { location: unknown }, 'locations');
      return input.locations.length === 0 ? refuse('count.nothing', {}, 'locations') : { of: 'locations', locations: input.locations };
    }
    case 'categories':
      return input.categories.length === 0 ? refuse('count.nothing', {}, 'categories') : { of: 'categories', categories: input.categories };
    case 'items': {
      const items: string[] = [];
      for (const reference of input.items) {
        const item = findItem(tx.read, reference);
        if (isRefusal(item)) return item;
        items.push(item.id);
      }
      return items.length === 0 ? refuse('count.nothing', {}, 'items') : { of: 'items', items: [...new Set(items)] };
    }
    case 'rolling': {
      const items = dueToday(tx.read, actor.office, nowMs()).rows.map(({ itemId }) => itemId);
      return items.length === 0 ? refuse('count.nothing-due', {}, 'scope') : { of: 'rolling', items };
    }
  }
}

/** Whether an office keeps stock under a name, by its own plan of the store or from before there was one. */
function isPlaceOf(read: CommandContext['tx']['read'], office: string, code: string): boolean {
  if (code === DEFAULT_LOCATION || code === quarantineOf(read, office) || findLocation(read, office, code) !== undefined) return true;
  return !hasLocations(read, office) || read.get('SELECT 1 FROM balance WHERE office = ? AND location = ? AND quantity <> 0 LIMIT 1', office, code) !== undefined;
}

/** What an item's entry in the catalogue and the office's locations demand of a place. */
function placeRefusal({ tx, actor }: CommandContext, item: ItemRecord, place: CountPlace, counted: number): Refusal | undefined {
  const values = { item: item.name, unit: item.unit };
  const tracking = trackingOf(item);
  if (tracking !== 'none' && place.lot === '') return refuse(tracking === 'lot' ? 'lot.missing' : 'serial.missing', values, 'lot');
  if (tracking === 'serial' && counted !== 0 && counted !== SERIAL_QUANTITY) return refuse('serial.one', values, 'quantity');
  return isPlaceOf(tx.read, actor.office, place.location) ? undefined : refuse('location.not-here', { location: place.location }, 'location');
}

/** What a new entry says and stands for, given what stands at its place already. */
function entryOver(mode: ParsedInputOf<typeof countEnter>['mode'], standing: readonly EntryRecord[], person: string, found: number) {
  const own = standing.filter((entry) => entry.person === person);
  const last = own.at(-1);
  if (mode === 'add') return { counted: (last?.counted ?? 0) + found, replaces: last === undefined ? [] : [last.id] };
  return { counted: found, replaces: (mode === 'recount' ? standing : own).map(({ id }) => id) };
}

/** The stamp of a moment before now that is not before the plan; undefined where it is neither. */
function foundStamp(plan: PlanRecord, foundAtMs: number, at: Stamp): Stamp | undefined {
  if (foundAtMs < stampMs(plan.at as Stamp)) return undefined;
  const stamp = makeStamp(foundAtMs, 0, at.slice(-8));
  return stamp <= at ? stamp : undefined;
}

function enter(context: CommandContext, input: ParsedInputOf<typeof countEnter>) {
  const { tx, actor } = context;
  const plan = openPlan(context, input.count);
  if (isRefusal(plan)) return plan;
  const item = findItem(tx.read, input.item);
  if (isRefusal(item)) return item;
  const found = parseQuantityOrZero(input.quantity);
  if (found === undefined) throw new TypeError(`${input.quantity} is no quantity`);
  const place = { item: item.id, lot: input.lot ?? '', location: input.location ?? DEFAULT_LOCATION };
  const standing = figuresOf(tx.read, plan).get(placeKey(place))?.figure.standing ?? [];
  const own = standing.findLast((entry) => entry.person === actor.person);
  if (own !== undefined && input.mode === undefined) {
    return refuse('count.again', { item: item.name, counted: formatQuantity(own.counted), unit: item.unit }, 'mode');
  }
  const { counted, replaces } = entryOver(input.mode, standing, actor.person, found);
  const against = placeRefusal(context, item, place, counted);
  if (against !== undefined) return against;
  if (counted > MAX_QUANTITY_THOUSANDTHS) return refuse('stock.too-large', { item: item.name }, 'quantity');
  const at = context.stamp();
  const observed = input.foundAtMs === undefined ? undefined : foundStamp(plan, input.foundAtMs, at);
  if (input.foundAtMs !== undefined && observed === undefined) return refuse('count.found-later', {}, 'foundAtMs');
  const { lot, location } = place;
  const entry = putRecord<CountEntryRecord>(
    context,
    plan.month,
    {
      record: 'entry',
      count: plan.id,
      item: item.id,
      location,
      counted,
      replaces,
      ...(lot === '' ? {} : { lot }),
      ...(observed === undefined ? {} : { observed }),
    },
    at,
  );
  return {
    entry: entry.id,
    item: item.code,
    itemName: item.name,
    unit: item.unit,
    lot: lot === '' ? null : lot,
    location,
    counted: formatQuantity(counted),
    expected: plan.blind === 1 ? null : formatQuantity(heldAt(tx.read, plan.office, place, observed ?? at)),
  };
}

function mark(context: CommandContext, plan: PlanRecord, as: CountMarkRecord['mark']) {
  putRecord<CountMarkRecord>(context, plan.month, { record: 'mark', count: plan.id, mark: as });
  return { id: plan.id };
}

export const countSessionCommands: readonly Handler[] = [
  command(countPlan, (context, input) => {
    const { tx, actor } = context;
    const scope = scopeFrom(context, input);
    if (isRefusal(scope)) return scope;
    const places = plannedPlaces(tx.read, actor.office, scope).length;
    if (places === 0) return refuse('count.nothing', {}, 'scope');
    if (places > MAX_COUNT_PLACES) return refuse('count.too-large', { places, most: MAX_COUNT_PLACES }, 'scope');
    const at = context.stamp();
    const { id } = putRecord<CountPlanRecord>(context, stampMonth(at), { record: 'plan', title: input.title, scope, blind: input.blind }, at);
    return { id, title: input.title, places };
  }),

  command(countEnter, enter),

  command(countChoose, (context, { count, entry }) => {
    const plan = openPlan(context, count);
    if (isRefusal(plan)) return plan;
    const figures = [...figuresOf(context.tx.read, plan).values()];
    const standing = figures.find(({ figure }) => figure.standing.some(({ id }) => id === entry))?.figure.standing ?? [];
    const chosen = standing.find(({ id }) => id === entry);
    if (chosen === undefined) return refuse('count.entry-gone', {}, 'entry');
    const over = standing.filter(({ id }) => id !== entry).map(({ id }) => id);
    putRecord<CountChoiceRecord>(context, plan.month, { record: 'choice', count: plan.id, entry, over });
    return { counted: formatQuantity(chosen.counted) };
  }),

  command(countClose, (context, { count }) => {
    const plan = openPlan(context, count);
    return isRefusal(plan) ? plan : mark(context, plan, 'closed');
  }),

  command(countCancel, (context, { count }) => {
    const plan = openPlan(context, count);
    if (isRefusal(plan)) return plan;
    if (plan.person !== context.actor.person && !mayReview(context.actor)) return refuse('count.cancel-denied', {}, 'count');
    return mark(context, plan, 'cancelled');
  }),
];
