/** What an office is to count today (STOCK-49), from its holdings, their value, and the counts that were posted. */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { dueItems, ROLLING_PER_DAY } from '#model/stock/rolling-count.ts';
import type { Reader } from '../../store/store.ts';
import { localDay } from '../../local-day.ts';
import { itemFor } from '../item-alias.ts';

interface HeldRecord {
  readonly item: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category: string | null;
  readonly value: number;
  /** Stamp of the latest count that was not reversed. */
  readonly counted: string | null;
}

/** Items that an office holds, each found by index. */
function readHeld(read: Reader, office: string): readonly HeldRecord[] {
  return read.all<HeldRecord & Record<string, never>>(
    `SELECT stock_level.item, item.code, item.name, item.unit, item.category, coalesce(value_figure.value, 0) AS value,
       (SELECT coalesce(count.observed, count.at) FROM movement AS count
        WHERE count.kind = 'count' AND count.item = stock_level.item AND count.office = stock_level.office
          AND NOT EXISTS (SELECT 1 FROM movement AS reversal WHERE reversal.reverses = count.id)
        ORDER BY count.observed DESC LIMIT 1) AS counted
     FROM stock_level JOIN item ON item.id = stock_level.item
     LEFT JOIN value_figure ON value_figure.item = stock_level.item AND value_figure.office = stock_level.office
     WHERE stock_level.office = ? AND stock_level.quantity <> 0`,
    office,
  );
}

/** Days of each category, its own or those of the nearest above it that names some. */
function readCategoryDays(read: Reader): ReadonlyMap<string, number> {
  const rows = read.all<{ id: string; parent: string | null; count_days: number | null }>('SELECT id, parent, count_days FROM category');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const days = new Map<string, number>();
  for (const { id } of rows) {
    // The tree that is read has no circle (STOCK-30).
    let at = byId.get(id);
    while (at !== undefined && at.count_days === null) at = at.parent === null ? undefined : byId.get(at.parent);
    if (at !== undefined && at.count_days !== null) days.set(id, at.count_days);
  }
  return days;
}

/** Items of the rolling counts that are neither posted nor cancelled. */
function underWay(read: Reader, office: string): ReadonlySet<string> {
  const plans = read.all<{ scope: string }>(
    `SELECT scope FROM count_plan WHERE office = ? AND scope LIKE '{"of":"rolling"%' AND NOT EXISTS (
       SELECT 1 FROM count_mark WHERE count_mark.count = count_plan.id AND count_mark.office = count_plan.office
         AND count_mark.month = count_plan.month AND count_mark.mark IN ('posted', 'cancelled'))`,
    office,
  );
  return new Set(plans.flatMap(({ scope }) => (JSON.parse(scope) as { items: string[] }).items).map((item) => itemFor(read, item)));
}

/** The few that are left for today, the most urgent first. */
export function dueToday(read: Reader, office: string, nowMs: number) {
  const held = readHeld(read, office);
  const byId = new Map(held.map((row) => [row.item, row]));
  const taken = underWay(read, office);
  const countedMs = ({ counted }: HeldRecord): number | undefined => (counted === null ? undefined : stampMs(counted as Stamp));
  const days = readCategoryDays(read);
  const categoryDays = ({ category }: HeldRecord): number | undefined => (category === null ? undefined : days.get(category));
  const due = dueItems(held.map((row) => ({ item: row.item, value: row.value, countedMs: countedMs(row), categoryDays: categoryDays(row) })), nowMs);
  const today = localDay(nowMs);
  const done = held.filter((row) => row.counted !== null && localDay(stampMs(row.counted as Stamp)) === today).length;
  const left = Math.max(0, ROLLING_PER_DAY - done - taken.size);
  return {
    rows: due
      .filter(({ item }) => !taken.has(item))
      .slice(0, left)
      .map(({ item, valueClass, intervalDays, countedMs: countedAtMs }) => {
        const row = byId.get(item);
        return {
          item: row?.code ?? item,
          itemId: item,
          itemName: row?.name ?? item,
          unit: row?.unit ?? '',
          valueClass,
          intervalDays,
          countedAtMs: countedAtMs ?? null,
        };
      }),
    perDay: ROLLING_PER_DAY,
    done,
    underWay: taken.size,
    due: due.length,
  };
}
