/**
 * Rows of a ledger's movements, and the sums over them.
 *
 * 1. A change is projected as one batch: sums are added up in memory and written once per key, so that rebuilding
 *    costs little more than inserting the movements.
 * 2. A movement counts once. If one id stands in two documents of an office (only that office's own workstation
 *    can do so), the one with the smaller stamp, then the smaller part, counts: the same in every order.
 * 3. What depends on several movements (transfers, exceptions) is derived anew for each key that was touched.
 */
import { compareMovements, readNumber, type Movement } from '#model/stock/movement.ts';
import { readLedgerName } from '#model/stock/ledger-kind.ts';
import type { DocumentChange } from '#model/document/kind.ts';
import type { Writer } from '../store/store.ts';
import { countedMovement } from './counted-movement.ts';
import { deriveBelowZero, deriveNumber, deriveReversal } from './exception-projection.ts';
import type { MovementRecord } from './tables.ts';
import { addToLevel, deriveTransfer } from './transfer-projection.ts';

interface Sum {
  quantity: number;
  movements: number;
}

interface ChainEnd {
  readonly last: Movement;
  readonly part: number;
  readonly entries: number;
}

/** What a batch touched; keys are their parts joined by a line feed. */
interface Batch {
  readonly balances: Map<string, Sum>;
  readonly levels: Map<string, Sum>;
  readonly counters: Map<string, number>;
  readonly chains: Map<string, ChainEnd>;
  readonly transfers: Set<string>;
  readonly numbers: Set<string>;
  readonly reversed: Set<string>;
}

/** Brings the rows up to date with a change of a ledger document. */
export function projectLedger(write: Writer, change: DocumentChange): void {
  const ledger = readLedgerName(change.name);
  if (ledger === undefined) return;
  const batch = emptyBatch();
  for (const { after } of change.entries) {
    if (after !== undefined) place(write, batch, after as Movement, ledger.part);
  }
  flush(write, batch);
  write.run(
    `INSERT INTO ledger_document (office, month, part, entries) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET entries = entries + excluded.entries`,
    ledger.office,
    ledger.month,
    ledger.part,
    // Nothing ever leaves a ledger (STOCK-2). The size of a Y.Map is counted anew each time that it is asked for.
    change.entries.filter(({ before, after }) => before === undefined && after !== undefined).length,
  );
}

function emptyBatch(): Batch {
  return { balances: new Map(), levels: new Map(), counters: new Map(), chains: new Map(), transfers: new Set(), numbers: new Set(), reversed: new Set() };
}

/** Moves rows of movements to another item, with all sums over them (item-movements.ts). */
export function moveToItem(write: Writer, rows: readonly MovementRecord[], item: string): void {
  const batch = emptyBatch();
  for (const row of rows) {
    touch(batch, { ...row, lot: row.lot ?? undefined }, -1);
    write.run('UPDATE movement SET item = ? WHERE id = ? AND office = ?', item, row.id, row.office);
    touch(batch, { ...row, lot: row.lot ?? undefined, item }, 1);
  }
  flush(write, batch);
}

function place(write: Writer, batch: Batch, movement: Movement, part: number): void {
  const held = write.get<MovementRecord>('SELECT * FROM movement WHERE id = ? AND office = ?', movement.id, movement.office);
  if (held !== undefined && held.at === movement.at && held.part === part) return;
  noteNumber(batch, movement);
  noteChain(batch, movement, part);
  if (held !== undefined) {
    if (held.at < movement.at || (held.at === movement.at && held.part < part)) return;
    touch(batch, { ...held, lot: held.lot ?? undefined }, -1);
    write.run('DELETE FROM movement WHERE id = ? AND office = ?', movement.id, movement.office);
  }
  const { number, line } = movement;
  const shared = write.get('SELECT 1 FROM movement WHERE number = ? AND line = ? LIMIT 1', number, line) !== undefined;
  if (shared || held !== undefined) batch.numbers.add(`${number}\n${String(line)}`);
  const counted = countedMovement(write, movement, held !== undefined);
  insert(write, counted, part);
  touch(batch, counted, 1);
}

type Touched = Pick<Movement, 'office' | 'item' | 'location' | 'quantity'> & {
  readonly number: string;
  readonly line: number;
  readonly lot?: string | undefined;
  readonly transfer?: string | null | undefined;
  readonly reverses?: string | null | undefined;
};

function touch(batch: Batch, movement: Touched, sign: 1 | -1): void {
  const { office, item, location, lot, quantity } = movement;
  addTo(batch.balances, `${office}\n${item}\n${lot ?? ''}\n${location}`, quantity * sign, sign);
  addTo(batch.levels, `${item}\n${office}`, quantity * sign, sign);
  if (typeof movement.transfer === 'string') batch.transfers.add(`${movement.transfer}\n${item}`);
  if (typeof movement.reverses === 'string') batch.reversed.add(`${movement.reverses}\n${office}`);
  if (sign === -1) batch.numbers.add(`${movement.number}\n${String(movement.line)}`);
}

