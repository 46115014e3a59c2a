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
import { readLedgerName, type LedgerName } from '#model/stock/ledger-kind.ts';
import type { DocumentChange } from '#model/document/kind.ts';
import type { Writer } from '../store/store.ts';
import { deriveCounts, positionOf, touchesCount, type Place } from './count-effects.ts';
import { countedMovement } from './counted-movement.ts';
import { deriveBelowZero, deriveNumber, deriveReversal, deriveSerial } from './exception-projection.ts';
import { insertMovement } from './movement-insert.ts';
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
export interface Batch {
  readonly balances: Map<string, Sum>;
  /** Places whose counts may have changed. */
  readonly counted: Map<string, Place>;
  readonly levels: Map<string, Sum>;
  readonly counters: Map<string, number>;
  readonly chains: Map<string, ChainEnd>;
  readonly transfers: Set<string>;
  readonly numbers: Set<string>;
  readonly reversed: Set<string>;
  readonly lots: Set<string>;
  readonly serials: Set<string>;
}

/** Brings the rows up to date with a change of a ledger document. */
export function projectLedger(write: Writer, change: DocumentChange): void {
  const ledger = readLedgerName(change.name);
  if (ledger === undefined) return;
  const batch = emptyBatch();
  for (const { after } of change.entries) {
    if (after !== undefined) place(write, batch, after as Movement, ledger.part);
  }
  deriveTouchedCounts(write, batch);
  flush(write, batch);
  // Nothing ever leaves a ledger (STOCK-2). The size of a Y.Map is counted anew each time that it is asked for.
  noteLedger(write, ledger, change.entries.filter(({ before, after }) => before === undefined && after !== undefined).length);
}

/** Notes how many entries a ledger's document has gained. */
export function noteLedger(write: Writer, { office, month, part }: LedgerName, entries: number): void {
  write.run(
    `INSERT INTO ledger_document (office, month, part, entries) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET entries = entries + excluded.entries`,
    office,
    month,
    part,
    entries,
  );
}

export function emptyBatch(): Batch {
  return {
    balances: new Map(),
    counted: new Map(),
    levels: new Map(),
    counters: new Map(),
    chains: new Map(),
    transfers: new Set(),
    numbers: new Set(),
    reversed: new Set(),
    lots: new Set(),
    serials: new Set(),
  };
}

/** Moves rows of movements to another item, with all sums over them (item-movements.ts). */
export function moveToItem(write: Writer, rows: readonly MovementRecord[], item: string): void {
  const batch = emptyBatch();
  for (const row of rows) {
    touch(batch, { ...row, lot: row.lot ?? undefined }, -1);
    write.run('UPDATE movement SET item = ? WHERE id = ? AND office = ?', item, row.id, row.office);
    touch(batch, { ...row, lot: row.lot ?? undefined, item }, 1);
  }
  for (const row of rows) {
    for (const each of [row.item, item]) noteCounted(write, batch, { ...row, lot: row.lot ?? undefined, item: each }, '');
  }
  deriveTouchedCounts(write, batch);
  flush(write, batch);
}

function deriveTouchedCounts(write: Writer, batch: Batch): void {
  for (const counted of batch.counted.values()) addCounted(batch, counted, deriveCounts(write, counted));
}

function place(write: Writer, batch: Batch, movement: Movement, part: number): void {
  const held = write.get<MovementRecord>('SELECT * FROM movement WHERE id = ? AND office = ?', movement.id, movement.office);
  if (held !== undefined && held.at === movement.at && held.part === part) return;
  noteNumber(batch, movement);
  noteChain(batch, movement, part);
  if (held !== undefined) {
    if (held.at < movement.at || (held.at === movement.at && held.part < part)) return;
    dropHeld(write, batch, held);
    noteCounted(write, batch, { ...held, lot: held.lot ?? undefined }, positionOf({ at: movement.at, observed: held.observed ?? held.at }));
  }
  const { number, line } = movement;
  const shared = write.get('SELECT 1 FROM movement WHERE number = ? AND line = ? LIMIT 1', number, line) !== undefined;
  if (shared || held !== undefined) batch.numbers.add(number);
  const counted = countedMovement(write, movement, held !== undefined);
  insertMovement(write, counted, part);
  touch(batch, counted, 1);
  noteCounted(write, batch, counted, positionOf(counted));
}

function dropHeld(write: Writer, batch: Batch, held: MovementRecord): void {
  touch(batch, { ...held, lot: held.lot ?? undefined }, -1);
  removeHeld(write, held);
}

/** Takes out a movement whose id stands in another document of its office which counts before it. */
export function removeHeld(write: Writer, held: MovementRecord): void {
  write.run('DELETE FROM movement WHERE id = ? AND office = ? AND part = ? AND at = ?', held.id, held.office, held.part, held.at);
}

