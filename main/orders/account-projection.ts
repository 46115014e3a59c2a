/**
 * What a document or payment does to a partner's accounts. A receipt is owed at its cost, a sale at its price; what
 * goes back, and what is reversed, is taken off at the same. A line without a price counts as nothing and is marked.
 */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { amountOf } from '#model/orders/money.ts';
import type { Payment, PaymentReversal } from '#model/orders/orders-kind.ts';
import { insertRows, type RowValue } from '../store/insert-rows.ts';
import type { Writer } from '../store/store.ts';
import { createAccountSums, type AccountSums, type Summed } from './account-sums.ts';

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

/** A document of an office. */
export interface DocumentKey {
  readonly office: string;
  readonly number: string;
}

/** Derives anew the account entries of documents, however many, with one question for all. */
export function deriveDocuments(write: Writer, documents: readonly DocumentKey[]): void {
  if (documents.length === 0) return;
  const asked = JSON.stringify(documents.map(({ office, number }) => [office, number]));
  const sums = createAccountSums();
  removeEntries(
    write,
    sums,
    write.all(
      `SELECT account_entry.* FROM json_each(?) AS asked
       CROSS JOIN account_entry ON account_entry.subject = asked.value ->> 1 AND account_entry.office = asked.value ->> 0`,
      asked,
    ),
  );
  const lines = write.all<Posted>(
    `SELECT ${POSTED_COLUMNS} FROM json_each(?) AS asked
     CROSS JOIN movement ON movement.number = asked.value ->> 1 AND +movement.office = asked.value ->> 0 ${WITH_REVERSED}
     WHERE movement.partner IS NOT NULL ORDER BY asked.key, movement.at, movement.id`,
    asked,
  );
  const entries = [...Map.groupBy(lines, ({ number, office }) => `${number}\n${office}`).values()].flatMap((each) => [...entriesOf(each)]);
  insertEntries(write, entries);
  for (const entry of entries) sums.add(entry, 1);
  sums.write(write);
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
  const sums = createAccountSums();
  removeEntries(write, sums, write.all('SELECT * FROM account_entry WHERE subject IN (?, ?)', id, reversalSubject(id)));
  derivePaymentEntries(write, sums, id);
  sums.write(write);
}

function derivePaymentEntries(write: Writer, sums: AccountSums, id: string): void {
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
  addEntry(write, sums, { ...common, subject: id, kind: 'payment', position: `${payment.date} ${payment.at}`, day: payment.date, amount });
  if (reversal === undefined) return;
  const { at } = JSON.parse(reversal.entry) as PaymentReversal;
  addEntry(write, sums, { ...common, subject: reversalSubject(id), kind: 'payment-reversal', position: `${dayOf(at)} ${at}`, day: dayOf(at), amount: -amount });
}

/** Under what the reversal of a payment stands in `account_entry`. */
export function reversalSubject(payment: string): string {
  return `reversal/${payment}`;
}

/** Takes entries out again, with their sums. */
function removeEntries(write: Writer, sums: AccountSums, rows: readonly (Summed & { readonly subject: string })[]): void {
  for (const row of rows) {
    sums.add(row, -1);
    write.run('DELETE FROM account_entry WHERE subject = ? AND office = ? AND partner = ? AND account = ?', row.subject, row.office, row.partner, row.account);
  }
}

function addEntry(write: Writer, sums: AccountSums, entry: AccountEntry): void {
  insertEntries(write, [entry]);
  sums.add(entry, 1);
}

const COLUMNS = ['subject', 'office', 'partner', 'account', 'kind', 'number', 'position', 'day', 'order_id', 'amount', 'charge', 'aged', 'unpriced'] as const;

export function insertEntries(write: Writer, entries: Iterable<AccountEntry>): void {
  insertRows(write, 'account_entry', COLUMNS, Iterator.from(entries).map(valuesOf));
}

/** In the order of the columns. */
function valuesOf(entry: AccountEntry): readonly RowValue[] {
  return [
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
  ];
}
