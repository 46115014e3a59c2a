/**
 * Documents `quota/headquarters` and `quota/{office}`: who may issue how much of a scarce item (a bounded counter,
 * Balegas et al., "Extending Eventually Consistent Cloud Databases for Enforcing Numeric Invariants", 2015).
 *
 * 1. Rights are held by workstations. Headquarters alone makes them (`open`, `mint`); a holder alone gives its own away.
 *    Whoever is cut off therefore knows its own rights exactly, whatever happens elsewhere.
 * 2. What was used of them stands in the ledgers alone: an issue names the quota that it uses (movement.ts).
 * 3. A workstation's entries stand under its id and their sequence, each with the hash of the one before. A copy of a
 *    workstation that gives the same rights away again would overwrite an entry, which is refused.
 * 4. Headquarters' workstations write everything into one document, those of another office into their office's.
 */
import { z } from 'zod';
import type * as Y from 'yjs';
import type { DocumentKind, DocumentProblem, RuleContext } from '../document/kind.ts';
import { STAMP_PATTERN, type Stamp } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN, type DocumentName } from '../identity/ids.ts';
import { recordHash } from '../identity/signatures.ts';
import { appendOnlyProblem, presentEntries, signatureProblem } from './append-only.ts';

const PATTERN = /^quota\/(headquarters|[A-Z][A-Z0-9]{0,5})$/;
const HEADQUARTERS = 'headquarters';

/** What an entry is signed for. */
export const QUOTA_PURPOSE = 'quota';
/** Thousandths: few enough that thousands of entries still sum exactly. */
const MAX_QUOTA_THOUSANDTHS = 1_000_000_000_000;
const MAX_ENTRY_CHARACTERS = 2048;

const office = z.string().regex(OFFICE_CODE_PATTERN);
const workstation = z.string().min(1).max(64);
const amount = z.number().int().min(1).max(MAX_QUOTA_THOUSANDTHS);

const common = {
  /** `{workstation}/{sequence}`, which is also its key. */
  id: z.string().max(100),
  quota: z.uuid(),
  office,
  workstation,
  /** Counts the workstation's entries from 1. */
  sequence: z.number().int().min(1),
  /** Hash of the workstation's entry before; empty for the first. */
  previous: z.union([z.literal(''), z.string().regex(/^[0-9a-f]{64}$/)]),
  by: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN).transform((stamp) => stamp as Stamp),
  note: z.string().min(1).max(500).optional(),
  signature: z.string().min(1).max(200),
};

const headquartersEntries = [
  /** Puts an item under quota; the total is held by the workstation that opens it. */
  z.looseObject({ act: z.literal('open'), item: z.uuid(), amount, from: z.iso.date().optional(), ...common }),
  z.looseObject({ act: z.literal('mint'), amount, ...common }),
  /** Rights of a workstation that will never be heard of again are lost. Nothing is made in their place. */
  z.looseObject({ act: z.literal('write-off'), holder: workstation, ...common }),
  /** The item may be issued freely again. */
  z.looseObject({ act: z.literal('close'), ...common }),
] as const;

const holdersEntries = [
  /** Lowers the writer's rights and raises those of `to`. */
  z.looseObject({ act: z.literal('give'), to: workstation, toOffice: office, amount, request: z.uuid().optional(), ...common }),
  z.looseObject({ act: z.literal('request'), request: z.uuid(), of: workstation, ofOffice: office, amount, ...common }),
  z.looseObject({ act: z.literal('decline'), request: z.uuid(), ...common }),
] as const;

const HEADQUARTERS_ACTS: ReadonlySet<string> = new Set(['open', 'mint', 'write-off', 'close']);
const entryShape = z.discriminatedUnion('act', [...headquartersEntries, ...holdersEntries]);

/** The fields by name, without the index signature of a loose object. */
type Known<Loose> = Loose extends unknown ? { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] } : never;
export type QuotaEntry = Known<z.output<typeof entryShape>>;
type Written<Entry> = Entry extends unknown ? Omit<Entry, 'id' | 'office' | 'workstation' | 'sequence' | 'previous' | 'by' | 'at' | 'signature'> : never;
/** What a command decides of an entry; the rest is the same for all. */
export type QuotaEntryDraft = Written<QuotaEntry>;

