/**
 * Posts a count: one document with a count movement for every place that has a figure, equal ones too, each observed at
 * the moment when it was found (STOCK-47). What nobody counted is left, or counted as zero now, as whoever posts decides.
 */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CountEntryRecord, CountMarkRecord } from '#model/stock/counts-kind.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import { countPost } from '#model/stock/operations.ts';
import { command, type CommandContext, type Handler } from '../../area.ts';
import { levelOf } from '../item-lookup.ts';
import { postMovements, type MovementDraft } from '../posting.ts';
import { placesOf, type FiguredPlace } from './count-lines.ts';
import { openPlan, putRecord, type PlanRecord } from './count-plan.ts';
import { heldAt, type CountPlace } from './count-places.ts';
import { isClash } from './count-rows.ts';

interface Found {
  readonly place: CountPlace;
  readonly counted: number;
  readonly observed: string;
}

/** Enters zero for places that nobody counted: who decided it, and when, stays on record. */
function countAsZero(context: CommandContext, plan: PlanRecord, places: readonly FiguredPlace[]): readonly Found[] {
  return places.map(({ place }) => {
    const { item, lot, location } = place;
    const entry = { record: 'entry' as const, count: plan.id, item, location, counted: 0, replaces: [], ...(lot === '' ? {} : { lot }) };
    return { place, counted: 0, observed: putRecord<CountEntryRecord>(context, plan.month, entry).at };
  });
}

/** A place's movement. @param now a stamp: nothing is observed after it is posted, as a computer's clock may be far ahead. */
function draftOf({ tx }: CommandContext, plan: PlanRecord, { place, counted, observed }: Found, now: Stamp): MovementDraft {
  const { item, lot, location } = place;
  const moment = observed <= now ? (observed as Stamp) : now;
  return {
    kind: 'count',
    item,
    location,
    counted,
    observed: moment,
    quantity: counted - heldAt(tx.read, plan.office, place, moment),
    reason: 'count',
    reference: plan.title,
    ...(lot === '' ? {} : { lot }),
  };
}

/** The item whose balance would grow past what can be recorded, if any. */
function tooLarge({ tx, actor }: CommandContext, drafts: readonly MovementDraft[]): Refusal | undefined {
  for (const [item, lines] of Map.groupBy(drafts, (draft) => draft.item)) {
    const level = lines.reduce((sum, { quantity }) => sum + quantity, levelOf(tx.read, item, actor.office));
    if (Number.isSafeInteger(level)) continue;
    const name = tx.read.get<{ name: string }>('SELECT name FROM item WHERE id = ?', item)?.name ?? item;
    return refuse('stock.too-large', { item: name }, 'count');
  }
  return undefined;
}

export const countPosting: readonly Handler[] = [
  command(countPost, (context, { count, uncounted }) => {
    const plan = openPlan(context, count);
    if (isRefusal(plan)) return plan;
    const places = placesOf(context.tx.read, plan);
    const clashes = places.filter(isClash).length;
    if (clashes > 0) return refuse('count.clash', { count: clashes }, 'count');
    const open = places.filter(({ figure }) => figure.standing.length === 0);
    if (open.length > 0 && uncounted === undefined) return refuse('count.uncounted', { count: open.length }, 'uncounted');
    const found: readonly Found[] = [
      ...places.flatMap(({ place, figure: { decided } }) => (decided === undefined ? [] : [{ place, counted: decided.counted, observed: decided.observed }])),
      ...(uncounted === 'zero' ? countAsZero(context, plan, open) : []),
    ];
    if (found.length === 0) return refuse('count.empty', {}, 'count');
    const now = context.stamp();
    const drafts = found.map((each) => draftOf(context, plan, each, now));
    const against = tooLarge(context, drafts);
    if (against !== undefined) return against;
    const movements = postMovements(context, drafts);
    const number = movements[0]?.number ?? '';
    putRecord<CountMarkRecord>(context, plan.month, { record: 'mark', count: plan.id, mark: 'posted', number });
    return { number, lines: movements.length, differences: movements.filter(({ quantity }) => quantity !== 0).length };
  }),
];
