/** Accounts and statements by partner (ORDER-8, ORDER-9). Lists read sums and indexes, never all that was posted. */
import { refuse } from '#model/contract/refusal.ts';
import { formatMoney } from '#model/contract/quantity.ts';
import { ageOf } from '#model/orders/ageing.ts';
import { partnerAccounts, partnerStatement, partnerTotals } from '#model/orders/operations.ts';
import { query, type Handler } from '../area.ts';
import { localDay } from '../local-day.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { findPartner } from './lookup.ts';
import { cursorParts, paged } from '../paging.ts';

type Account = 'payable' | 'receivable';

/** A calendar day so many days before another. */
function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

interface Sums {
  readonly charged: number;
  readonly settled: number;
}

function sumsOf(read: Reader, partner: string, account: Account, office: string | undefined): Sums {
  const row = read.get<{ charged: number | null; settled: number | null }>(
    `SELECT sum(charged) AS charged, sum(settled) AS settled FROM account_balance WHERE partner = ?1 AND account = ?2 AND (?3 IS NULL OR office = ?3)`,
    partner,
    account,
    office ?? null,
  );
  return { charged: row?.charged ?? 0, settled: row?.settled ?? 0 };
}

/** One account of a partner. Charges fall due the partner's days after they were posted. */
function sideOf(read: Reader, partner: string, account: Account, office: string | undefined, dueFrom: string) {
  const { charged, settled } = sumsOf(read, partner, account, office);
  const [to30, to60, to90] = [30, 60, 90].map((days) => daysBefore(dueFrom, days));
  const charges = read.get<{ not_due: number | null; to30: number | null; to60: number | null; to90: number | null }>(
    `SELECT sum(iif(day > ?4, charge, 0)) AS not_due, sum(iif(day <= ?4 AND day >= ?5, charge, 0)) AS to30,
       sum(iif(day < ?5 AND day >= ?6, charge, 0)) AS to60, sum(iif(day < ?6, charge, 0)) AS to90
     FROM account_day WHERE partner = ?1 AND account = ?2 AND day >= ?7 AND (?3 IS NULL OR office = ?3)`,
    partner,
    account,
    office ?? null,
    dueFrom,
    to30 ?? '',
    to60 ?? '',
    to90 ?? '',
  );
  const age = ageOf(charged - settled, { notDue: charges?.not_due ?? 0, to30: charges?.to30 ?? 0, to60: charges?.to60 ?? 0, to90: charges?.to90 ?? 0 });
  return {
    charged: formatMoney(charged),
    settled: formatMoney(settled),
    balance: formatMoney(charged - settled),
    ageing: { notDue: formatMoney(age.notDue), to30: formatMoney(age.to30), to60: formatMoney(age.to60), to90: formatMoney(age.to90), over90: formatMoney(age.over90) },
  };
}

/** What the partner owes us less what we owe them. */
export function netBalance(read: Reader, partner: string, office?: string): number {
  const receivable = sumsOf(read, partner, 'receivable', office);
  const payable = sumsOf(read, partner, 'payable', office);
  return receivable.charged - receivable.settled - (payable.charged - payable.settled);
}

interface AccountPartner {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly payment_days: number | null;
}

interface StatementRow {
  readonly subject: string;
  readonly office: string;
  readonly account: Account;
  readonly kind: 'receipt' | 'return-out' | 'issue' | 'return-in' | 'reversal' | 'payment' | 'payment-reversal';
  readonly number: string;
  readonly position: string;
  readonly day: string;
  readonly order_number: string | null;
  readonly amount: number;
  readonly unpriced: number;
  readonly method: string | null;
  readonly reference: string | null;
  readonly reversed: number | null;
}

export const accountQueries: readonly Handler[] = [
  query(partnerAccounts, ({ read, nowMs }, input) => {
    const [code = '', id = ''] = cursorParts(input.cursor) ?? [];
    const having = input.open === true ? 'GROUP BY account HAVING sum(charged - settled) <> 0' : '';
    const rows = read.all<AccountPartner & Record<string, never>>(
      `SELECT id, code, name, payment_days FROM partner WHERE (code, id) > (?1, ?2) AND EXISTS (
         SELECT 1 FROM account_balance WHERE account_balance.partner = partner.id AND (?3 IS NULL OR office = ?3) AND (?4 IS NULL OR account = ?4) ${having})
       ORDER BY code, id LIMIT ?5`,
      code,
      id,
      input.office ?? null,
      input.account ?? null,
      input.limit + 1,
    );
    const today = localDay(nowMs());
    return paged(
      rows,
      input.limit,
      (row) => {
        const dueFrom = daysBefore(today, row.payment_days ?? 0);
        return {
          partner: row.id,
          code: row.code,
          name: row.name,
          paymentDays: row.payment_days,
          payable: sideOf(read, row.id, 'payable', input.office, dueFrom),
          receivable: sideOf(read, row.id, 'receivable', input.office, dueFrom),
        };
      },
      (row) => `${row.code}\n${row.id}`,
    );
  }),

  query(partnerTotals, ({ read }, input) => {
    const rows = read.all<{ account: Account; open: number }>(
      'SELECT account, sum(charged - settled) AS open FROM account_balance WHERE ?1 IS NULL OR office = ?1 GROUP BY account',
      input.office ?? null,
    );
    const open = (account: Account): string => formatMoney(rows.find((row) => row.account === account)?.open ?? 0);
    return { payable: open('payable'), receivable: open('receivable') };
  }),

  query(partnerStatement, ({ read }, input) => {
    const partner = findPartner(read, input.partner);
    if (partner === undefined) return refuse('order.no-partner', { partner: input.partner }, 'partner');
    const values: SqlValue[] = [partner.id];
    const conditions = ['account_entry.partner = ?'];
    if (input.office !== undefined) {
      conditions.push('account_entry.office = ?');
      values.push(input.office);
    }
    const [position, subject, office, account, left] = cursorParts(input.cursor) ?? [];
    if (position !== undefined) {
      conditions.push('(position, subject, account_entry.office, account_entry.account) < (?, ?, ?, ?)');
      values.push(position, subject ?? '', office ?? '', account ?? '');
    }
    const rows = read.all<StatementRow & Record<string, never>>(
      `SELECT account_entry.*, trade_order.number AS order_number, payment.method, payment.reference, payment.reversed
       FROM account_entry LEFT JOIN trade_order ON trade_order.id = account_entry.order_id LEFT JOIN payment ON payment.id = account_entry.subject
       WHERE ${conditions.join(' AND ')}
       ORDER BY position DESC, subject DESC, account_entry.office DESC, account_entry.account DESC LIMIT ?`,
      ...values,
      input.limit + 1,
    );
    // The balance after a row is that after the next newer one without what that one did; the cursor carries it on.
    let balance = left === undefined ? netBalance(read, partner.id, input.office) : Number(left);
    const after = rows.map((row) => {
      const standing = balance;
      balance -= row.account === 'receivable' ? row.amount : -row.amount;
      return { row, standing };
    });
    const next = after[input.limit]?.standing;
    return paged(
      after,
      input.limit,
      ({ row, standing }) => ({
        id: row.subject,
        kind: row.kind,
        account: row.account,
        office: row.office,
        number: row.number,
        day: row.day,
        order: row.order_number,
        amount: formatMoney(row.amount),
        balance: formatMoney(standing),
        unpriced: row.unpriced === 1,
        method: row.method,
        reference: row.reference,
        reversed: row.reversed === 1,
      }),
      ({ row }) => [row.position, row.subject, row.office, row.account, String(next)].join('\n'),
    );
  }),
];
