/** Proof that a workstation's movements are complete and unaltered: its chain by sequence and hash (STOCK-6). Pure. */
import { recordHash } from '../identity/signatures.ts';
import type { Movement } from './movement.ts';

export type ChainState =
  | { readonly state: 'complete'; readonly last: number; readonly hash: string }
  /** Movements are missing; `after` is the last sequence up to which all are held. */
  | { readonly state: 'incomplete'; readonly after: number }
  /** Two movements stand at one place: the workstation's data folder was copied or restored. */
  | { readonly state: 'diverged'; readonly at: number; readonly movements: readonly [string, string] }
  /** A movement does not name the one before it by its hash. */
  | { readonly state: 'broken'; readonly at: number; readonly movement: string };

/**
 * State of one workstation's chain.
 * @param movements all that is held of one workstation, in any order. Signatures are the ledger kind's matter.
 */
export function verifyChain(movements: readonly Movement[]): ChainState {
  let last = 0;
  let hash = '';
  let lastId = '';
  const ordered = movements.toSorted((left, right) => left.sequence - right.sequence || (left.id < right.id ? -1 : 1));
  for (const movement of ordered) {
    if (movement.sequence === last) return { state: 'diverged', at: last, movements: [lastId, movement.id] };
    if (movement.sequence !== last + 1) return { state: 'incomplete', after: last };
    if (movement.previous !== hash) return { state: 'broken', at: movement.sequence, movement: movement.id };
    last = movement.sequence;
    hash = recordHash(movement);
    lastId = movement.id;
  }
  return { state: 'complete', last, hash };
}