/** Notes a place whose counts may change with a movement. */
function noteCounted(write: Writer, batch: Batch, movement: Touched, position: string): void {
  const { office, item, location, lot = '' } = movement;
  const key = balanceText({ office, item, lot, location });
  if (batch.counted.has(key)) return;
  const where = { office, item, lot, location };
  if (touchesCount(write, where, position, typeof movement.reverses === 'string')) batch.counted.set(key, where);
}

function addCounted(batch: Batch, counted: Place, quantity: number): void {
  if (quantity === 0) return;
  addTo(batch.balances, balanceText(counted), quantity, 0);
  addTo(batch.levels, `${counted.item}\n${counted.office}`, quantity, 0);
}

function balanceText({ office, item, lot, location }: Place): string {
  return `${office}\n${item}\n${lot}\n${location}`;
}

type Touched = Pick<Movement, 'office' | 'item' | 'location' | 'quantity'> & {
  readonly number: string;
  readonly lot?: string | undefined;
  /** 1 in a row, true in a movement. */
  readonly serial?: boolean | number | null | undefined;
  readonly expiry?: string | null | undefined;
  readonly transfer?: string | null | undefined;
  readonly reverses?: string | null | undefined;
};

function touch(batch: Batch, movement: Touched, sign: 1 | -1): void {
  const { office, item, location, lot, quantity } = movement;
  addTo(batch.balances, balanceText({ office, item, lot: lot ?? '', location }), quantity * sign, sign);
  addTo(batch.levels, `${item}\n${office}`, quantity * sign, sign);
  if (sign === -1) batch.numbers.add(movement.number);
  noteKeys(batch, movement);
}

/** Notes what is derived anew with a movement, sums apart. */
export function noteKeys(batch: Batch, { office, item, lot, transfer, reverses, expiry, serial }: Touched): void {
  if (typeof transfer === 'string') batch.transfers.add(`${transfer}\n${item}`);
  if (typeof reverses === 'string') batch.reversed.add(`${reverses}\n${office}`);
  // A reversal may take back the receipt that named the expiry.
  if (lot !== undefined && (typeof expiry === 'string' || typeof reverses === 'string')) batch.lots.add(`${item}\n${lot}`);
  if (lot !== undefined && (serial === true || serial === 1)) batch.serials.add(`${item}\n${lot}`);
}

function addTo(sums: Map<string, Sum>, key: string, quantity: number, movements: number): void {
  const sum = sums.get(key);
  if (sum === undefined) sums.set(key, { quantity, movements });
  else {
    sum.quantity += quantity;
    sum.movements += movements;
  }
}

export function noteNumber(batch: Batch, movement: Movement): void {
  const number = readNumber(movement.number);
  if (number === undefined) return;
  const prefix = numberPrefix(number.office, number.letter, number.year);
  if (number.counter > (batch.counters.get(prefix) ?? 0)) batch.counters.set(prefix, number.counter);
}

/** Under what the last counter of an office's workstation and year is kept. */
export function numberPrefix(office: string, letter: string, year: string): string {
  return `${office}-${letter}-${year}`;
}

export function noteChain(batch: Batch, movement: Movement, part: number): void {
  const known = batch.chains.get(movement.workstation);
  const entries = (known?.entries ?? 0) + 1;
  const further =
    known === undefined ||
    movement.sequence > known.last.sequence ||
    (movement.sequence === known.last.sequence && compareMovements(movement, known.last) > 0);
  batch.chains.set(movement.workstation, further ? { last: movement, part, entries } : { ...known, entries });
}

export function flush(write: Writer, batch: Batch): void {
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
  for (const number of batch.numbers) deriveNumber(write, number);
  for (const key of batch.reversed) {
    const [reversed = '', office = ''] = key.split('\n');
    deriveReversal(write, reversed, office);
  }
  for (const key of batch.lots) {
    const [item = '', lot = ''] = key.split('\n');
    deriveLot(write, item, lot);
  }
  for (const key of batch.serials) {
    const [item = '', lot = ''] = key.split('\n');
    deriveSerial(write, item, lot);
  }
}

/** A lot's expiry: the earliest that a movement names which was not reversed. A wrong one is mended by reversing it. */
function deriveLot(write: Writer, item: string, lot: string): void {
  const named = write.get<{ expiry: string | null }>(
    `SELECT min(expiry) AS expiry FROM movement WHERE item = ? AND lot = ? AND expiry IS NOT NULL AND kind <> 'reversal' AND NOT EXISTS
     (SELECT 1 FROM movement AS reversal WHERE reversal.reverses = movement.id AND +reversal.office = movement.office)`,
    item,
    lot,
  );
  const expiry = named?.expiry ?? undefined;
  if (expiry === undefined) write.run('DELETE FROM lot WHERE item = ? AND lot = ?', item, lot);
  else write.run('INSERT OR REPLACE INTO lot (item, lot, expiry) VALUES (?, ?, ?)', item, lot, expiry);
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
