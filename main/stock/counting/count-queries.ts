/** Reads counts: the list, one with its places, and what is due today. */
import { refuse } from '#model/contract/refusal.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { countDue, countList, countRead } from '#model/stock/operations.ts';
import { query, type Handler } from '../../area.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { paged, splitCursor } from '../../paging.ts';
import { placesOf, progressOf } from './count-lines.ts';
import { findPlan, marksOf, mayReview, postedOf, postedRowOf, scopeOf, SELECT_PLAN, stateOf, type PlanRecord } from './count-plan.ts';
import { byLocation, byValue, measurePlaces, rowsOf, totalsOf } from './count-rows.ts';
import { dueToday } from './due-today.ts';

function headOf(read: Reader, plan: PlanRecord) {
  const marks = marksOf(read, plan);
  const state = stateOf(marks);
  const posted = postedOf(marks);
  const { id, title, office, person, blind, at } = plan;
  const lines = posted[0] === undefined ? 0 : linesOf(read, office, posted[0].number);
  return {
    id,
    title,
    office,
    state,
    scope: scopeOf(plan).of,
    blind: blind === 1,
    by: person,
    byName: plan.person_name ?? person,
    atMs: stampMs(at as Stamp),
    // What was posted is what its document says; what is in scope by now is another matter.
    ...(state === 'posted' ? { places: lines, counted: lines } : progressOf(placesOf(read, plan))),
    posted: posted.map(postedRowOf),
  };
}

function linesOf(read: Reader, office: string, number: string): number {
  return read.get<{ lines: number }>(`SELECT count(*) AS lines FROM movement WHERE number = ? AND +office = ? AND +kind = 'count'`, number, office)?.lines ?? 0;
}

const HAS = (mark: string): string =>
  `EXISTS (SELECT 1 FROM count_mark WHERE count_mark.count = count_plan.id AND count_mark.office = count_plan.office AND count_mark.month = count_plan.month AND count_mark.mark = '${mark}')`;

/** As `stateOf` judges. */
const STATE_CONDITIONS = {
  open: `NOT ${HAS('posted')} AND NOT ${HAS('cancelled')}`,
  counting: `NOT ${HAS('posted')} AND NOT ${HAS('cancelled')} AND NOT ${HAS('closed')}`,
  review: `NOT ${HAS('posted')} AND NOT ${HAS('cancelled')} AND ${HAS('closed')}`,
  posted: HAS('posted'),
  cancelled: `NOT ${HAS('posted')} AND ${HAS('cancelled')}`,
} as const;

export const countQueries: readonly Handler[] = [
  query(countList, ({ read }, { office, state, limit, cursor }) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    if (office !== undefined) {
      conditions.push('count_plan.office = ?');
      values.push(office);
    }
    if (state !== undefined) conditions.push(STATE_CONDITIONS[state]);
    if (cursor !== undefined) {
      conditions.push('(count_plan.at, count_plan.id) < (?, ?)');
      values.push(...splitCursor(cursor));
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const plans = read.all<PlanRecord & Record<string, never>>(`${SELECT_PLAN} ${where} ORDER BY count_plan.at DESC, count_plan.id DESC LIMIT ?`, ...values, limit + 1);
    return paged(plans, limit, (plan) => headOf(read, plan), ({ at, id }) => `${at}\n${id}`);
  }),

  query(countRead, ({ read, actor }, { count, view, limit, cursor }) => {
    const plan = findPlan(read, count, actor?.office);
    if (plan === undefined) return refuse('count.unknown', {}, 'count');
    const head = headOf(read, plan);
    const reviews = mayReview(actor);
    const ended = head.state === 'posted';
    if (view === 'review' && !reviews && !ended) return refuse('count.review-denied', {}, 'view');
    const hidden = head.blind && !ended && view === 'counting';
    const measured = measurePlaces(read, plan);
    const places = view === 'review' ? byValue(measured) : byLocation(read, measured);
    const from = cursor === undefined ? 0 : places.findIndex(({ key }) => key === cursor) + 1;
    const sight = { books: !hidden, ownOf: hidden ? (actor?.person ?? '') : undefined };
    const page = places.slice(from, from + limit);
    const next = from + limit < places.length ? page.at(-1)?.key : undefined;
    return { ...head, totals: hidden ? null : totalsOf(measured), rows: rowsOf(read, page, sight), ...(next === undefined ? {} : { nextCursor: next }) };
  }),

  query(countDue, ({ read, actor, nowMs }) => {
    if (actor === undefined) return refuse('setup.required');
    return dueToday(read, actor.office, nowMs());
  }),
];
