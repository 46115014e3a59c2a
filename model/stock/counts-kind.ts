/**
 * Documents `counts/{office}/{yyyy-mm}`: the counts that an office planned in that month (UTC), with what people entered
 * for each. A plain append-only map of signed records: several workstations count at once and apart, and merge.
 */
import { z } from 'zod';
import type * as Y from 'yjs';
import type { DocumentKind, DocumentProblem } from '../document/kind.ts';
import { STAMP_PATTERN, type Stamp } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN, type DocumentName } from '../identity/ids.ts';
import { appendOnlyProblem, presentEntries, signatureProblem } from './append-only.ts';
import { stampMonth } from './movement.ts';
import { MAX_QUANTITY_THOUSANDTHS } from './quantity.ts';

const RULE = 'STOCK-44';
const PATTERN = /^counts\/([A-Z][A-Z0-9]{0,5})\/(\d{4}-(?:0[1-9]|1[0-2]))$/;

/** What a record of a count is signed for. */
export const COUNT_RECORD_PURPOSE = 'count-record';

/** Items that one plan may name. */
export const MAX_PLANNED_ITEMS = 1000;
/** Entries that one entry may replace, or one choice may pass over. */
const MAX_NAMED_ENTRIES = 100;
const MAX_PLAN_CHARACTERS = 65_536;
const MAX_RECORD_CHARACTERS = 8192;

const stamp = z.string().regex(STAMP_PATTERN).transform((text) => text as Stamp);
const entries = z.array(z.uuid()).max(MAX_NAMED_ENTRIES);
const items = z.array(z.uuid()).min(1).max(MAX_PLANNED_ITEMS);

const scopeShape = z.discriminatedUnion('of', [
  z.looseObject({ of: z.literal('all') }),
  z.looseObject({ of: z.literal('locations'), locations: z.array(z.string().min(1).max(100)).min(1).max(200) }),
  z.looseObject({ of: z.literal('categories'), categories: z.array(z.uuid()).min(1).max(200) }),
  z.looseObject({ of: z.literal('items'), items }),
  /** The few that were due on the day of the plan. */
  z.looseObject({ of: z.literal('rolling'), items }),
]);

const common = {
  id: z.uuid(),
  office: z.string().regex(OFFICE_CODE_PATTERN),
  by: z.string().min(1).max(64),
  workstation: z.string().min(1).max(64),
  at: stamp,
  signature: z.string().min(1).max(200),
};

const planShape = z.looseObject({ ...common, record: z.literal('plan'), title: z.string().min(1).max(200), scope: scopeShape, blind: z.boolean() });

const entryShape = z.looseObject({
  ...common,
  record: z.literal('entry'),
  /** Id of the plan. */
  count: z.uuid(),
  item: z.uuid(),
  lot: z.string().min(1).max(100).optional(),
  location: z.string().min(1).max(100),
  /** All that was found at the place, thousandths. */
  counted: z.number().int().min(0).max(MAX_QUANTITY_THOUSANDTHS),
  /** When it was found, where that was before it was entered. */
  observed: stamp.optional(),
  /** Entries of the same place that it stands for from now on. */
  replaces: entries,
});

/** Of several figures of one place, the one that counts. */
const choiceShape = z.looseObject({ ...common, record: z.literal('choice'), count: z.uuid(), entry: z.uuid(), over: entries });

const markShape = z.looseObject({
  ...common,
  record: z.literal('mark'),
  count: z.uuid(),
  mark: z.enum(['closed', 'cancelled', 'posted']),
  /** Of the document that was posted. */
  number: z.string().min(1).max(40).optional(),
});

const recordShape = z.discriminatedUnion('record', [planShape, entryShape, choiceShape, markShape]);

export type CountScope = z.output<typeof scopeShape>;
export type CountPlanRecord = Known<z.output<typeof planShape>>;
export type CountEntryRecord = Known<z.output<typeof entryShape>>;
export type CountChoiceRecord = Known<z.output<typeof choiceShape>>;
export type CountMarkRecord = Known<z.output<typeof markShape>>;
export type CountRecord = CountPlanRecord | CountEntryRecord | CountChoiceRecord | CountMarkRecord;
type Known<Loose> = { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] };

export function countsName(office: string, month: string): DocumentName {
  return `counts/${office}/${month}` as DocumentName;
}

/** The parts of a document's name; undefined where it is none of this kind. */
export function readCountsName(name: string): { readonly office: string; readonly month: string } | undefined {
  const [, office, month] = PATTERN.exec(name) ?? [];
  return office === undefined || month === undefined ? undefined : { office, month };
}

/** The map of records by id. */
export function countRecordsOf(doc: Y.Doc): Y.Map<CountRecord> {
  return doc.getMap<CountRecord>('records');
}

export const countsKind: DocumentKind = {
  kind: 'counts',
  pattern: PATTERN,
  roots: { records: 'map' },
  guarded: true,
  mayWrite: (name, writer) => readCountsName(name)?.office === writer.office,
  mayRead: () => true,
  check(change, context): DocumentProblem | undefined {
    const problem = appendOnlyProblem(change, 'records', RULE);
    if (problem !== undefined) return problem;
    for (const { key, after } of presentEntries(change)) {
      const parsed = recordShape.safeParse(after);
      const malformed = { rule: RULE, detail: `record ${key} is malformed` };
      if (!parsed.success || parsed.data.id !== key || !fits(parsed.data, change.name)) return malformed;
      if (JSON.stringify(after).length > (parsed.data.record === 'plan' ? MAX_PLAN_CHARACTERS : MAX_RECORD_CHARACTERS)) return malformed;
      const unsigned = signatureProblem(after as CountRecord, COUNT_RECORD_PURPOSE, context, RULE);
      if (unsigned !== undefined) return unsigned;
    }
    return undefined;
  },
};

/** A record stands in its office's document; a plan in that of its month, and nothing was found after it was entered. */
function fits(record: CountRecord, name: string): boolean {
  const document = readCountsName(name);
  if (record.office !== document?.office) return false;
  if (record.record === 'plan') return stampMonth(record.at) === document.month;
  return record.record !== 'entry' || record.observed === undefined || record.observed <= record.at;
}
