/**
 * Rows of quotas, from their own documents and from the issues in the ledgers that name one.
 *
 * 1. Rows of what was written are a set; all others are sums and choices over it, so the order of arrival changes none.
 * 2. An issue counts until it is reversed, however often it was (STOCK-62).
 */
import type { DocumentChange } from '#model/document/kind.ts';
import { beyondQuotaException, overdrawnException } from '#model/stock/exceptions.ts';
import type { Movement } from '#model/stock/movement.ts';
import type { QuotaEntry } from '#model/stock/quota-kind.ts';
import type { Writer } from '../../store/store.ts';
import { replaceException } from '../exception-projection.ts';
import type { HoldingRecord } from './tables.ts';

/** Uses that an exception is looked for in. */
const NAMED_USES = 20;

export function projectQuota(write: Writer, change: DocumentChange): void {
  const quotas = new Set<string>();
  const requests = new Set<string>();
  const holdings = new Map<string, readonly [quota: string, workstation: string, office: string | undefined]>();
  const touch = (quota: string, workstation: string, office?: string): void => {
    const key = `${quota}\n${workstation}`;
    holdings.set(key, [quota, workstation, office ?? holdings.get(key)?.[2]]);
  };
  for (const { after } of change.entries) {
    if (after === undefined) continue;
    const entry = after as QuotaEntry;
    insertEntry(write, change.name, entry);
    quotas.add(entry.quota);
    if ('request' in entry && entry.request !== undefined) requests.add(entry.request);
    if (entry.act === 'open' || entry.act === 'mint') touch(entry.quota, entry.workstation, entry.office);
    if (entry.act === 'write-off') touch(entry.quota, entry.holder);
    if (entry.act === 'give') {
      touch(entry.quota, entry.workstation, entry.office);
      touch(entry.quota, entry.to, entry.toOffice);
    }
  }
  for (const quota of quotas) deriveQuota(write, quota);
  for (const [quota, workstation, office] of holdings.values()) deriveRights(write, quota, workstation, office ?? '');
  for (const request of requests) deriveRequest(write, request);
}

