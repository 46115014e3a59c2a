/**
 * A card's fields live in its history: every change is an entry that names the entries it saw, and the value of
 * a field is derived from them. So two edits made apart both survive, and a person chooses.
 *
 * 1. Entries are immutable and only added. The result depends on the set of entries, never on their order.
 * 2. An entry is superseded when another entry of its card and field names it in `seen`. What is left are the heads.
 * 3. Equal heads are one value. Heads that differ are a collision, except in fields that resolve by themselves:
 *    there the latest stamp counts and nobody is asked.
 * 4. A settling entry names all heads that it saw, and is then the only one.
 */
import { z } from 'zod';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';

const id = z.uuid();

/** A day, `2026-11-23`. */
const day = z.iso.date();
/** Fractional index (see model/tasks/placement.ts). */
const position = z.string().regex(/^[0-9A-Za-z]{1,200}$/);

export const placeValue = z.object({ list: id, position });
export type Place = z.infer<typeof placeValue>;

interface FieldRule {
  readonly value: z.ZodType;
  /** True where the latest stamp decides and a person is not asked. */
  readonly automatic: boolean;
}

const FIELDS: Readonly<Record<string, FieldRule>> = {
  title: { value: z.string().min(1).max(500), automatic: false },
  description: { value: z.string().max(20_000), automatic: false },
  responsible: { value: z.string().min(1).max(100).nullable(), automatic: false },
  due: { value: day.nullable(), automatic: false },
  blocked: { value: z.string().min(1).max(500).nullable(), automatic: false },
  place: { value: placeValue, automatic: true },
  archived: { value: z.boolean(), automatic: true },
};

/** Fields with a name of their own per label or checklist item. */
const NAMED_FIELDS: readonly (FieldRule & { readonly pattern: RegExp })[] = [
  { pattern: /^label\/.{1,60}$/su, value: z.boolean(), automatic: true },
  { pattern: /^checklist\/[0-9a-f-]{36}\/text$/, value: z.string().min(1).max(500), automatic: false },
  { pattern: /^checklist\/[0-9a-f-]{36}\/done$/, value: z.boolean(), automatic: true },
];

function fieldRule(field: string): FieldRule | undefined {
  if (Object.hasOwn(FIELDS, field)) return FIELDS[field];
  return NAMED_FIELDS.find((named) => named.pattern.test(field));
}

/** True where a difference resolves by the latest stamp. Unknown fields (of a newer version) do not. */
export function resolvesAutomatically(field: string): boolean {
  return fieldRule(field)?.automatic ?? false;
}

/** Whether a field may hold a value. A field that this version does not know (a newer office wrote it) is kept as it is. */
export function fieldAccepts(field: string, value: unknown): boolean {
  return fieldRule(field)?.value.safeParse(value).success ?? true;
}

/** Who wrote something, where. The name is as it was then: it stays readable without the directory. */
export const authorship = {
  by: z.string().min(1).max(100),
  name: z.string().max(200),
  office: z.string().min(1).max(20),
  workstation: z.string().min(1).max(100),
  at: z.string().regex(STAMP_PATTERN),
};

/** Who wrote something, where, and its stamp. */
export interface Author {
  readonly by: string;
  readonly name: string;
  readonly office: string;
  readonly workstation: string;
  readonly at: string;
}

export interface HistoryEntry extends Author {
  readonly id: string;
  readonly card: string;
  readonly field: string;
  readonly value: unknown;
  /** Ids of the entries of this field that the writer had before them; none for the first. */
  readonly seen: readonly string[];
}

const entryShape = z.object({
  id,
  card: id,
  field: z.string().min(1).max(100),
  value: z.unknown(),
  seen: z.array(id).max(64),
  ...authorship,
});

/** What is wrong with an entry's shape, or undefined. `key` is the key it stands under. */
export function historyEntryProblem(key: string, value: unknown): string | undefined {
  const parsed = entryShape.safeParse(value);
  if (!parsed.success) return `entry ${key}: ${parsed.error.issues[0]?.path.join('.') ?? ''} is not valid`;
  const entry = parsed.data;
  if (entry.id !== key) return `entry ${key} calls itself ${entry.id}`;
  if (entry.seen.includes(entry.id)) return `entry ${key} has seen itself`;
  if (!fieldAccepts(entry.field, entry.value)) return `entry ${key}: ${entry.field} cannot hold this value`;
  return undefined;
}

/** Later stamp first, the id breaks a tie: the same order on every replica. */
export function latestFirst(left: HistoryEntry, right: HistoryEntry): number {
  return compare(right.at, left.at) || compare(right.id, left.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The entries of one field of one card that no other supersedes, latest first.
 * Entries that name each other in a circle (only a forger writes them) would leave none: then all count.
 */
export function headsOf(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const superseded = new Set(entries.flatMap((entry) => entry.seen));
  const heads = entries.filter((entry) => !superseded.has(entry.id));
  return (heads.length === 0 ? [...entries] : heads).toSorted(latestFirst);
}

export interface FieldState {
  readonly field: string;
  /** All heads, latest first. */
  readonly heads: readonly HistoryEntry[];
  /** The latest head's value: what a list shows. */
  readonly value: unknown;
  /** True where heads differ and a person must choose. */
  readonly collided: boolean;
}

/** The state of each field that the entries (all of one card) name, by field. */
export function fieldStates(entries: readonly HistoryEntry[]): ReadonlyMap<string, FieldState> {
  const states = new Map<string, FieldState>();
  for (const [field, group] of Map.groupBy(entries, (entry) => entry.field)) {
    const heads = headsOf(group);
    states.set(field, {
      field,
      heads,
      value: heads[0]?.value,
      collided: !resolvesAutomatically(field) && new Set(heads.map((head) => valueKey(head.value))).size > 1,
    });
  }
  return states;
}

/** Equal values have equal keys, whatever the order of their properties. */
export function valueKey(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => compare(left, right)))
      : part,
  );
}

/** A new entry that supersedes what `state` shows, or what the person had on screen (`seen`). */
export function nextEntry(
  entry: { readonly id: string; readonly card: string; readonly field: string; readonly value: unknown } & Author,
  state: FieldState | undefined,
  seen?: readonly string[],
): HistoryEntry {
  return { ...entry, seen: seen ?? state?.heads.map((head) => head.id) ?? [] };
}
