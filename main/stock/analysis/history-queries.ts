/** An item's movements with the balance after each, and its balance day by day. */
import { isRefusal } from '#model/contract/refusal.ts';
import { makeStamp, stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { stockHistory, stockTrend } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import { localDay } from '../../local-day.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { findItem } from '../item-lookup.ts';
import { splitCursor } from '../../paging.ts';
import { dayStartMs } from './calendar.ts';

interface Line {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly office: string;
  readonly quantity: number;
  readonly at: string;
  readonly reference: string | null;
  readonly location: string;
  readonly lot: string | null;
  readonly person: string;
  readonly person_name: string | null;
}

interface Scope {
  readonly item: string;
  readonly office: string | undefined;
}

/** The condition of a scope on `movement`; the office by its item, so that the item's index is read. */
function scoped({ item, office }: Scope): { readonly sql: string; readonly values: readonly SqlValue[] } {
  return office === undefined ? { sql: 'movement.item = ?', values: [item] } : { sql: 'movement.item = ? AND +movement.office = ?', values: [item, office] };
}

function balanceNow(read: Reader, { item, office }: Scope): number {
  const sum = office === undefined ? read.get<{ sum: number | null }>('SELECT sum(quantity) AS sum FROM stock_level WHERE item = ?', item) : read.get<{ sum: number | null }>('SELECT sum(quantity) AS sum FROM stock_level WHERE item = ? AND office = ?', item, office);
  return sum?.sum ?? 0;
}

/** The balance after a movement: what there is now, without all that came later. */
function balanceAfter(read: Reader, scope: Scope, { at, id }: Pick<Line, 'at' | 'id'>): number {
  const { sql, values } = scoped(scope);
  const later = read.get<{ sum: number | null }>(`SELECT sum(quantity) AS sum FROM movement WHERE ${sql} AND at >= ? AND (at, id) > (?, ?)`, ...values, at, at, id);
  return balanceNow(read, scope) - (later?.sum ?? 0);
}

function readLines(read: Reader, scope: Scope, cursor: string | undefined, newer: boolean, limit: number): readonly Line[] {
  const { sql, values } = scoped(scope);
  const [at, id] = splitCursor(cursor);
  const beyond = cursor === undefined ? '' : newer ? 'AND (movement.at, movement.id) > (?, ?)' : 'AND (movement.at, movement.id) < (?, ?)';
  const order = newer ? 'ASC' : 'DESC';
  return read.all<Line & Record<string, SqlValue>>(
    `SELECT movement.id, movement.number, movement.kind, movement.office, movement.quantity, movement.at, movement.reference, movement.location,
       movement.lot, movement.person, person.name AS person_name
     FROM movement LEFT JOIN person ON person.id = movement.person
     WHERE ${sql} ${beyond} ORDER BY movement.at ${order}, movement.id ${order} LIMIT ?`,
    ...values,
    ...(cursor === undefined ? [] : [at, id]),
    limit,
  );
}

const positionOf = ({ at, id }: Line): string => `${at}\n${id}`;

export const historyQueries: readonly Handler[] = [
  query(stockHistory, ({ read }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const scope = { item: item.id, office: input.office };
    const newer = input.direction === 'newer';
    const found = readLines(read, scope, input.cursor, newer, input.limit + 1);
    const more = found.length > input.limit;
    const kept = found.slice(0, input.limit);
    const lines = newer ? kept.toReversed() : kept;
    const [first] = lines;
    const last = lines.at(-1);
    let balance = first === undefined ? 0 : balanceAfter(read, scope, first);
    const rows = lines.map(({ quantity, at, person, person_name: personName, ...line }) => {
      const row = {
        id: line.id,
        number: line.number,
        kind: line.kind,
        office: line.office,
        reference: line.reference,
        location: line.location,
        lot: line.lot,
        quantity: formatQuantity(quantity),
        balance: formatQuantity(balance),
        byName: personName ?? person,
        atMs: stampMs(at as Stamp),
      };
      balance -= quantity;
      return row;
    });
    const hasOlder = newer ? input.cursor !== undefined : more;
    const hasNewer = newer ? more : input.cursor !== undefined;
    return {
      rows,
      ...(last !== undefined && hasOlder ? { nextCursor: positionOf(last) } : {}),
      ...(first !== undefined && hasNewer ? { previousCursor: positionOf(first) } : {}),
    };
  }),

  query(stockTrend, ({ read, nowMs }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const scope = { item: item.id, office: input.office };
    const { sql, values } = scoped(scope);
    const today = localDay(nowMs());
    const days = Array.from({ length: input.days }, (_, index) => localDay(dayStartMs(today, index + 1 - input.days)));
    const since = makeStamp(dayStartMs(days[0] ?? today), 0, '00000000');
    const lines = read.all<{ at: string; quantity: number; kind: string }>(`SELECT at, quantity, kind FROM movement WHERE ${sql} AND at >= ?`, ...values, since);
    const moved = new Map<string, { received: number; issued: number }>();
    let balance = balanceNow(read, scope);
    for (const { at, quantity, kind } of lines) {
      balance -= quantity;
      // A stamp may be of a clock that was ahead: it counts today.
      const day = localDay(Math.min(stampMs(at as Stamp), nowMs()));
      const sums = moved.get(day) ?? { received: 0, issued: 0 };
      moved.set(day, sums);
      if (kind === 'move') continue;
      if (quantity > 0) sums.received += quantity;
      else sums.issued -= quantity;
    }
    return {
      points: days.map((day) => {
        const { received, issued } = moved.get(day) ?? { received: 0, issued: 0 };
        balance += received - issued;
        return { day, quantity: formatQuantity(balance), received: formatQuantity(received), issued: formatQuantity(issued) };
      }),
    };
  }),
];
