/** A count as it was planned, the state it is in, and the records that are written for it. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import {
  COUNT_RECORD_PURPOSE,
  countRecordsOf,
  countsName,
  type CountChoiceRecord,
  type CountEntryRecord,
  type CountMarkRecord,
  type CountPlanRecord,
  type CountRecord,
  type CountScope,
} from '#model/stock/counts-kind.ts';
import type { COUNT_STATES } from '#model/stock/operations.ts';
import type { CommandContext, QueryContext } from '../../area.ts';
import type { Reader } from '../../store/store.ts';

export type CountState = (typeof COUNT_STATES)[number];

export interface PlanRecord {
  readonly id: string;
  readonly office: string;
  readonly month: string;
  readonly title: string;
  /** JSON of a CountScope. */
  readonly scope: string;
  readonly blind: number;
  readonly person: string;
  readonly person_name: string | null;
  readonly at: string;
}

export interface MarkRecord {
  readonly mark: CountMarkRecord['mark'];
  readonly number: string | null;
  readonly person: string;
  readonly person_name: string | null;
  readonly at: string;
}

export const SELECT_PLAN = 'SELECT count_plan.*, person.name AS person_name FROM count_plan LEFT JOIN person ON person.id = count_plan.person';

export function findPlan(read: Reader, id: string, office: string | undefined): PlanRecord | undefined {
  return read.get<PlanRecord>(`${SELECT_PLAN} WHERE count_plan.id = ? ORDER BY count_plan.office <> ?, count_plan.office, count_plan.month LIMIT 1`, id, office ?? '');
}

export function scopeOf(plan: PlanRecord): CountScope {
  return JSON.parse(plan.scope) as CountScope;
}

export function marksOf(read: Reader, { id, office, month }: PlanRecord): readonly MarkRecord[] {
  return read.all<MarkRecord>(
    `SELECT count_mark.*, person.name AS person_name FROM count_mark LEFT JOIN person ON person.id = count_mark.person
     WHERE count_mark.count = ? AND count_mark.office = ? AND count_mark.month = ? ORDER BY count_mark.at, count_mark.id`,
    id,
    office,
    month,
  );
}

/** What was posted counts, also where someone cancelled it apart; what was cancelled is not reviewed. */
export function stateOf(marks: readonly Pick<MarkRecord, 'mark'>[]): CountState {
  const has = (mark: MarkRecord['mark']): boolean => marks.some((each) => each.mark === mark);
  return has('posted') ? 'posted' : has('cancelled') ? 'cancelled' : has('closed') ? 'review' : 'counting';
}

/** The documents that a count was posted as, the first first. */
export function postedOf(marks: readonly MarkRecord[]): readonly (MarkRecord & { readonly number: string })[] {
  return marks.flatMap((mark) => (mark.mark === 'posted' && mark.number !== null ? [{ ...mark, number: mark.number }] : []));
}

export function postedRowOf({ number, person, person_name: name, at }: MarkRecord & { readonly number: string }) {
  return { number, byName: name ?? person, atMs: stampMs(at as Stamp) };
}

/** A count of this office that still takes entries. */
export function openPlan({ tx, actor }: CommandContext, id: string): PlanRecord | Refusal {
  const plan = findPlan(tx.read, id, actor.office);
  if (plan === undefined) return refuse('count.unknown', {}, 'count');
  if (plan.office !== actor.office) return refuse('count.elsewhere', { office: plan.office }, 'count');
  const marks = marksOf(tx.read, plan);
  const state = stateOf(marks);
  if (state === 'counting' || state === 'review') return plan;
  const mark = marks.find((each) => each.mark === state);
  return refuse(`count.${state}`, { title: plan.title, by: mark?.person_name ?? mark?.person ?? '', number: mark?.number ?? '' }, 'count');
}

type Draft<Kind extends CountRecord> = Omit<Kind, 'id' | 'office' | 'by' | 'workstation' | 'at' | 'signature'>;

/** Signs a record and puts it into the document of its plan's month. @returns it. */
export function putRecord<Kind extends CountPlanRecord | CountEntryRecord | CountChoiceRecord | CountMarkRecord>(
  context: CommandContext,
  month: string,
  draft: Draft<Kind>,
  at: Stamp = context.stamp(),
): Kind {
  const { tx, actor } = context;
  const unsigned = { ...draft, id: context.newId(), office: actor.office, by: actor.person, workstation: actor.workstation, at };
  const record = { ...unsigned, signature: context.sign(COUNT_RECORD_PURPOSE, unsigned) } as unknown as Kind;
  tx.edit(countsName(actor.office, month), (doc) => {
    countRecordsOf(doc).set(record.id, record);
  });
  return record;
}

/** Whoever decides on a count; the others see nothing that a blind count hides. */
export function mayReview(actor: QueryContext['actor']): boolean {
  return actor?.roles.some((role) => role === 'manager' || role === 'hq') ?? false;
}
