/**
 * What a document or payment does to a partner's accounts. A receipt is owed at its cost, a sale at its price; what
 * goes back, and what is reversed, is taken off at the same. A line without a price counts as nothing and is marked.
 */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { amountOf } from '#model/orders/money.ts';
import type { Payment, PaymentReversal } from '#model/orders/orders-kind.ts';
import type { Writer } from '../store/store.ts';

type Account = 'payable' | 'receivable';

/** A line with a partner, and what it reverses. */
export interface Posted {
  readonly number: string;
  readonly office: string;
  readonly id: string;
  readonly kind: string;
  readonly quantity: number;
  readonly unit_cost: number | null;
  readonly unit_price: number | null;
  readonly partner: string;
  readonly order_id: string | null;
  readonly at: string;
  readonly dated: string | null;
  readonly reversed_kind: string | null;
  readonly reversed_cost: number | null;
  readonly reversed_price: number | null;
  readonly reversed_at: string | null;
  readonly reversed_dated: string | null;
}

export interface AccountEntry {
  readonly subject: string;
  readonly office: string;
  readonly partner: string;
  readonly account: Account;
  readonly kind: string;
  readonly number: string;
  readonly position: string;
  readonly day: string;
  readonly order: string | null;
  readonly amount: number;
  /** What of the amount was bought or sold, and from when it counts its age; the rest settles. */
  readonly charge: number;
  readonly aged: string;
  readonly unpriced: boolean;
}

interface Effect {
  readonly account: Account;
  readonly amount: number;
  readonly charge: number;
  readonly aged: string;
  readonly unpriced: boolean;
}

const ACCOUNTS: Readonly<Record<string, Account>> = { receipt: 'payable', 'return-out': 'payable', issue: 'receivable', 'return-in': 'receivable' };

export const POSTED_COLUMNS = `movement.number, movement.office, movement.id, movement.kind, movement.quantity, movement.unit_cost, movement.unit_price,
  movement.partner, movement.order_id, movement.at, movement.dated, reversed.kind AS reversed_kind, reversed.unit_cost AS reversed_cost,
  reversed.unit_price AS reversed_price, reversed.at AS reversed_at, reversed.dated AS reversed_dated`;
export const WITH_REVERSED = 'LEFT JOIN movement AS reversed ON reversed.id = movement.reverses AND reversed.office = movement.office';

const DAY_MS = 86_400_000;
/** The last day asked for: what is derived together is mostly of one. */
let known = { day: Number.NaN, text: '' };

function dayOf(at: string): string {
  const day = Math.floor(stampMs(at as Stamp) / DAY_MS);
  if (day !== known.day) known = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return known.text;
}

/** What one line does to which account; undefined where it touches none. */
function effectOf(posted: Posted): Effect | undefined {
  const reversal = posted.kind === 'reversal';
  const kind = (reversal ? posted.reversed_kind : posted.kind) ?? '';
  const account = ACCOUNTS[kind];
  if (account === undefined) return undefined;
  const cost = reversal ? posted.reversed_cost : posted.unit_cost;
  const price = reversal ? posted.reversed_price : posted.unit_price;
  const each = account === 'payable' ? cost : price;
  const amount = each === null ? 0 : amountOf(account === 'payable' ? posted.quantity : -posted.quantity, each);
  // What is reversed was not charged on its day: taken off there, so that the rest keeps its age.
  const aged = posted.reversed_dated ?? posted.dated ?? dayOf(posted.reversed_at ?? posted.at);
  return { account, amount, charge: kind === 'receipt' || kind === 'issue' ? amount : 0, aged, unpriced: each === null };
}

/** Derives anew the account entries of one document number of an office. */
export function deriveDocument(write: Writer, office: string, number: string): void {
  removeEntries(write, number, office);
  const lines = write.all<Posted>(
    `SELECT ${POSTED_COLUMNS} FROM movement ${WITH_REVERSED}
     WHERE movement.number = ? AND +movement.office = ? AND movement.partner IS NOT NULL ORDER BY movement.at, movement.id`,
    number,
    office,
  );
  for (const entry of entriesOf(lines)) addEntry(write, entry);
}

/** The account entries of one document. @param lines all of one number and office, in canonical order. */
export function entriesOf(lines: readonly Posted[]): Iterable<AccountEntry> {
  const entries = new Map<string, AccountEntry>();
  for (const line of lines) {
    const effect = effectOf(line);
    if (effect === undefined) continue;
    const key = `${line.partner} ${effect.account}`;
    const before = entries.get(key);
    const day = dayOf(line.at);
    entries.set(key, {
      subject: line.number,
      office: line.office,
      partner: line.partner,
      account: effect.account,
      kind: before?.kind ?? line.kind,
      number: line.number,
      position: before?.position ?? `${day} ${line.at}`,
      day: before?.day ?? day,
      order: before?.order ?? line.order_id,
      amount: (before?.amount ?? 0) + effect.amount,
      charge: (before?.charge ?? 0) + effect.charge,
      aged: before?.aged ?? effect.aged,
      unpriced: before?.unpriced === true || effect.unpriced,
    });
  }
  return entries.values();
}

