/**
 * Whole ledgers of offices' past, made at once and taken in through the store's own door. What the past is worth is not
 * what is measured, so nothing judges it (its signatures are none), and no rows are kept meanwhile: the next opening of
 * the folder derives all of them.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as Y from 'yjs';
import { makeStamp } from '#model/identity/hybrid-clock.ts';
import { newUuid } from '#model/identity/ids.ts';
import { isRefusal } from '#model/contract/refusal.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import { kinds } from '#model/kinds.ts';
import { ledgerName, movementsOf } from '#model/stock/ledger-kind.ts';
import { LEDGER_PART_ENTRIES } from '#model/stock/ledger-part.ts';
import { DEFAULT_LOCATION, formatNumber, stampMonth, type Movement } from '#model/stock/movement.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { Store } from '../../main/store/store.ts';

const SIGNATURE = 'A'.repeat(86);
const HASH = '0'.repeat(64);

/** A workstation whose past is made. */
export interface Writer {
  readonly office: string;
  readonly workstation: string;
  readonly person: string;
  /** Of its last movement; 0 before the first. */
  sequence: number;
}

/** What a movement is about; number, place in the chain and time are given. */
export type Content = Pick<Movement, 'kind' | 'item' | 'quantity' | 'reason'> & Partial<Movement>;

const trusting = createKindRegistry(kinds.kinds.map((kind) => ({ ...kind, check: () => undefined })));
const unjudged = { verify: () => true, workstationKey: () => undefined, rootKey: () => undefined };

/**
 * Adds the last `months` months before this one to a data folder that nothing has open, `perMonth` movements in each.
 * @param contentOf the content of a writer's movement of that sequence, from 1, at that time.
 * @throws Error where a ledger is not taken.
 */
export async function addLedgers(
  dataDir: string,
  writers: readonly Writer[],
  { months, perMonth }: { readonly months: number; readonly perMonth: number },
  contentOf: (writer: Writer, sequence: number, atMs: number) => Content,
): Promise<void> {
  if (perMonth > LEDGER_PART_ENTRIES) throw new RangeError(`${perMonth} movements do not fit one ledger document`);
  const store = openStore({ file: join(dataDir, 'office.db'), kinds: trusting, projections: [], rules: unjudged, nowMs: () => Date.now() });
  if (isRefusal(store)) throw new Error(`${dataDir} did not open: ${store.reason}`);
  const thisMonth = new Date();
  for (const writer of writers) {
    for (let back = months; back >= 1; back -= 1) {
      const firstDayMs = Date.UTC(thisMonth.getUTCFullYear(), thisMonth.getUTCMonth() - back, 1);
      const { name, update } = ledgerOf(writer, firstDayMs, perMonth, contentOf);
      const outcome = await store.transact((tx) => tx.apply(name, update, 'relay'));
      if (!outcome.applied) throw new Error(`${name} was not taken: ${JSON.stringify(outcome)}`);
      await folded(store);
    }
  }
  store.close();
}

const UNFOLDED = `SELECT 1 FROM document WHERE name GLOB 'ledger/*' AND pending = 0 AND (unfolded_rows > 500 OR unfolded_bytes > 1048576)`;

/** Resolves when the ledgers are folded, as they are by the time an office has been in use. */
async function folded({ read }: Store): Promise<void> {
  while (read.get(UNFOLDED) !== undefined) await nextTurn();
}

function ledgerOf(writer: Writer, firstDayMs: number, count: number, contentOf: (writer: Writer, sequence: number, atMs: number) => Content) {
  const doc = new Y.Doc();
  const node = writer.workstation.slice(0, 8);
  const stepMs = Math.floor((27 * 24 * 3_600_000) / count);
  doc.transact(() => {
    for (let index = 0; index < count; index += 1) {
      writer.sequence += 1;
      const atMs = firstDayMs + index * stepMs;
      const movement: Movement = {
        id: newUuid(atMs, randomBytes),
        number: formatNumber({ office: writer.office, letter: 'A', year: new Date(atMs).getUTCFullYear().toString(), counter: writer.sequence }),
        line: 1,
        office: writer.office,
        location: DEFAULT_LOCATION,
        by: writer.person,
        workstation: writer.workstation,
        letter: 'A',
        at: makeStamp(atMs, 0, node),
        sequence: writer.sequence,
        previous: writer.sequence === 1 ? '' : HASH,
        signature: SIGNATURE,
        ...contentOf(writer, writer.sequence, atMs),
      };
      movementsOf(doc).set(movement.id, movement);
    }
  });
  return { name: ledgerName({ office: writer.office, month: stampMonth(makeStamp(firstDayMs, 0, node)), part: 1 }), update: Y.encodeStateAsUpdate(doc) };
}
