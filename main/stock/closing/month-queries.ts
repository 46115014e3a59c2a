/** Closings with their figures, and what arrived after them. */
import { refuse } from '#model/contract/refusal.ts';
import { makeStamp, stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { closingFigures, isClosed } from '#model/stock/closing.ts';
import { compareMovements } from '#model/stock/movement.ts';
import { monthAdjustments, monthList, monthNext, monthRead } from '#model/stock/operations.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../../area.ts';
import { localDay } from '../../local-day.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { monthStartMs } from '../analysis/calendar.ts';
import { paged, splitCursor } from '../../paging.ts';
import { movementsNaming } from './closed-movements.ts';
import type { ClosingRecord } from './tables.ts';

/** Codes of the offices whose records dated before a moment are not all here. */
export type OfficesBehind = (read: Reader, untilMs: number) => readonly string[];

const MOST_NUMBERS = 10;
const NOTHING = { quantity: 0, value: 0 };

type Row<Fields> = Fields & Record<string, SqlValue>;

/** A closing by its id, or by its month where that has one for all offices. */
export function findClosing(read: Reader, reference: string): ClosingRecord | undefined {
  return (
    read.get<Row<ClosingRecord>>('SELECT * FROM closing WHERE id = ?', reference) ??
    read.get<Row<ClosingRecord>>('SELECT * FROM closing WHERE month = ? ORDER BY scope IS NOT NULL, at, id LIMIT 1', reference)
  );
}

/** An item as it stands in the catalogue; one that was merged, as it was. */
function nameOf(read: Reader, id: string): { readonly item: string; readonly itemId: string; readonly itemName: string; readonly unit: string } {
  const row =
    read.get<{ code: string; name: string; unit: string }>('SELECT code, name, unit FROM item WHERE id = ?', id) ??
    read.get<{ code: string; name: string; unit: string }>(
      'SELECT coalesce(item_alias.code, item.code) AS code, coalesce(item_alias.name, item.name) AS name, item.unit FROM item_alias JOIN item ON item.id = item_alias.item WHERE item_alias.id = ?',
      id,
    );
  return { item: row?.code ?? id, itemId: id, itemName: row?.name ?? id, unit: row?.unit ?? '' };
}

const lateValues = ({ until_ms: untilMs, vector, scope }: ClosingRecord): readonly SqlValue[] => [makeStamp(untilMs, 0, '00000000'), vector, ...(scope === null ? [] : [scope])];

/** Late movements, found by each workstation's own sequence: what a closing holds is skipped over, not read. */
const LATE_FROM = `workstation_chain AS chain CROSS JOIN movement INDEXED BY movement_workstation ON movement.workstation = chain.workstation`;

function lateWhere(closing: ClosingRecord): string {
  return `movement.sequence > coalesce((SELECT value FROM json_each(?) AS known WHERE known.key = chain.workstation), 0) AND movement.at < ?${closing.scope === null ? '' : ' AND movement.office = ?'}`;
}

function lateCount(read: Reader, closing: ClosingRecord): number {
  const [until = '', vector = '', ...scope] = lateValues(closing);
  return read.get<{ count: number }>(`SELECT count(*) AS count FROM ${LATE_FROM} WHERE ${lateWhere(closing)}`, vector, until, ...scope)?.count ?? 0;
}

export function monthQueries(officesBehind: OfficesBehind): readonly Handler[] {
  return [
    query(monthList, ({ read }, input) => {
      const [month, id] = splitCursor(input.cursor);
      const rows = read.all<Row<ClosingRecord & { person_name: string | null }>>(
        `SELECT closing.*, person.name AS person_name FROM closing LEFT JOIN person ON person.id = closing.person
         ${input.cursor === undefined ? '' : 'WHERE (closing.month, closing.id) < (?, ?)'} ORDER BY closing.month DESC, closing.id DESC LIMIT ?`,
        ...(input.cursor === undefined ? [] : [month, id]),
        input.limit + 1,
      );
      return paged(
        rows,
        input.limit,
        (row) => ({
          id: row.id,
          month: row.month,
          office: row.scope,
          missing: JSON.parse(row.missing) as string[],
          lines: row.lines,
          value: formatMoney(row.value),
          byName: row.person_name ?? row.person,
          atMs: stampMs(row.at as Stamp),
          untilMs: row.until_ms,
          state: row.state,
          late: lateCount(read, row),
        }),
        (row) => `${row.month}\n${row.id}`,
      );
    }),

    query(monthNext, ({ read, nowMs }) => {
      const month = localDay(monthStartMs(localDay(nowMs()).slice(0, 7), -1)).slice(0, 7);
      const closed = read.get('SELECT 1 FROM closing WHERE month = ? AND scope IS NULL LIMIT 1', month) !== undefined;
      return { month, incomplete: [...officesBehind(read, monthStartMs(month, 1))], closed };
    }),

    query(monthRead, ({ read }, input) => {
      const closing = findClosing(read, input.closing);
      if (closing === undefined) return refuse('closing.unknown', { closing: input.closing }, 'closing');
      const [item, office] = splitCursor(input.cursor);
      const rows = read.all<{ item: string; office: string; quantity: number; value: number }>(
        `SELECT item, office, quantity, value FROM closing_figure WHERE closing = ? AND (item, office) > (?, ?) ${input.office === undefined ? '' : 'AND office = ?'}
         ORDER BY item, office LIMIT ?`,
        closing.id,
        item,
        office,
        ...(input.office === undefined ? [] : [input.office]),
        input.limit + 1,
      );
      return paged(rows, input.limit, (row) => ({ office: row.office, ...nameOf(read, row.item), quantity: formatQuantity(row.quantity), value: formatMoney(row.value) }), (row) => `${row.item}\n${row.office}`);
    }),

    query(monthAdjustments, ({ read }, input) => {
      const closing = findClosing(read, input.closing);
      if (closing === undefined) return refuse('closing.unknown', { closing: input.closing }, 'closing');
      const [until = '', vector = '', ...scope] = lateValues(closing);
      const items = read.all<{ item: string }>(
        `SELECT DISTINCT coalesce(named.item, movement.item) AS item FROM ${LATE_FROM}
         LEFT JOIN movement_named AS named ON named.movement = movement.id AND named.office = movement.office
         WHERE ${lateWhere(closing)} AND coalesce(named.item, movement.item) > ? ORDER BY 1 LIMIT ?`,
        vector,
        until,
        ...scope,
        input.cursor ?? '',
        input.limit + 1,
      );
      const shown = items.slice(0, input.limit);
      const last = shown.at(-1)?.item;
      const rows = shown.flatMap(({ item }) => adjustmentsOf(read, closing, item));
      return { rows, ...(items.length > input.limit && last !== undefined ? { nextCursor: last } : {}) };
    }),
  ];
}

/** What late movements of an item change in a closing's figures. Those of a transfer may change another office's. */
function adjustmentsOf(read: Reader, closing: ClosingRecord, item: string) {
  const bounds = { untilMs: closing.until_ms, vector: JSON.parse(closing.vector) as Record<string, number> };
  const dated = movementsNaming(read, item, closing.until_ms);
  const late = dated.filter((movement) => !isClosed(bounds, movement)).toSorted(compareMovements);
  const before = new Map(closingFigures(item, dated.filter((movement) => isClosed(bounds, movement))).map((figure) => [figure.office, figure]));
  const numbers = read.all<{ id: string; number: string }>('SELECT id, number FROM movement WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(late.slice(0, 200).map(({ id }) => id)));
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
  return closingFigures(item, dated).flatMap((now) => {
    if (closing.scope !== null && now.office !== closing.scope) return [];
    const closed = before.get(now.office) ?? NOTHING;
    const own = late.filter(({ office }) => office === now.office);
    if (own.length === 0 && closed.quantity === now.quantity && closed.value === now.value) return [];
    const named = new Set((own.length === 0 ? late : own).flatMap(({ id }) => numberOf.get(id) ?? []));
    return {
      office: now.office,
      ...nameOf(read, item),
      quantityClosed: formatQuantity(closed.quantity),
      quantityNow: formatQuantity(now.quantity),
      quantityChange: formatQuantity(now.quantity - closed.quantity),
      valueClosed: formatMoney(closed.value),
      valueNow: formatMoney(now.value),
      valueChange: formatMoney(now.value - closed.value),
      numbers: [...named].slice(0, MOST_NUMBERS).join(', '),
    };
  });
}