/** Derives anew a payment and what reverses it. */
export function derivePayment(write: Writer, id: string): void {
  write.run('DELETE FROM payment WHERE id = ?', id);
  removeEntries(write, id, undefined);
  removeEntries(write, reversalSubject(id), undefined);
  const row = write.get<{ entry: string }>(`SELECT entry FROM trade_entry WHERE id = ? AND type = 'payment'`, id);
  if (row === undefined) return;
  const payment = JSON.parse(row.entry) as Payment;
  // Reversed twice apart is reversed once.
  const reversal = write.get<{ entry: string }>(
    `SELECT entry FROM trade_entry WHERE subject = ? AND type = 'payment-reversal' AND office = ? ORDER BY at, id LIMIT 1`,
    id,
    payment.office,
  );
  write.run(
    `INSERT INTO payment (id, office, partner, direction, account, amount, date, method, reference, note, order_id, person, at, reversed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    payment.office,
    payment.partner,
    payment.direction,
    payment.account,
    payment.amount,
    payment.date,
    payment.method,
    payment.reference ?? null,
    payment.note ?? null,
    payment.order ?? null,
    payment.by,
    payment.at,
    reversal === undefined ? 0 : 1,
  );
  const settles = (payment.account === 'payable') === (payment.direction === 'out');
  const common = { office: payment.office, partner: payment.partner, account: payment.account, number: '', order: payment.order ?? null, charge: 0, aged: payment.date, unpriced: false };
  const amount = settles ? -payment.amount : payment.amount;
  addEntry(write, { ...common, subject: id, kind: 'payment', position: `${payment.date} ${payment.at}`, day: payment.date, amount });
  if (reversal === undefined) return;
  const { at } = JSON.parse(reversal.entry) as PaymentReversal;
  addEntry(write, { ...common, subject: reversalSubject(id), kind: 'payment-reversal', position: `${dayOf(at)} ${at}`, day: dayOf(at), amount: -amount });
}

/** Under what the reversal of a payment stands in `account_entry`. */
export function reversalSubject(payment: string): string {
  return `reversal/${payment}`;
}

interface Summed {
  readonly partner: string;
  readonly account: string;
  readonly office: string;
  readonly amount: number;
  readonly charge: number;
  readonly aged: string;
}

function removeEntries(write: Writer, subject: string, office: string | undefined): void {
  const rows =
    office === undefined
      ? write.all<Summed & Record<string, never>>('SELECT * FROM account_entry WHERE subject = ?', subject)
      : write.all<Summed & Record<string, never>>('SELECT * FROM account_entry WHERE subject = ? AND office = ?', subject, office);
  for (const row of rows) {
    addToSums(write, row, -1);
    write.run('DELETE FROM account_entry WHERE subject = ? AND office = ? AND partner = ? AND account = ?', subject, row.office, row.partner, row.account);
  }
}

function addEntry(write: Writer, entry: AccountEntry): void {
  insertEntry(write, entry);
  addToSums(write, entry, 1);
}

export function insertEntry(write: Writer, entry: AccountEntry): void {
  write.run(
    `INSERT INTO account_entry (subject, office, partner, account, kind, number, position, day, order_id, amount, charge, aged, unpriced)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.subject,
    entry.office,
    entry.partner,
    entry.account,
    entry.kind,
    entry.number,
    entry.position,
    entry.day,
    entry.order,
    entry.amount,
    entry.charge,
    entry.aged,
    entry.unpriced ? 1 : 0,
  );
}

interface Figures {
  readonly charged: number;
  readonly settled: number;
  /** How many entries they are of; negative where they are taken off. */
  readonly entries: number;
}

function addToSums(write: Writer, { partner, account, office, aged, amount, charge }: Summed, sign: 1 | -1): void {
  const figures = { charged: charge * sign, settled: (charge - amount) * sign, entries: sign };
  addToBalance(write, { partner, account, office }, figures);
  addToDay(write, { partner, account, office, aged }, figures);
}

export function addToBalance(write: Writer, { partner, account, office }: Pick<Summed, 'partner' | 'account' | 'office'>, { charged, settled, entries }: Figures): void {
  write.run(
    `INSERT INTO account_balance (partner, account, office, charged, settled, entries) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET charged = charged + excluded.charged, settled = settled + excluded.settled, entries = entries + excluded.entries`,
    partner,
    account,
    office,
    charged,
    settled,
    entries,
  );
  if (entries < 0) write.run('DELETE FROM account_balance WHERE partner = ? AND account = ? AND office = ? AND entries = 0', partner, account, office);
}

export function addToDay(write: Writer, { partner, account, office, aged }: Pick<Summed, 'partner' | 'account' | 'office' | 'aged'>, { charged, entries }: Omit<Figures, 'settled'>): void {
  write.run(
    `INSERT INTO account_day (partner, account, day, office, charge, entries) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET charge = charge + excluded.charge, entries = entries + excluded.entries`,
    partner,
    account,
    aged,
    office,
    charged,
    entries,
  );
  if (entries < 0) write.run('DELETE FROM account_day WHERE partner = ? AND account = ? AND day = ? AND office = ? AND entries = 0', partner, account, aged, office);
}
