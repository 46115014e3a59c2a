/** Sums over account entries, gathered in memory and written once for each place of a table, in the table's own order. */
import type { Writer } from '../store/store.ts';

/** What of an account entry is summed. */
export interface Summed {
  readonly partner: string;
  readonly account: string;
  readonly office: string;
  readonly amount: number;
  readonly charge: number;
  readonly aged: string;
}

interface Sum {
  charged: number;
  settled: number;
  entries: number;
}

export interface AccountSums {
  /** Counts an entry in, or off again. */
  add(entry: Summed, sign: 1 | -1): void;
  /** Adds what was gathered to the tables. */
  write(write: Writer): void;
}

export function createAccountSums(): AccountSums {
  const balances = new Map<string, Sum>();
  const days = new Map<string, Sum>();
  return {
    add(entry, sign) {
      const { partner, account, office, aged } = entry;
      addTo(balances, `${partner}\n${account}\n${office}`, entry, sign);
      addTo(days, `${partner}\n${account}\n${aged}\n${office}`, entry, sign);
    },
    write(write) {
      for (const [key, sum] of inOrder(balances)) {
        const [partner = '', account = '', office = ''] = key.split('\n');
        addToBalance(write, { partner, account, office }, sum);
      }
      for (const [key, sum] of inOrder(days)) {
        const [partner = '', account = '', aged = '', office = ''] = key.split('\n');
        addToDay(write, { partner, account, aged, office }, sum);
      }
    },
  };
}

/** Makes the sums over all entries that stand there, in place of those kept until now. */
export function sumAllEntries(write: Writer): void {
  write.run('DELETE FROM account_balance');
  write.run(
    `INSERT INTO account_balance (partner, account, office, charged, settled, entries)
     SELECT partner, account, office, sum(charge), sum(charge - amount), count(*) FROM account_entry GROUP BY partner, account, office`,
  );
  write.run('DELETE FROM account_day');
  write.run(
    `INSERT INTO account_day (partner, account, day, office, charge, entries)
     SELECT partner, account, aged, office, sum(charge), count(*) FROM account_entry GROUP BY partner, account, aged, office`,
  );
}

function addTo(sums: Map<string, Sum>, key: string, { amount, charge }: Summed, sign: 1 | -1): void {
  const sum = sums.get(key) ?? { charged: 0, settled: 0, entries: 0 };
  if (sum.entries === 0) sums.set(key, sum);
  sum.charged += charge * sign;
  sum.settled += (charge - amount) * sign;
  sum.entries += sign;
}

/** Each page of a table is then written once. */
function inOrder(sums: Map<string, Sum>): readonly (readonly [string, Sum])[] {
  return [...sums].toSorted(([left], [right]) => (left < right ? -1 : 1));
}

function addToBalance(write: Writer, { partner, account, office }: Pick<Summed, 'partner' | 'account' | 'office'>, { charged, settled, entries }: Sum): void {
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

function addToDay(write: Writer, { partner, account, office, aged }: Pick<Summed, 'partner' | 'account' | 'office' | 'aged'>, { charged, entries }: Sum): void {
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
