/**
 * What an office does in the year beside its daily receipts and issues (movements.ts): lots that are bought, used up and
 * run out, serial numbers, purchases and sales with a partner, and stock put on shelves. Never below zero.
 */
import type { PlannedMovement } from './movements.ts';
import type { SampleRandom } from './random.ts';

const DAY_MS = 86_400_000;
/** Shelf of what is kept by lot or serial number, and those that fast movers are put on. */
const TRACKED_SHELF = 'B-01';
const SHELVES = ['A-01', 'A-02'] as const;
const ON_SHELVES = 12;
/** Days until what is on hand of each lot expires, at the end of the year; the first is over. */
const EXPIRES_IN_DAYS = [-6, 9, 24, 45, 80, 120, 180, 260] as const;
const BRANCH_LOTS = 5;

export interface TradePlan {
  readonly office: string;
  readonly headquarters: boolean;
  readonly random: SampleRandom;
  readonly endMs: number;
  /** Items kept by lot, and by serial number. */
  readonly lots: readonly PricedItem[];
  readonly serials: readonly PricedItem[];
  /** Ids of partners, and what each supplies. */
  readonly suppliers: readonly { readonly id: string; readonly items: readonly PricedItem[] }[];
  readonly customers: readonly string[];
  /** The year's other movements; what they leave is sold and shelved at its end. */
  readonly movements: readonly PlannedMovement[];
  /** Offices that get a transfer of several lines each, which is on its way at the end. */
  readonly sendsTo: readonly string[];
}

interface PricedItem {
  readonly code: string;
  readonly price: string;
}

/** In the order of time; to be merged into `movements`. */
export function planTrade(plan: TradePlan): PlannedMovement[] {
  const { endMs, headquarters, random } = plan;
  const document = (daysBefore: number, hour: number, input: PlannedMovement['input']): PlannedMovement => ({
    atMs: endMs - daysBefore * DAY_MS + hour * 3_600_000,
    operation: 'stock.postDocument',
    input,
  });
  const dayOf = (daysFromEnd: number): string => new Date(endMs + daysFromEnd * DAY_MS).toISOString().slice(0, 10);
  const lotName = (daysBefore: number): string => `${plan.office}${dayOf(-daysBefore).slice(2).replaceAll('-', '')}`;
  const planned: PlannedMovement[] = [];

  for (const [index, item] of plan.lots.slice(0, headquarters ? plan.lots.length : BRANCH_LOTS).entries()) {
    const at = { item: item.code, location: TRACKED_SHELF };
    const expires = EXPIRES_IN_DAYS[(headquarters ? index : index + 1) % EXPIRES_IN_DAYS.length] ?? 0;
    const [early, later] = [random.between(3, 6) * 10, random.between(2, 4) * 12];
    const bought = (daysBefore: number, quantity: number, expiresIn: number): PlannedMovement =>
      document(daysBefore, index * 0.1, {
        kind: 'receipt',
        reference: `CG-${lotName(daysBefore)}`,
        ...supplierOf(plan, item),
        lines: [{ ...at, quantity: String(quantity), lot: lotName(daysBefore), expiry: dayOf(expiresIn), unitCost: item.price }],
      });
    const used = (daysBefore: number, boughtBefore: number, quantity: number): PlannedMovement =>
      document(daysBefore, 2 + index * 0.1, { kind: 'issue', reason: 'consumption', lines: [{ ...at, quantity: String(quantity), lot: lotName(boughtBefore) }] });
    planned.push(bought(320, early, -40), used(250, 320, early / 2), used(170, 320, early / 2));
    planned.push(bought(165, later, expires), used(70, 165, later / 2), bought(28, early, 320 + index * 9), used(10, 28, early / 10));
  }

  for (const [index, item] of plan.serials.entries()) {
    const serials = Array.from({ length: headquarters ? 4 : 2 }, (_, piece) => `SN${plan.office}${String(index + 1)}${String(piece + 1).padStart(3, '0')}`);
    const lines = serials.map((lot) => ({ item: item.code, quantity: '1', lot, location: TRACKED_SHELF }));
    planned.push(document(90, 3 + index * 0.1, { kind: 'receipt', ...supplierOf(plan, item), lines: lines.map((line) => ({ ...line, unitCost: item.price })) }));
    planned.push(document(20, 3 + index * 0.1, { kind: 'issue', reason: 'consumption', reference: '三楼换装', lines: lines.slice(0, 1) }));
  }

  const left = leftOf(plan.movements);
  const plenty = [...left].filter(([, quantity]) => quantity >= 24).map(([code]) => code);
  for (const [index, supplier] of plan.suppliers.entries()) {
    const bought = supplier.items.filter(({ code }) => left.has(code)).slice(0, 3);
    if (bought.length === 0) continue;
    const lines = bought.map(({ code, price }) => ({ item: code, quantity: String(random.between(1, 4) * 10), unitCost: price }));
    planned.push(document(55 - index * 8, 6, { kind: 'receipt', partner: supplier.id, reference: `CG-${plan.office}-${String(2601 + index)}`, lines }));
  }
  for (const [index, partner] of plan.customers.entries()) {
    const sold = plenty.slice(index * 3, index * 3 + 3);
    if (sold.length === 0) continue;
    const lines = sold.map((code) => ({ item: code, quantity: String(random.between(2, 6)) }));
    planned.push(document(0, 9 + index * 0.2, { kind: 'issue', reason: 'sale', partner, reference: `XS-${plan.office}-${String(3401 + index)}`, lines }));
  }
  for (const [index, to] of plan.sendsTo.entries()) {
    const lots = plan.lots.slice(1 + index * 2, 3 + index * 2).map(({ code }) => ({ item: code, quantity: '6', lot: lotName(28), location: TRACKED_SHELF }));
    const others = plenty.slice(14 + index * 3, 17 + index * 3).map((code) => ({ item: code, quantity: '8' }));
    if (lots.length + others.length > 0) planned.push(document(0, 10 + index * 0.1, { kind: 'transfer-out', to, reference: '每周配送', lines: [...lots, ...others] }));
  }
  const shelved = plenty.slice(0, ON_SHELVES).map((code, index) => ({ item: code, quantity: '12', toLocation: SHELVES[index % SHELVES.length] ?? TRACKED_SHELF }));
  if (shelved.length > 0) planned.push(document(0, 11, { kind: 'move', reference: '上架', lines: shelved }));
  return planned.toSorted((one, other) => one.atMs - other.atMs);
}

function supplierOf({ suppliers }: TradePlan, { code }: PricedItem): { readonly partner?: string } {
  const supplier = suppliers.find(({ items }) => items.some((item) => item.code === code));
  return supplier === undefined ? {} : { partner: supplier.id };
}

/** What the year's movements leave of each item. */
function leftOf(movements: readonly PlannedMovement[]): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  for (const { operation, input } of movements) {
    const { item, quantity } = input as { readonly item: string; readonly quantity: string };
    left.set(item, (left.get(item) ?? 0) + (operation === 'stock.receive' ? 1 : -1) * Number(quantity));
  }
  return left;
}
