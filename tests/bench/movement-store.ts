/** Office folders to start from: the sample organisation as it is, and with very many movements of its three offices. */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import { newUuid } from '#model/identity/ids.ts';
import { openBenchOffice } from './bench-office.ts';
import { addLedgers, type Content } from './ledgers.ts';

const OFFICES = ['SH', 'BJ', 'GZ'] as const;
const MONTHS = 12;

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
  const { read } = office.store;
  const items = read.all<{ id: string }>('SELECT id FROM item ORDER BY id').map(({ id }) => id);
  const person = read.get<{ id: string }>('SELECT id FROM person')?.id ?? '';
  const own = read.get<{ id: string }>('SELECT id FROM workstation')?.id ?? '';
  const writers = OFFICES.map((code) => ({ office: code, person, sequence: 0, workstation: code === 'SH' ? own : newUuid(Date.now(), randomBytes) }));
  await office.close();
  cpSync(folders.empty, folders.full, { recursive: true });
  const perMonth = Math.ceil(movements / (OFFICES.length * MONTHS));
  await addLedgers(folders.full, writers, { months: MONTHS, perMonth }, (_writer, sequence) => receiptsAndIssues(items, sequence));
  // What was added becomes rows once, before anything is measured.
  await openBenchOffice(folders.full).close();
  return folders;
}

/** Two receipts to each issue, item after item. */
function receiptsAndIssues(items: readonly string[], sequence: number): Content {
  const isIssue = sequence % 3 === 0;
  return {
    kind: isIssue ? 'issue' : 'receipt',
    item: items[sequence % items.length] ?? '',
    quantity: (isIssue ? -1 : 1) * (1 + (sequence % 20)) * 1000,
    reason: isIssue ? 'sale' : 'purchase',
  };
}
