/**
 * Posts the lines of documents: numbers them, chains each to the workstation's one before, signs them and puts
 * them into this month's ledger. Loads no document but that one, except for the first posting after a
 * restart of the chain (a rebuilt or newly fetched store), when the movement before is read once for its hash.
 */
import { stampMs } from '#model/identity/hybrid-clock.ts';
import { recordHash } from '#model/identity/signatures.ts';
import { ledgerName, MOVEMENT_PURPOSE, movementsOf } from '#model/stock/ledger-kind.ts';
import { nextLedgerPart, type LedgerPart } from '#model/stock/ledger-part.ts';
import { DEFAULT_LOCATION, formatNumber, stampMonth, type Movement, type UnsignedMovement } from '#model/stock/movement.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { CommandContext } from '../area.ts';
import { numberPrefix } from './ledger-projection.ts';

/** What a command decides of a movement; the rest is the same for all. */
export type MovementDraft = Pick<UnsignedMovement, 'kind' | 'item' | 'quantity' | 'reason'> &
  Partial<
    Pick<
      UnsignedMovement,
      | 'lot'
      | 'expiry'
      | 'serial'
      | 'location'
      | 'unitCost'
      | 'unitPrice'
      | 'pack'
      | 'partner'
      | 'order'
      | 'orderLine'
      | 'reference'
      | 'note'
      | 'dated'
      | 'override'
      | 'transfer'
      | 'from'
      | 'to'
      | 'reverses'
      | 'counted'
      | 'observed'
      | 'quota'
      | 'beyondQuota'
    >
  >;

interface ChainRow {
  readonly last_sequence: number;
  readonly last_movement: string;
  readonly last_at: string;
  readonly last_part: number;
}

/** Where this workstation keeps the hash of its last movement: `{movement id} {hash}`. */
const LAST_HASH = 'stock.last-hash';

/** Movements that one edit puts into a ledger; its update stays far below what a relay takes at once. */
const EDIT_MOVEMENTS = 500;

/** @param drafts at least one. @returns the movements in the order of their lines, under one number. */
export function postMovements(context: CommandContext, drafts: readonly MovementDraft[]): readonly Movement[] {
  return postDocuments(context, [drafts]).flat();
}

/** Posts documents one after the other, each under a number of its own. @returns their movements, document by document. */
export function postDocuments(context: CommandContext, documents: readonly (readonly MovementDraft[])[]): readonly (readonly Movement[])[] {
  const { tx, actor } = context;
  const chain = tx.read.get<ChainRow>('SELECT * FROM workstation_chain WHERE workstation = ?', actor.workstation);
  const seen = seenOthers(context);
  const numbers = numbering(context);
  let sequence = chain?.last_sequence ?? 0;
  let previous = chain === undefined ? '' : lastHash(context, chain);
  const posted = documents.map((drafts) => {
    let number: string | undefined;
    return drafts.map((draft, index) => {
      const at = context.stamp();
      number ??= numbers.next(at);
      sequence += 1;
      const unsigned: UnsignedMovement = {
        ...withoutUndefined(draft),
        id: context.newId(),
        number,
        line: index + 1,
        office: actor.office,
        location: draft.location ?? DEFAULT_LOCATION,
        by: actor.person,
        workstation: actor.workstation,
        letter: actor.letter,
        at,
        sequence,
        previous,
        ...(seen === undefined ? {} : { seen }),
      };
      const movement: Movement = { ...unsigned, signature: context.sign(MOVEMENT_PURPOSE, unsigned) };
      previous = recordHash(movement);
      return movement;
    });
  });
  const movements = posted.flat();
  // A document that is posted as a month ends has lines in two ledgers (STOCK-5).
  for (const [month, lines] of Map.groupBy(movements, ({ at }) => stampMonth(at))) {
    for (let from = 0; from < lines.length; from += EDIT_MOVEMENTS) putIntoLedger(context, month, lines.slice(from, from + EDIT_MOVEMENTS));
  }
  const last = movements.at(-1);
  if (last !== undefined) tx.setSetting(LAST_HASH, `${last.id} ${previous}`);
  return posted;
}

function putIntoLedger({ tx, actor }: CommandContext, month: string, movements: readonly Movement[]): void {
  const parts = tx.read.all<LedgerPart & Record<string, never>>(
    'SELECT part, entries FROM ledger_document WHERE office = ? AND month = ?',
    actor.office,
    month,
  );
  tx.edit(ledgerName({ office: actor.office, month, part: nextLedgerPart(parts) }), (doc) => {
    const map = movementsOf(doc);
    for (const movement of movements) map.set(movement.id, movement);
  });
}

/** The next numbers of this workstation in the stamp's year (UTC). They are taken only if the transaction commits. */
function numbering({ tx, actor }: CommandContext): { next(at: Stamp): string } {
  const counters = new Map<string, number>();
  return {
    next(at) {
      const year = String(new Date(stampMs(at)).getUTCFullYear());
      const prefix = numberPrefix(actor.office, actor.letter, year);
      const last = counters.get(prefix) ?? tx.read.get<{ last: number }>('SELECT last FROM number_counter WHERE prefix = ?', prefix)?.last ?? 0;
      counters.set(prefix, last + 1);
      return formatNumber({ office: actor.office, letter: actor.letter, year, counter: last + 1 });
    },
  };
}

function seenOthers({ tx, actor }: CommandContext): Record<string, number> | undefined {
  const others = tx.read.all<{ letter: string; last_sequence: number }>(
    'SELECT letter, last_sequence FROM workstation_chain WHERE office = ? AND workstation <> ? ORDER BY letter',
    actor.office,
    actor.workstation,
  );
  return others.length === 0 ? undefined : Object.fromEntries(others.map((other) => [other.letter, other.last_sequence]));
}

function lastHash({ tx, actor }: CommandContext, chain: ChainRow): string {
  const [id, hash] = (tx.setting(LAST_HASH) ?? '').split(' ');
  if (id === chain.last_movement && hash !== undefined) return hash;
  const month = stampMonth(chain.last_at as Stamp);
  const document = tx.document(ledgerName({ office: actor.office, month, part: chain.last_part }));
  const last = document === undefined ? undefined : movementsOf(document).get(chain.last_movement);
  if (last === undefined) throw new Error(`movement ${chain.last_movement} has a row but stands in no ledger`);
  return recordHash(last);
}

/** Optional fields that are absent, not undefined: what is signed is what is stored. */
function withoutUndefined(draft: MovementDraft): MovementDraft {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as unknown as MovementDraft;
}
