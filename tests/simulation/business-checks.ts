/** What must be true of a company's offices when all has come together. */
import type { CallResult } from '#model/contract/port.ts';
import type { OutputOf } from '#model/contract/operation.ts';
import type { stockVerify } from '#model/stock/operations.ts';
import type { Store } from '../../main/store/store.ts';
import { SHOWN_QUERY, type SimulatedOffice } from './simulated-office.ts';
import type { World } from './world.ts';

/** Rows that every office shows alike, those that chores make behind the commits among them. */
const SHOWN = [
  'movement balance transfer stock_exception quota quota_holding quota_use quota_request',
  'value_figure value_due stock_month stock_layer stock_idle analysis_due closing closing_figure',
  'trade_order order_line payment account_entry account_balance',
  'card card_history board article article_body',
].flatMap((tables) => tables.split(' '));

interface LevelRow {
  readonly office: string;
  readonly item: string;
  readonly quantity: number;
}

/**
 * Balances are the sums of the movements, no quota is overdrawn, chores are done, and all offices show the same. A closing
 * that holds what the relay refused afterwards waits for it, everywhere.
 */
export function checkShown(offices: readonly SimulatedOffice[], refuses: boolean): void {
  for (const { store, name, core, shown } of offices) {
    const sums = store.read.all<LevelRow>('SELECT office, item, sum(quantity) AS quantity FROM movement GROUP BY office, item ORDER BY office, item');
    const levels = store.read
      .all<LevelRow>('SELECT office, item, quantity FROM stock_level WHERE entries > 0 ORDER BY office, item')
      .filter((level) => sums.some((sum) => sum.office === level.office && sum.item === level.item));
    if (JSON.stringify(sums) !== JSON.stringify(levels)) throw new Error(`balances at ${name} are not the sums: ${JSON.stringify({ sums, levels })}`);
    const figures = store.read.all<LevelRow>('SELECT office, item, quantity FROM value_figure WHERE quantity <> 0 ORDER BY office, item');
    const stocked = sums.filter(({ quantity }) => quantity !== 0);
    if (JSON.stringify(figures) !== JSON.stringify(stocked)) throw new Error(`what is valued at ${name} is not the stock: ${JSON.stringify({ figures, stocked })}`);
    const overdrawn = store.read.all('SELECT * FROM quota_holding WHERE minted + received - given - used < 0');
    if (overdrawn.length > 0) throw new Error(`a quota is overdrawn at ${name}: ${JSON.stringify(overdrawn)}`);
    const asked = core.dispatch.query(SHOWN_QUERY, {});
    if (JSON.stringify(shown) !== JSON.stringify(asked)) throw new Error(`a window at ${name} shows what is no longer so: ${JSON.stringify({ shown, asked })}`);
    const unproven = store.read.all(`SELECT id, state FROM closing WHERE state <> 'verified' AND state <> ?`, refuses ? 'waiting' : 'verified');
    if (unproven.length > 0) throw new Error(`a closing at ${name} is not what the movements come to: ${JSON.stringify(unproven)}`);
    const twice = store.read.all('SELECT note FROM movement WHERE note IS NOT NULL GROUP BY note HAVING count(*) > 1');
    if (twice.length > 0) throw new Error(`asked for once and posted twice at ${name}: ${JSON.stringify(twice)}`);
    const due = ['value_due', 'analysis_due', 'closing_due', 'search_stale'].filter((table) => store.read.get(`SELECT 1 FROM ${table}`) !== undefined);
    if (due.length > 0) throw new Error(`${due.join(', ')} at ${name} were never worked off`);
  }
  const [first, ...others] = offices;
  if (first === undefined) return;
  for (const table of SHOWN) {
    const shown = rowsOf(first.store, table);
    const different = others.find(({ store }) => rowsOf(store, table) !== shown);
    if (different !== undefined) {
      throw new Error(`${table} at ${different.name} differs from ${first.name}: ${rowsOf(different.store, table)}\n${shown}`);
    }
  }
}

function rowsOf(store: Store, table: string): string {
  const rows = store.read.all(`SELECT * FROM ${table}`).map((row) => JSON.stringify(row));
  return rows.toSorted().join('\n');
}

/** STOCK-80: what headquarters is told of each ledger. Where the relay refuses, what it refused is missing. */
export async function checkLedgers([headquarters]: readonly SimulatedOffice[], world: World, refuses: boolean): Promise<void> {
  if (headquarters === undefined) throw new Error('no headquarters');
  for (const { code } of headquarters.store.read.all<{ code: string }>('SELECT code FROM office ORDER BY code')) {
    let result: CallResult | undefined;
    void headquarters.call('stock.verify', { office: code }).then((answer) => (result = answer));
    await world.passUntil(() => result !== undefined, 60_000);
    if (result?.ok !== true) throw new Error(`${code} was not verified: ${JSON.stringify(result)}`);
    const { rows } = result.value as OutputOf<typeof stockVerify>;
    const wrong = rows.filter(({ state }) => state !== 'complete' && !(refuses && state === 'incomplete'));
    if (wrong.length > 0) throw new Error(`a ledger of ${code} is not as it was posted: ${JSON.stringify(wrong)}`);
  }
}
