/** Documents `closing/{yyyy-mm}`: the month-end closings of a month, written by headquarters. Append-only and signed. */
import { z } from 'zod';
import type { DocumentKind, DocumentProblem } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN, type DocumentName } from '../identity/ids.ts';
import { appendOnlyProblem, presentEntries, signatureProblem } from './append-only.ts';

export const CLOSING_PURPOSE = 'closing';
export const MONTH_PATTERN = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const PATTERN = /^closing\/(\d{4}-(?:0[1-9]|1[0-2]))$/;
/** A month ends by the clock where it was closed: at most so far from its end in UTC. */
const MOST_ZONE_MS = 15 * 3600 * 1000;
const MAX_ENTRY_CHARACTERS = 512 * 1024;

const office = z.string().regex(OFFICE_CODE_PATTERN);
const safeInteger = z.number().int();

const closingShape = z.looseObject({
  id: z.uuid(),
  month: z.string().regex(MONTH_PATTERN),
  /** What is dated before belongs to it, milliseconds since 1970. */
  untilMs: safeInteger.min(0),
  /** The one office that it closes; all of them without it. */
  scope: office.optional(),
  /** Offices whose records up to the month's end were known not to be all here. */
  missing: z.array(office).max(10_000),
  /** Last sequence of each workstation whose movements it holds. */
  vector: z.record(z.string().min(1).max(64), safeInteger.min(1)),
  /** Sums of the figures by office; quantities are of different units, so only their number stands. */
  totals: z.array(z.looseObject({ office, lines: safeInteger.min(0), value: safeInteger })).max(10_000),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.string().min(1).max(64),
  office,
  workstation: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN),
  signature: z.string().min(1).max(200),
});
export type Closing = Known<z.output<typeof closingShape>>;
type Known<Loose> = { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] };

export function closingName(month: string): DocumentName {
  return `closing/${month}` as DocumentName;
}

/** The month of a document's name; undefined where it is none of this kind. */
function closingMonth(name: string): string | undefined {
  return PATTERN.exec(name)?.[1];
}

/** First moment after a month in UTC. */
function monthEndMs(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}

function closingProblem(key: string, value: unknown, month: string | undefined): DocumentProblem | undefined {
  const parsed = closingShape.safeParse(value);
  if (!parsed.success || JSON.stringify(value).length > MAX_ENTRY_CHARACTERS) return { rule: 'STOCK-74', detail: `closing ${key} is malformed` };
  const closing = parsed.data;
  if (closing.id !== key || closing.month !== month) return { rule: 'STOCK-74', detail: `closing ${key} stands in the wrong place` };
  if (Math.abs(closing.untilMs - monthEndMs(closing.month)) > MOST_ZONE_MS) return { rule: 'STOCK-74', detail: `closing ${key} does not end with its month` };
  return undefined;
}

export const closingKind: DocumentKind = {
  kind: 'closing',
  pattern: PATTERN,
  roots: { closings: 'map' },
  guarded: true,
  mayWrite: (_name, writer) => writer.headquarters,
  mayRead: () => true,
  check(change, context): DocumentProblem | undefined {
    const problem = appendOnlyProblem(change, 'closings', 'STOCK-74');
    if (problem !== undefined) return problem;
    for (const { key, after } of presentEntries(change)) {
      const found = closingProblem(key, after, closingMonth(change.name)) ?? signatureProblem(after as Closing, CLOSING_PURPOSE, context, 'STOCK-74');
      if (found !== undefined) return found;
    }
    return undefined;
  },
};
