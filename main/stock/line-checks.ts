/**
 * What stands against posting lines: judged line after line, each with what the lines before it leave, before anything
 * is written.
 *
 * 1. An office is not led below zero unless a manager or headquarters overrides (STOCK-10); a place of it neither,
 *    wherever a place, lot or serial number is named.
 * 2. Expired stock is neither issued nor sent (STOCK-21); it may be moved, returned and scrapped.
 * 3. Under a quota an issue uses rights of this workstation (quotas/issue-rights.ts).
 * 4. A serial number comes in only where it is on hand nowhere, and goes out only from where it is (STOCK-22).
 */
import { isRefusal, refuse, type Refusal, type RefusalValues } from '#model/contract/refusal.ts';
import { DEFAULT_LOCATION, SERIAL_QUANTITY } from '#model/stock/movement.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import type { Actor } from '../area.ts';
import { localDay } from '../local-day.ts';
import type { Reader } from '../store/store.ts';
import { levelOf, type ItemRecord } from './item-lookup.ts';
import { hasShelfLife, trackingOf } from './item-tracking.ts';
import { findLocation, hasLocations, quarantineOf } from './locations.ts';
import type { MovementDraft } from './posting.ts';
import { issueRights, type IssueRights } from './quotas/issue-rights.ts';

/** What the checks read. */
export interface LineContext {
  readonly tx: { readonly read: Reader };
  readonly actor: Actor;
  nowMs(): number;
}

export interface PlannedLine {
  readonly item: ItemRecord;
  readonly draft: MovementDraft;
  /** Position in the input, from 0; undefined for a command of one movement. */
  readonly index?: number;
  /** Sent back unopened: expired or not, it goes to where it came from. */
  readonly sentBack?: true;
}

/** A refusal at a field of a line. */
export function refuseLine<Reason extends string>(
  line: { readonly index?: number },
  reason: Reason,
  values: RefusalValues,
  field: string,
): Refusal<Reason> {
  const { index } = line;
  return index === undefined
    ? refuse(reason, values, field)
    : refuse(reason, { line: index + 1, ...values }, `lines.${String(index)}.${field}`);
}

/** Judges one document after another, each with what those before it leave. */
export interface LineChecks {
  /** As `checkLines`; a document that is refused leaves nothing. */
  take(lines: readonly PlannedLine[]): readonly MovementDraft[] | Refusal;
  /** Takes back what the last document left. */
  giveBack(): void;
}

/** The drafts as they may be posted, serial numbers marked; or what stands against the first that may not. */
export function checkLines(context: LineContext, lines: readonly PlannedLine[]): readonly MovementDraft[] | Refusal {
  return createLineChecks(context).take(lines);
}

export function createLineChecks(context: LineContext): LineChecks {
  const sums = runningSums(context);
  const rights = issueRights(context);
  let marks: readonly (() => void)[] = [];
  const giveBack = (): void => {
    for (const back of marks) back();
  };
  return {
    take(lines) {
      marks = [sums.mark(), rights.mark()];
      const checked = checkDocument(context, lines, sums, rights);
      if (isRefusal(checked)) giveBack();
      return checked;
    },
    giveBack,
  };
}

function checkDocument(context: LineContext, lines: readonly PlannedLine[], sums: RunningSums, rights: IssueRights): readonly MovementDraft[] | Refusal {
  const checked: MovementDraft[] = [];
  for (const line of lines) {
    const tracked = locationProblem(context, line) ?? trackedProblem(context, line, sums) ?? serialProblem(context, line, sums);
    if (tracked !== undefined) return tracked;
    const needsOverride = amountProblem(context, line, sums);
    if (typeof needsOverride === 'object') return needsOverride;
    const quota = rights.take(line);
    if ('short' in quota) return refuseLine(line, 'quota.short', quota.short, 'quantity');
    const { override: _asked, ...plain } = line.draft;
    checked.push({
      ...plain,
      ...quota.mark,
      ...(needsOverride ? { override: true as const } : {}),
      ...(trackingOf(line.item) === 'serial' && line.draft.lot !== undefined ? { serial: true as const } : {}),
    });
    sums.add(line);
  }
  return checked;
}

