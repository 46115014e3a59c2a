/**
 * What a person had before them when they last looked at the value of stock. It is kept here, on this workstation: it is
 * about what had arrived here. Movements are known by their order of arrival; where the rows were made anew since, by
 * the last number of each workstation instead.
 */
import { z } from 'zod';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { Reader, StoreTransaction } from '../../store/store.ts';
import type { ArrivedMovement } from './valued-movements.ts';

const shape = z.object({
  at: z.string(),
  atMs: z.number(),
  /** The movement that had arrived last. */
  arrival: z.number(),
  movement: z.string(),
  /** Last sequence of each workstation. */
  known: z.record(z.string(), z.number()),
});
export type Look = z.output<typeof shape>;

const keyOf = (person: string): string => `stock.value-look.${person}`;

export function readLook(read: Reader, person: string): Look | undefined {
  const kept = read.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', keyOf(person))?.value;
  return kept === undefined ? undefined : shape.safeParse(JSON.parse(kept)).data;
}

export function keepLook(tx: StoreTransaction, person: string, at: Stamp, atMs: number): void {
  const last = tx.read.get<{ arrival: number; id: string }>('SELECT rowid AS arrival, id FROM movement ORDER BY rowid DESC LIMIT 1');
  const chains = tx.read.all<{ workstation: string; last_sequence: number }>('SELECT workstation, last_sequence FROM workstation_chain');
  const look: Look = {
    at,
    atMs,
    arrival: last?.arrival ?? 0,
    movement: last?.id ?? '',
    known: Object.fromEntries(chains.map((chain) => [chain.workstation, chain.last_sequence])),
  };
  tx.setSetting(keyOf(person), JSON.stringify(look));
}

/** Items with movements that are dated before the look and arrived after it, at most `limit`. */
export function lateItems(read: Reader, look: Look, limit: number): readonly string[] {
  const rows = arrivalsHold(read, look)
    ? read.all<{ item: string }>('SELECT DISTINCT item FROM movement WHERE rowid > ? AND at < ? LIMIT ?', look.arrival, look.at, limit)
    : read.all<{ item: string }>(
        `SELECT DISTINCT item FROM movement LEFT JOIN json_each(?) AS known ON known.key = movement.workstation
         WHERE at < ? AND sequence > coalesce(known.value, 0) LIMIT ?`,
        JSON.stringify(look.known),
        look.at,
        limit,
      );
  return rows.map(({ item }) => item);
}

/** Whether a movement was before the person when they looked. */
export function wasKnown(read: Reader, look: Look): (movement: ArrivedMovement) => boolean {
  return arrivalsHold(read, look)
    ? (movement) => movement.arrival <= look.arrival
    : (movement) => movement.sequence <= (look.known[movement.workstation] ?? 0);
}

function arrivalsHold(read: Reader, look: Look): boolean {
  return look.arrival === 0
    ? look.movement === ''
    : read.get('SELECT 1 FROM movement WHERE rowid = ? AND id = ?', look.arrival, look.movement) !== undefined;
}
