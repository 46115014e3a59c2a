/**
 * Office folders to start from: the sample organisation as it is, and with very many movements of its three offices.
 * Movements go through the store's own door in whole ledgers; only their signatures are taken on trust.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as Y from 'yjs';
import { makeStamp } from '#model/identity/hybrid-clock.ts';
import { newUuid } from '#model/identity/ids.ts';
import { ledgerName, movementsOf } from '#model/stock/ledger-kind.ts';
import { DEFAULT_LOCATION, formatNumber, stampMonth, type Movement } from '#model/stock/movement.ts';
import { ed25519, openBenchOffice, type BenchOffice } from './bench-office.ts';

const OFFICES = ['SH', 'BJ', 'GZ'] as const;
const MONTHS = 12;
const SIGNATURE = 'A'.repeat(86);
const HASH = '0'.repeat(64);

export interface MovementFolders {
  readonly empty: string;
  readonly full: string;
}

/** @throws Error when a step is refused. */
export async function makeMovementFolders(folder: string, movements: number): Promise<MovementFolders> {
  const folders = { empty: `${folder}/empty`, full: `${folder}/full` };
  mkdirSync(folders.empty, { recursive: true });
  const office = openBenchOffice(folders.empty);
  await office.ask('sample.open', { movements: false });
  await office.close();
  cpSync(folders.empty, folders.full, { recursive: true });
  const full = openBenchOffice(folders.full, { signatures: { ...ed25519, verify: () => true } });
  await addLedgers(full, Math.ceil(movements / (OFFICES.length * MONTHS)));
  await full.close();
  return folders;
}

interface Writer {
  readonly office: string;
  readonly workstation: string;
  readonly person: string;
  sequence: number;
}

async function addLedgers({ store }: BenchOffice, perLedger: number): Promise<void> {
  const items = store.read.all<{ id: string }>('SELECT id FROM item ORDER BY id').map(({ id }) => id);
  const person = store.read.get<{ id: string }>('SELECT id FROM person')?.id ?? '';
  const own = store.read.get<{ id: string }>('SELECT id FROM workstation')?.id ?? '';
  const thisMonth = new Date();
  for (const office of OFFICES) {
    const writer: Writer = { office, workstation: office === 'SH' ? own : newUuid(Date.now(), randomBytes), person, sequence: 0 };
    for (let back = MONTHS; back >= 1; back -= 1) {
      const firstDayMs = Date.UTC(thisMonth.getUTCFullYear(), thisMonth.getUTCMonth() - back, 1);
      const { name, update } = ledgerOf(writer, items, firstDayMs, perLedger);
      const outcome = await store.transact((tx) => tx.apply(name, update, 'relay'));
      if (!outcome.applied) throw new Error(`${name} was not taken: ${JSON.stringify(outcome)}`);
      await folded(store);
    }
  }
}

/** Resolves when the log is folded, as it is by the time an office has been in use. */
async function folded({ read }: BenchOffice['store']): Promise<void> {
  while (read.get('SELECT 1 FROM document WHERE pending = 0 AND (unfolded_rows > 500 OR unfolded_bytes > 1048576)') !== undefined) await nextTurn();
}

/** A month's ledger: two receipts to each issue, item after item, a movement every few minutes. */
function ledgerOf(writer: Writer, items: readonly string[], firstDayMs: number, count: number) {
  const doc = new Y.Doc();
  const node = writer.workstation.slice(0, 8);
  const stepMs = Math.floor((27 * 24 * 3_600_000) / count);
  const firstStamp = makeStamp(firstDayMs, 0, node);
  doc.transact(() => {
    for (let index = 0; index < count; index += 1) {
      writer.sequence += 1;
      const atMs = firstDayMs + index * stepMs;
      const isIssue = index % 3 === 2;
      const movement: Movement = {
        id: newUuid(atMs, randomBytes),
        number: formatNumber({ office: writer.office, letter: 'A', year: new Date(atMs).getUTCFullYear().toString(), counter: writer.sequence }),
        line: 1,
        kind: isIssue ? 'issue' : 'receipt',
        office: writer.office,
        item: items[index % items.length] ?? '',
        location: DEFAULT_LOCATION,
        quantity: (isIssue ? -1 : 1) * (1 + (index % 20)) * 1000,
        reason: isIssue ? 'sale' : 'purchase',
        by: writer.person,
        workstation: writer.workstation,
        letter: 'A',
        at: makeStamp(atMs, 0, node),
        sequence: writer.sequence,
        previous: writer.sequence === 1 ? '' : HASH,
        signature: SIGNATURE,
      };
      movementsOf(doc).set(movement.id, movement);
    }
  });
  return { name: ledgerName({ office: writer.office, month: stampMonth(firstStamp), part: 1 }), update: Y.encodeStateAsUpdate(doc) };
}