/** Balances with what the lines so far add; thousandths. */
interface RunningSums {
  office(item: string): number;
  place(item: string, lot: string, location: string): number;
  /** Of a serial number, with the office where it is on hand. */
  serial(item: string, serial: string): { readonly office: string } | undefined;
  /** A lot's expiry as it is known here: the earliest that was named. */
  expiry(item: string, lot: string): string | undefined;
  add(line: PlannedLine): void;
  /** @returns takes back what was added since. */
  mark(): () => void;
}

function runningSums({ tx, actor }: LineContext): RunningSums {
  const added = new Map<string, number>();
  const expiries = new Map<string, string | undefined>();
  /** What takes back each step since the mark, the first one first. */
  const since: (() => void)[] = [];
  const sum = (key: string): number => added.get(key) ?? 0;
  return {
    mark() {
      since.length = 0;
      return () => {
        for (const back of since.splice(0).toReversed()) back();
      };
    },
    office: (item) => levelOf(tx.read, item, actor.office) + sum(item),
    place(item, lot, location) {
      const row = tx.read.get<{ quantity: number }>(
        'SELECT quantity FROM balance WHERE office = ? AND item = ? AND lot = ? AND location = ?',
        actor.office,
        item,
        lot,
        location,
      );
      return (row?.quantity ?? 0) + sum(`${item}\n${lot}\n${location}`);
    },
    serial(item, serial) {
      const rows = tx.read.all<{ office: string; quantity: number }>(
        'SELECT office, sum(quantity) AS quantity FROM balance WHERE item = ? AND lot = ? GROUP BY office',
        item,
        serial,
      );
      const here = sum(`${item}\n${serial}`) + (rows.find(({ office }) => office === actor.office)?.quantity ?? 0);
      if (here > 0) return { office: actor.office };
      return rows.find(({ office, quantity }) => office !== actor.office && quantity > 0);
    },
    expiry(item, lot) {
      const posted = tx.read.get<{ expiry: string }>('SELECT expiry FROM lot WHERE item = ? AND lot = ?', item, lot)?.expiry;
      const named = expiries.get(`${item}\n${lot}`);
      return posted === undefined || (named !== undefined && named < posted) ? named : posted;
    },
    add({ item, draft }) {
      const lot = draft.lot ?? '';
      const named = draft.expiry;
      const before = expiries.get(`${item.id}\n${lot}`);
      if (named !== undefined && (before === undefined || named < before)) {
        expiries.set(`${item.id}\n${lot}`, named);
        since.push(() => void expiries.set(`${item.id}\n${lot}`, before));
      }
      for (const key of new Set([item.id, `${item.id}\n${lot}`, `${item.id}\n${lot}\n${draft.location ?? DEFAULT_LOCATION}`])) {
        added.set(key, sum(key) + draft.quantity);
        since.push(() => void added.set(key, sum(key) - draft.quantity));
      }
    },
  };
}

/** An office that has divided its store names its own locations; into one that is discontinued nothing comes. */
function locationProblem({ tx, actor }: LineContext, line: PlannedLine): Refusal | undefined {
  const { draft } = line;
  const { location } = draft;
  if (location === undefined || location === DEFAULT_LOCATION || draft.kind === 'reversal') return undefined;
  if (location === quarantineOf(tx.read, actor.office) || !hasLocations(tx.read, actor.office)) return undefined;
  const known = findLocation(tx.read, actor.office, location);
  if (known !== undefined && (draft.quantity < 0 || known.discontinued === 0)) return undefined;
  // Stock from before the store was divided still stands under the name it was given.
  const old = draft.quantity < 0 && tx.read.get('SELECT 1 FROM balance WHERE office = ? AND item = ? AND location = ?', actor.office, draft.item, location) !== undefined;
  if (old) return undefined;
  const field = draft.kind === 'move' && draft.quantity > 0 ? 'toLocation' : 'location';
  return refuseLine(line, 'location.not-here', { location }, field);
}