function insertEntry(write: Writer, home: string, entry: QuotaEntry): void {
  const fields: { readonly [Name in 'item' | 'from' | 'to' | 'toOffice' | 'of' | 'ofOffice' | 'holder' | 'request']?: string | undefined } & { readonly act: string; readonly amount?: number } = entry;
  write.run(
    `INSERT OR REPLACE INTO quota_entry (home, id, act, quota, office, workstation, sequence, item, amount, from_day, holder, holder_office,
     request, person, note, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    home,
    entry.id,
    entry.act,
    entry.quota,
    entry.office,
    entry.workstation,
    entry.sequence,
    fields.item ?? null,
    fields.amount ?? 0,
    fields.from ?? null,
    fields.to ?? fields.of ?? fields.holder ?? null,
    fields.toOffice ?? fields.ofOffice ?? null,
    fields.request ?? null,
    entry.by,
    entry.note ?? null,
    entry.at,
  );
}

/** The first opening under an id counts; closed once is closed. */
function deriveQuota(write: Writer, quota: string): void {
  write.run(
    `INSERT OR REPLACE INTO quota (id, item, from_day, office, workstation, at, note, closed_at)
     SELECT quota, item, from_day, office, workstation, at, note,
       (SELECT min(closing.at) FROM quota_entry AS closing WHERE closing.quota = quota_entry.quota AND closing.act = 'close')
     FROM quota_entry WHERE quota = ? AND act = 'open' ORDER BY at, id LIMIT 1`,
    quota,
  );
  // Exceptions name the item, which an opening that arrives late tells.
  for (const { workstation } of write.all<{ workstation: string }>('SELECT workstation FROM quota_holding WHERE quota = ?', quota)) {
    deriveOverdrawn(write, quota, workstation);
  }
}

function deriveRights(write: Writer, quota: string, workstation: string, office: string): void {
  const sums = write.get<{ minted: number | null; given: number | null }>(
    `SELECT sum(CASE WHEN act IN ('open', 'mint') THEN amount END) AS minted, sum(CASE WHEN act = 'give' THEN amount END) AS given
     FROM quota_entry WHERE workstation = ? AND quota = ?`,
    workstation,
    quota,
  );
  const told = write.get<{ received: number | null; lost: number | null }>(
    `SELECT sum(CASE WHEN act = 'give' THEN amount END) AS received, max(act = 'write-off') AS lost
     FROM quota_entry WHERE holder = ? AND quota = ?`,
    workstation,
    quota,
  );
  holdingOf(write, quota, workstation, office);
  write.run(
    'UPDATE quota_holding SET minted = ?, received = ?, given = ?, written_off = ? WHERE quota = ? AND workstation = ?',
    sums?.minted ?? 0,
    told?.received ?? 0,
    sums?.given ?? 0,
    told?.lost ?? 0,
    quota,
    workstation,
  );
  deriveOverdrawn(write, quota, workstation);
}

/** Makes sure of a holding's row. A workstation is of one office; a write-off alone does not tell which. */
function holdingOf(write: Writer, quota: string, workstation: string, office: string): void {
  write.run(
    `INSERT INTO quota_holding (quota, workstation, office, minted, received, given, used, written_off) VALUES (?, ?, ?, 0, 0, 0, 0, 0)
     ON CONFLICT DO UPDATE SET office = max(office, excluded.office)`,
    quota,
    workstation,
    office,
  );
}

function deriveRequest(write: Writer, request: string): void {
  write.run(
    `INSERT OR REPLACE INTO quota_request (id, quota, office, workstation, of_office, of_workstation, amount, given, state, person, note, answer_note, at)
     SELECT asked.request, asked.quota, asked.office, asked.workstation, asked.holder_office, asked.holder, asked.amount,
       CASE WHEN answer.act = 'give' THEN answer.amount END,
       CASE answer.act WHEN 'give' THEN 'accepted' WHEN 'decline' THEN 'declined' ELSE 'open' END,
       asked.person, asked.note, answer.note, asked.at
     FROM quota_entry AS asked LEFT JOIN quota_entry AS answer
       ON answer.request = asked.request AND answer.workstation = asked.holder AND answer.act IN ('give', 'decline')
     WHERE asked.request = ? AND asked.act = 'request' ORDER BY asked.at, asked.id, answer.at, answer.id LIMIT 1`,
    request,
  );
}

/** What a ledger's change does to quotas. */
export function projectQuotaUses(write: Writer, change: DocumentChange): void {
  for (const { after } of change.entries) {
    if (after === undefined) continue;
    const movement = after as Movement;
    const quota = movement.quota ?? movement.beyondQuota;
    if (quota === undefined) continue;
    if (movement.kind === 'reversal') takeBack(write, movement);
    else addUse(write, change.name, movement, quota);
  }
}

function addUse(write: Writer, home: string, movement: Movement, quota: string): void {
  const { id, office, workstation, item, at } = movement;
  if (write.get('SELECT 1 FROM quota_use WHERE movement = ? AND office = ? AND home = ?', id, office, home) !== undefined) return;
  const reversed = write.get('SELECT 1 FROM quota_reversal WHERE movement = ? AND office = ?', id, office) !== undefined;
  const beyond = movement.beyondQuota !== undefined;
  const amount = Math.max(0, -movement.quantity);
  write.run(
    'INSERT INTO quota_use (movement, office, home, quota, workstation, item, amount, beyond, reversed, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    office,
    home,
    quota,
    workstation,
    item,
    amount,
    beyond ? 1 : 0,
    reversed ? 1 : 0,
    at,
  );
  if (beyond) {
    replaceException(write, `quota-beyond/${office}/${id}`, reversed ? undefined : beyondQuotaException({ movement: id, office, item, amount, at }));
    return;
  }
  addToUsed(write, quota, workstation, office, reversed ? 0 : amount);
}

function takeBack(write: Writer, { reverses = '', office }: Movement): void {
  write.run('INSERT OR IGNORE INTO quota_reversal (movement, office) VALUES (?, ?)', reverses, office);
  const uses = write.all<{ quota: string; workstation: string; amount: number; beyond: number }>(
    'SELECT * FROM quota_use WHERE movement = ? AND office = ? AND reversed = 0',
    reverses,
    office,
  );
  write.run('UPDATE quota_use SET reversed = 1 WHERE movement = ? AND office = ?', reverses, office);
  for (const { quota, workstation, amount, beyond } of uses) {
    if (beyond === 1) replaceException(write, `quota-beyond/${office}/${reverses}`, undefined);
    else addToUsed(write, quota, workstation, office, -amount);
  }
}

function addToUsed(write: Writer, quota: string, workstation: string, office: string, amount: number): void {
  holdingOf(write, quota, workstation, office);
  write.run('UPDATE quota_holding SET used = used + ? WHERE quota = ? AND workstation = ?', amount, quota, workstation);
  deriveOverdrawn(write, quota, workstation);
}

function deriveOverdrawn(write: Writer, quota: string, workstation: string): void {
  const key = `quota-overdrawn/${quota}/${workstation}`;
  const holding = write.get<HoldingRecord>('SELECT * FROM quota_holding WHERE quota = ? AND workstation = ?', quota, workstation);
  const free = holding === undefined ? 0 : holding.minted + holding.received - holding.given - holding.used;
  if (holding === undefined || free >= 0) return replaceException(write, key, undefined);
  const item = write.get<{ item: string }>('SELECT item FROM quota WHERE id = ?', quota)?.item;
  const uses = write.all<{ movement: string; at: string }>(
    `SELECT movement, at FROM quota_use WHERE quota = ? AND workstation = ? AND beyond = 0 AND reversed = 0
     ORDER BY at DESC, movement DESC LIMIT ${String(NAMED_USES)}`,
    quota,
    workstation,
  );
  replaceException(write, key, overdrawnException(quota, holding, item, free, uses));
}
