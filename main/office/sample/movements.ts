/** A believable year at one office: opening stock, weekly receipts where it runs low, issues on working days, transfers in its last week. */
import type { SampleRandom } from './random.ts';

export interface PlannedMovement {
  readonly atMs: number;
  readonly operation: 'stock.receive' | 'stock.issue' | 'stock.transfer' | 'stock.postDocument';
  readonly input: Readonly<Record<string, unknown>>;
}

export interface SampleItem {
  readonly code: string;
  /** Purchase price, decimal. */
  readonly price: string;
}

export interface MovementPlan {
  readonly items: readonly SampleItem[];
  readonly random: SampleRandom;
  /** The last day's end, milliseconds since 1970. */
  readonly endMs: number;
  /** Which part of the items this office carries, 0 to 1. */
  readonly itemShare: number;
  /** Fewest and most on a working day. */
  readonly issuesADay: readonly [number, number];
  /** Offices that get a transfer each in the last week. */
  readonly sendsTo: readonly string[];
}

const DAYS = 365;
const FIRST_TRANSFER_DAY = 360;
const DAY_MS = 86_400_000;
const OPENING_HOUR_MS = 8 * 3_600_000;
/** After the opening hour, when the day's issues are done. */
const EVENING_MS = 9.5 * 3_600_000;
const REASONS = ['sale', 'sale', 'sale', 'consumption', 'consumption', 'scrap'] as const;

/** In the order of time. Never below zero, so that what a person then does in the sample starts from sound stock. */
export function planMovements({ items, random, endMs, itemShare, issuesADay, sendsTo }: MovementPlan): PlannedMovement[] {
  const plan: PlannedMovement[] = [];
  const stock = new Map<string, { item: SampleItem; quantity: number; typical: number }>();
  const firstDayMs = endMs - DAYS * DAY_MS;
  for (const item of items) {
    if (random.next() > itemShare) continue;
    const typical = random.pick([20, 50, 100, 200, 500]);
    stock.set(item.code, { item, quantity: typical, typical });
    plan.push(receipt(firstDayMs + OPENING_HOUR_MS, item, typical, '期初'));
  }
  const held = [...stock.values()];
  for (let day = 1; day < DAYS; day += 1) {
    const dayMs = firstDayMs + day * DAY_MS + OPENING_HOUR_MS;
    const weekday = new Date(dayMs).getUTCDay();
    if (weekday === 0) continue;
    const times = Array.from({ length: random.between(...issuesADay) }, () => dayMs + random.between(0, 9 * 3_600_000)).toSorted((left, right) => left - right);
    for (const atMs of times) {
      const entry = random.pick(held);
      const quantity = Math.min(entry.quantity, random.between(1, Math.max(1, Math.round(entry.typical / 8))));
      if (quantity === 0) continue;
      entry.quantity -= quantity;
      plan.push({ atMs, operation: 'stock.issue', input: { item: entry.item.code, quantity: String(quantity), reason: random.pick(REASONS) } });
    }
    if (day >= FIRST_TRANSFER_DAY) plan.push(...transfers(dayMs + EVENING_MS, day - FIRST_TRANSFER_DAY));
    if (weekday !== 1) continue;
    for (const entry of held) {
      if (entry.quantity >= entry.typical / 4) continue;
      entry.quantity += entry.typical;
      plan.push(receipt(dayMs + EVENING_MS, entry.item, entry.typical, '采购补货'));
    }
  }
  return plan;

  /** One a day to the next office in turn, of something that there is enough of. */
  function transfers(atMs: number, turn: number): PlannedMovement[] {
    const to = sendsTo[turn % Math.max(1, sendsTo.length)];
    const plenty = held.filter(({ quantity, typical }) => quantity >= Math.max(20, typical / 2));
    if (to === undefined || plenty.length === 0) return [];
    const entry = random.pick(plenty);
    const quantity = random.between(6, 12);
    entry.quantity -= quantity;
    return [{ atMs, operation: 'stock.transfer', input: { item: entry.item.code, quantity: String(quantity), to } }];
  }
}

function receipt(atMs: number, item: SampleItem, quantity: number, note: string): PlannedMovement {
  return { atMs, operation: 'stock.receive', input: { item: item.code, quantity: String(quantity), unitCost: item.price, note } };
}