function trackedProblem(context: LineContext, line: PlannedLine, sums: RunningSums): Refusal | undefined {
  const { item, draft } = line;
  const { lot } = draft;
  // What is taken back or arrives is as it was posted, also where the item came to be tracked since.
  if (draft.kind === 'reversal' || draft.kind === 'transfer-in') return undefined;
  const values = { item: item.name, unit: item.unit };
  const tracking = trackingOf(item);
  if (lot === undefined) {
    if (tracking === 'serial') return refuseLine(line, 'serial.missing', values, 'lot');
    return tracking === 'lot' ? refuseLine(line, 'lot.missing', values, 'lot') : undefined;
  }
  const known = sums.expiry(item.id, lot);
  const comesNew = draft.kind === 'receipt' || draft.kind === 'return-in';
  if (comesNew && hasShelfLife(item) && draft.expiry === undefined && known === undefined) {
    return refuseLine(line, 'expiry.missing', { ...values, lot }, 'expiry');
  }
  const leaves = (draft.kind === 'issue' && draft.reason !== 'scrap') || (draft.kind === 'transfer-out' && line.sentBack !== true);
  if (leaves && known !== undefined && known < (draft.dated ?? localDay(context.nowMs()))) {
    return refuseLine(line, 'lot.expired', { ...values, lot, expiry: known }, 'lot');
  }
  return undefined;
}

function serialProblem(context: LineContext, line: PlannedLine, sums: RunningSums): Refusal | undefined {
  const { item, draft } = line;
  if (trackingOf(item) !== 'serial' || draft.lot === undefined) return undefined;
  const values = { item: item.name, unit: item.unit, serial: draft.lot };
  if (Math.abs(draft.quantity) !== SERIAL_QUANTITY) return refuseLine(line, 'serial.one', values, 'quantity');
  if (draft.quantity < 0) return undefined;
  const held = sums.serial(item.id, draft.lot);
  return held === undefined ? undefined : refuseLine(line, 'serial.on-hand', { ...values, office: held.office }, 'lot');
}

/** @returns whether the line goes through by override alone. */
function amountProblem(context: LineContext, line: PlannedLine, sums: RunningSums): Refusal | boolean {
  const { item, draft } = line;
  const before = sums.office(item.id);
  if (!Number.isSafeInteger(before + draft.quantity)) return refuseLine(line, 'stock.too-large', { item: item.name }, 'quantity');
  if (draft.quantity >= 0 || line.sentBack === true) return false;
  const asked = { item: item.name, quantity: formatQuantity(-draft.quantity), unit: item.unit };
  const location = draft.location ?? DEFAULT_LOCATION;
  const serial = trackingOf(item) === 'serial';
  const names = draft.kind === 'move' || draft.lot !== undefined || location !== DEFAULT_LOCATION;
  const there = names ? sums.place(item.id, draft.lot ?? '', location) : 0;
  const placeShort = names && there + draft.quantity < 0;
  const place = draft.lot === undefined ? location : `${location} · ${draft.lot}`;
  const short = { ...asked, place, available: formatQuantity(there) };
  // One piece that is not there cannot be taken, whoever allows it.
  if (placeShort && (serial || draft.kind === 'move')) return refuseLine(line, 'stock.place-short', short, 'quantity');
  const officeShort = draft.kind !== 'move' && before + draft.quantity < 0;
  if (!officeShort && !placeShort) return false;
  if (draft.override !== true) {
    return officeShort
      ? refuseLine(line, 'stock.below-zero', { ...asked, available: formatQuantity(before) }, 'quantity')
      : refuseLine(line, 'stock.place-short', short, 'quantity');
  }
  const mayOverride = context.actor.roles.some((role) => role === 'manager' || role === 'hq');
  return mayOverride ? true : refuse('stock.override-denied', {}, 'override');
}
