/**
 * What a count was posted as, place by place, with what late arrivals made of it (STOCK-48). A count that was posted
 * apart twice stands in the ledger twice and counts once: the same observation of the same moment finds no further difference.
 */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { hadSeen } from '#model/stock/movement.ts';
import type { Reader } from '../../store/store.ts';
import { movementOf } from '../exception-projection.ts';
import type { MovementRecord } from '../tables.ts';
import { placeKey, type CountPlace } from './count-places.ts';

export interface PostedLine {
  readonly place: CountPlace;
  readonly movement: string;
  readonly number: string;
  /** Thousandths; `stated` is the difference when it was posted, `now` what it comes to now. */
  readonly counted: number;
  readonly stated: number;
  readonly now: number;
  /** Stamp of when it was found. */
  readonly observed: string;
  readonly reversed: boolean;
  readonly late: readonly { readonly id: string; readonly number: string; readonly atMs: number }[];
}

const MAX_LATE_NAMED = 10;

interface CountedRecord extends MovementRecord {
  readonly reversed: number;
}

/** By place. @param numbers the documents that the count was posted as. */
export function postedLines(read: Reader, office: string, numbers: readonly string[]): ReadonlyMap<string, PostedLine> {
  // By number: the signs keep SQLite from reading all of the office's movements instead.
  const rows = read.all<CountedRecord>(
    `SELECT movement.*, EXISTS (SELECT 1 FROM movement AS reversal WHERE reversal.reverses = movement.id AND reversal.office = movement.office) AS reversed
     FROM movement WHERE number IN (SELECT value FROM json_each(?)) AND +office = ? AND +kind = 'count' ORDER BY coalesce(observed, at), id`,
    JSON.stringify(numbers),
    office,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => placeKey(placeOf(row)))].flatMap(([key, all]) => {
      // Of documents that were posted apart with different figures, the one that was found last is what stands.
      const standing = all.filter(({ reversed }) => reversed === 0);
      const last = standing.at(-1) ?? all.at(-1);
      if (last === undefined) return [];
      const same = all.filter(({ observed, at }) => (observed ?? at) === (last.observed ?? last.at));
      const first = same[0] ?? last;
      const now = same.reduce((sum, { quantity }) => sum + quantity, 0);
      const stated = first.stated ?? first.quantity;
      return [[key, { ...lineOf(first), stated, now, reversed: standing.length === 0, late: now === stated ? [] : lateFor(read, first) }]];
    }),
  );
}

function placeOf({ item, lot, location }: MovementRecord): CountPlace {
  return { item, lot: lot ?? '', location };
}

function lineOf(row: CountedRecord) {
  return { place: placeOf(row), movement: row.id, number: row.number, counted: row.counted ?? 0, observed: row.observed ?? row.at };
}

/** Movements of the place from before it was counted that its poster had not seen; and reversals of counts before it. */
function lateFor(read: Reader, count: MovementRecord): PostedLine['late'] {
  const { item, office, location, lot, observed, at } = count;
  const rows = read.all<MovementRecord>(
    `SELECT * FROM movement WHERE item = ? AND office = ? AND location = ? AND coalesce(lot, '') = ? AND id <> ?
       AND (coalesce(observed, at) < ? OR reverses IN (SELECT id FROM movement WHERE item = ? AND office = ? AND kind = 'count' AND observed < ?))
     ORDER BY at DESC, id DESC`,
    item,
    office,
    location,
    lot ?? '',
    count.id,
    observed ?? at,
    item,
    office,
    observed ?? at,
  );
  const poster = movementOf(count);
  return rows
    .filter((row) => !hadSeen(poster, movementOf(row)))
    .slice(0, MAX_LATE_NAMED)
    .map((row) => ({ id: row.id, number: row.number, atMs: stampMs(row.at as Stamp) }));
}
