/**
 * Which items an office counts today, a few each day, so that each is counted again within the days of its class
 * (STOCK-49). Derived from what they are worth there and when they were last counted; nothing of it is stored. Pure.
 */
export const VALUE_CLASSES = ['A', 'B', 'C'] as const;
export type ValueClass = (typeof VALUE_CLASSES)[number];

/** Days within which an item of the class is counted again where its category names none. */
export const COUNT_INTERVAL_DAYS: Readonly<Record<ValueClass, number>> = { A: 30, B: 90, C: 180 };
/** Items that a day asks for at most. */
export const ROLLING_PER_DAY = 12;

/** Share of all value, in percent, up to which items are of the class; the most valuable first. */
const CLASS_A_PERCENT = 80n;
const CLASS_B_PERCENT = 95n;
const DAY_MS = 24 * 3600 * 1000;

export interface HeldItem {
  readonly item: string;
  /** Minor units. */
  readonly value: number;
  /** Undefined where it never was. */
  readonly countedMs: number | undefined;
  /** What its category says; undefined where none does. */
  readonly categoryDays?: number | undefined;
}

export interface DueItem extends HeldItem {
  readonly valueClass: ValueClass;
  /** Days within which it is counted again. */
  readonly intervalDays: number;
}

/** @param held all items that the office holds, in any order. @returns those that are due, the most urgent first. */
export function dueItems(held: readonly HeldItem[], nowMs: number): readonly DueItem[] {
  return classify(held)
    .filter(({ countedMs, intervalDays }) => countedMs === undefined || nowMs - countedMs >= intervalDays * DAY_MS)
    .toSorted((left, right) => urgency(right, nowMs) - urgency(left, nowMs) || right.value - left.value || (left.item < right.item ? -1 : 1));
}

function classify(held: readonly HeldItem[]): readonly DueItem[] {
  const total = held.reduce((sum, { value }) => sum + BigInt(Math.max(0, value)), 0n);
  let before = 0n;
  return held
    .toSorted((left, right) => right.value - left.value || (left.item < right.item ? -1 : 1))
    .map((each) => {
      const valueClass = total === 0n || each.value <= 0 || before * 100n >= total * CLASS_B_PERCENT ? 'C' : before * 100n >= total * CLASS_A_PERCENT ? 'B' : 'A';
      before += BigInt(Math.max(0, each.value));
      return { ...each, valueClass, intervalDays: each.categoryDays ?? COUNT_INTERVAL_DAYS[valueClass] };
    });
}

/** How many of its intervals have gone by; what never was counted comes first. */
function urgency({ countedMs, intervalDays }: DueItem, nowMs: number): number {
  return countedMs === undefined ? Number.MAX_SAFE_INTEGER : (nowMs - countedMs) / (intervalDays * DAY_MS);
}