/** Where a workstation of this office writes. */
export function quotaName(ofOffice: string, atHeadquarters: boolean): DocumentName {
  return `quota/${atHeadquarters ? HEADQUARTERS : ofOffice}` as DocumentName;
}

/** The map of entries by `{workstation}/{sequence}`. */
export function quotaEntriesOf(doc: Y.Doc): Y.Map<QuotaEntry> {
  return doc.getMap<QuotaEntry>('entries');
}

export function quotaEntryKey(writer: string, sequence: number): string {
  return `${writer}/${String(sequence)}`;
}

function homeOf(name: string): string | undefined {
  return PATTERN.exec(name)?.[1];
}

function entryProblem(key: string, value: unknown, home: string, entries: Y.Map<QuotaEntry>, context: RuleContext): DocumentProblem | undefined {
  const parsed = entryShape.safeParse(value);
  if (!parsed.success || JSON.stringify(value).length > MAX_ENTRY_CHARACTERS) return { rule: 'STOCK-60', detail: `quota entry ${key} is malformed` };
  const entry = parsed.data as QuotaEntry;
  if (key !== quotaEntryKey(entry.workstation, entry.sequence) || entry.id !== key) return { rule: 'STOCK-60', detail: `quota entry ${key} stands in another's place` };
  if (home !== HEADQUARTERS && entry.office !== home) return { rule: 'STOCK-60', detail: `quota entry ${key} is of ${entry.office}` };
  if (home !== HEADQUARTERS && HEADQUARTERS_ACTS.has(entry.act)) return { rule: 'STOCK-60', detail: `${entry.act} is headquarters’ alone` };
  if (entry.act === 'give') {
    if (entry.to === entry.workstation) return { rule: 'STOCK-61', detail: `quota entry ${key} gives to its own workstation` };
    const known = context.workstationOffice?.(entry.to);
    if (known !== undefined && known !== entry.toOffice) return { rule: 'STOCK-61', detail: `workstation ${entry.to} is not of ${entry.toOffice}` };
  }
  const unsigned = signatureProblem(value as QuotaEntry, QUOTA_PURPOSE, context, 'STOCK-60');
  if (unsigned !== undefined) return unsigned;
  return chainProblem(entry, value as QuotaEntry, entries);
}

/** What of the chain is held fits together; a neighbour that has not arrived is judged when it does. */
function chainProblem(entry: QuotaEntry, raw: QuotaEntry, entries: Y.Map<QuotaEntry>): DocumentProblem | undefined {
  const broken = { rule: 'STOCK-60', detail: `quota entry ${entry.id} breaks its workstation's chain` };
  if ((entry.sequence === 1) !== (entry.previous === '')) return broken;
  const before = entries.get(quotaEntryKey(entry.workstation, entry.sequence - 1));
  if (before !== undefined && recordHash(before) !== entry.previous) return broken;
  const after = entries.get(quotaEntryKey(entry.workstation, entry.sequence + 1));
  return after !== undefined && after.previous !== recordHash(raw) ? broken : undefined;
}

export const quotaKind: DocumentKind = {
  kind: 'quota',
  pattern: PATTERN,
  roots: { entries: 'map' },
  guarded: true,
  mayWrite: (name, writer) => (writer.headquarters ? homeOf(name) === HEADQUARTERS : homeOf(name) === writer.office),
  mayRead: () => true,
  check(change, context) {
    const home = homeOf(change.name);
    if (home === undefined) return { rule: 'STOCK-60', detail: `${change.name} holds no quotas` };
    const problem = appendOnlyProblem(change, 'entries', 'STOCK-60');
    if (problem !== undefined) return problem;
    for (const { key, after } of presentEntries(change)) {
      const found = entryProblem(key, after, home, quotaEntriesOf(change.doc), context);
      if (found !== undefined) return found;
    }
    return undefined;
  },
};