function addTo(sums: Map<string, Sum>, key: string, quantity: number, movements: number): void {
  const sum = sums.get(key);
  if (sum === undefined) sums.set(key, { quantity, movements });
  else {
    sum.quantity += quantity;
    sum.movements += movements;
  }
}

function noteNumber(batch: Batch, movement: Movement): void {
  const number = readNumber(movement.number);
  if (number === undefined) return;
  const prefix = numberPrefix(number.office, number.letter, number.year);
  if (number.counter > (batch.counters.get(prefix) ?? 0)) batch.counters.set(prefix, number.counter);
}

/** Under what the last counter of an office's workstation and year is kept. */
export function numberPrefix(office: string, letter: string, year: string): string {
  return `${office}-${letter}-${year}`;
}

function noteChain(batch: Batch, movement: Movement, part: number): void {
  const known = batch.chains.get(movement.workstation);
  const entries = (known?.entries ?? 0) + 1;
  const further =
    known === undefined ||
    movement.sequence > known.last.sequence ||
    (movement.sequence === known.last.sequence && compareMovements(movement, known.last) > 0);
  batch.chains.set(movement.workstation, further ? { last: movement, part, entries } : { ...known, entries });
}

const INSERT_MOVEMENT = `INSERT INTO movement (id, office, part, number, line, kind, item, lot, location, quantity, unit_cost, reason,
  reference, note, override, person, workstation, letter, at, sequence, seen, transfer, from_office, to_office, reverses)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function insert(write: Writer, movement: Movement, part: number): void {
  write.run(
    INSERT_MOVEMENT,
    movement.id,
    movement.office,
    part,
    movement.number,
    movement.line,
    movement.kind,
    movement.item,
    movement.lot ?? null,
    movement.location,
    movement.quantity,
    movement.unitCost ?? null,
    movement.reason,
    movement.reference ?? null,
    movement.note ?? null,
    movement.override === true ? 1 : 0,
    movement.by,
    movement.workstation,
    movement.letter,
    movement.at,
    movement.sequence,
    movement.seen === undefined ? null : JSON.stringify(movement.seen),
    movement.transfer ?? null,
    movement.from ?? null,
    movement.to ?? null,
    movement.reverses ?? null,
  );
}

function flush(write: Writer, batch: Batch): void {
  for (const [key, sum] of batch.balances) {
    const [office = '', item = '', lot = '', location = ''] = key.split('\n');
    write.run(
      `INSERT INTO balance (office, item, lot, location, quantity, movements) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity, movements = movements + excluded.movements`,
      office,
      item,
      lot,
      location,
      sum.quantity,
      sum.movements,
    );
    if (sum.movements < 1) {
      write.run(
        'DELETE FROM balance WHERE office = ? AND item = ? AND lot = ? AND location = ? AND movements = 0',
        office,
        item,
        lot,
        location,
      );
    }
  }
  for (const [key, sum] of batch.levels) {
    const [item = '', office = ''] = key.split('\n');
    addToLevel(write, { item, office, quantity: sum.quantity, entries: sum.movements });
    deriveBelowZero(write, office, item);
  }
  for (const [prefix, last] of batch.counters) {
    write.run(
      'INSERT INTO number_counter (prefix, last) VALUES (?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)',
      prefix,
      last,
    );
  }
  for (const end of batch.chains.values()) writeChain(write, end);
  for (const key of batch.transfers) {
    const [transfer = '', item = ''] = key.split('\n');
    deriveTransfer(write, transfer, item);
  }
  for (const key of batch.numbers) {
    const [number = '', line = ''] = key.split('\n');
    deriveNumber(write, number, Number(line));
  }
  for (const key of batch.reversed) {
    const [reversed = '', office = ''] = key.split('\n');
    deriveReversal(write, reversed, office);
  }
}

function writeChain(write: Writer, { last, part, entries }: ChainEnd): void {
  write.run(
    `INSERT INTO workstation_chain (workstation, office, letter, last_sequence, last_movement, last_at, last_part, entries)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET office = excluded.office, letter = excluded.letter,
     last_sequence = excluded.last_sequence, last_movement = excluded.last_movement, last_at = excluded.last_at,
     last_part = excluded.last_part
     WHERE (excluded.last_sequence, excluded.last_at, excluded.last_movement) > (last_sequence, last_at, last_movement)`,
    last.workstation,
    last.office,
    last.letter,
    last.sequence,
    last.id,
    last.at,
    part,
  );
  write.run('UPDATE workstation_chain SET entries = entries + ? WHERE workstation = ?', entries, last.workstation);
}
