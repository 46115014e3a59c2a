/** Movements as closings read them: by the item that they name, whatever it was merged into later. */
import { makeStamp, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { ClosedMovement } from '#model/stock/closing.ts';
import type { MovementKind } from '#model/stock/movement.ts';
import type { Pause } from '../../area.ts';
import type { Reader, SqlValue } from '../../store/store.ts';

interface Row {
  readonly [column: string]: SqlValue;
  readonly id: string;
  readonly kind: string;
  readonly office: string;
  readonly quantity: number;
  readonly unit_cost: number | null;
  readonly transfer: string | null;
  readonly from_office: string | null;
  readonly at: string;
  readonly reverses: string | null;
  readonly workstation: string;
  readonly sequence: number;
  readonly location: string;
  readonly lot: string | null;
  readonly counted: number | null;
  readonly observed: string | null;
}

const COLUMNS = `movement.id, movement.kind, movement.office, coalesce(movement.stated, movement.quantity) AS quantity, movement.unit_cost, movement.transfer,
  movement.from_office, movement.at, movement.reverses, movement.workstation, movement.sequence, movement.location, movement.lot, movement.counted, movement.observed`;

/** Movements that name an item and are dated before a closing's end, whether it holds them or not. */
export function movementsNaming(read: Reader, item: string, untilMs: number): readonly ClosedMovement[] {
  const until = makeStamp(untilMs, 0, '00000000');
  const rows = read.all<Row>(
    `SELECT ${COLUMNS} FROM movement WHERE movement.item = ? AND movement.at < ? AND NOT EXISTS
       (SELECT 1 FROM movement_named AS named WHERE named.movement = movement.id AND named.office = movement.office)
     UNION ALL
     SELECT ${COLUMNS} FROM movement_named AS named CROSS JOIN movement ON movement.id = named.movement AND movement.office = named.office
     WHERE named.item = ? AND movement.at < ?`,
    item,
    until,
    item,
    until,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as MovementKind,
    office: row.office,
    quantity: row.quantity,
    unitCost: row.unit_cost ?? undefined,
    transfer: row.transfer ?? undefined,
    from: row.from_office ?? undefined,
    at: row.at as Stamp,
    reverses: row.reverses ?? undefined,
    workstation: row.workstation,
    sequence: row.sequence,
    location: row.location,
    lot: row.lot ?? undefined,
    counted: row.counted ?? undefined,
    observed: row.observed ?? undefined,
  }));
}

/** Items that movements name, after one of them, by id. */
export function itemsNamed(read: Reader, after: string, limit: number): readonly string[] {
  return read
    .all<{ item: string }>(
      // Each by itself no further than asked: their union would first gather all that come after.
      `SELECT item FROM (SELECT DISTINCT item FROM stock_level WHERE item > ?1 ORDER BY item LIMIT ?2)
       UNION SELECT item FROM (SELECT DISTINCT item FROM movement_named WHERE item > ?1 ORDER BY item LIMIT ?2) ORDER BY item LIMIT ?2`,
      after,
      limit,
    )
    .map(({ item }) => item);
}

/** Last sequence of each workstation up to which nothing is missing here, as far as it is dated before a moment. */
export async function heldVector(read: Reader, untilMs: number, pause: Pause): Promise<Record<string, number>> {
  const until = makeStamp(untilMs, 0, '00000000');
  const vector: Record<string, number> = {};
  for (const { workstation } of read.all<{ workstation: string }>('SELECT workstation FROM workstation_chain ORDER BY workstation')) {
    const whole = wholeSequence(read, workstation);
    const last = read.get<{ sequence: number | null }>(
      'SELECT max(sequence) AS sequence FROM movement INDEXED BY movement_workstation WHERE workstation = ? AND sequence <= ? AND at < ?',
      workstation,
      whole,
      until,
    );
    if (typeof last?.sequence === 'number') vector[workstation] = last.sequence;
    await pause();
  }
  return vector;
}

/** The last of a workstation's sequences before the first gap. */
function wholeSequence(read: Reader, workstation: string): number {
  const held = read.get<{ last: number | null; count: number }>(
    'SELECT max(sequence) AS last, count(DISTINCT sequence) AS count FROM movement INDEXED BY movement_workstation WHERE workstation = ?',
    workstation,
  );
  if (held === undefined || held.last === null || held.last === held.count) return held?.last ?? 0;
  const gap = read.get<{ sequence: number }>(
    `SELECT own.sequence FROM movement AS own INDEXED BY movement_workstation WHERE own.workstation = ? AND NOT EXISTS
     (SELECT 1 FROM movement AS next INDEXED BY movement_workstation WHERE next.workstation = own.workstation AND next.sequence = own.sequence + 1)
     ORDER BY own.sequence LIMIT 1`,
    workstation,
  );
  const first = read.get('SELECT 1 FROM movement INDEXED BY movement_workstation WHERE workstation = ? AND sequence = 1', workstation);
  return first === undefined ? 0 : (gap?.sequence ?? 0);
}

/** True where all is here that a closing holds of some workstations, up to the last sequence of each. */
export function holdsAll(read: Reader, ends: readonly (readonly [workstation: string, sequence: number])[]): boolean {
  return ends.every(([workstation, sequence]) => {
    const held = read.get<{ count: number }>(
      'SELECT count(DISTINCT sequence) AS count FROM movement INDEXED BY movement_workstation WHERE workstation = ? AND sequence <= ?',
      workstation,
      sequence,
    );
    return held?.count === sequence;
  });
}
