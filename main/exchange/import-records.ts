/** What past imports wrote, kept on this computer for taking them back. Durable, in the store's settings. */
import type { Reader, StoreTransaction } from '../store/store.ts';
import type { WrittenRow } from '../exchange-table.ts';

export interface ImportSummary {
  readonly import: string;
  readonly table: string;
  readonly name: string;
  readonly byName: string;
  readonly atMs: number;
  readonly created: number;
  readonly changed: number;
  readonly undone: boolean;
}

/** The newest that can be taken back. */
export const KEPT_IMPORTS = 20;

const LIST = 'exchange.imports';
const rowsKey = (id: string): string => `exchange.import.${id}`;

function settingOf(read: Reader, key: string): unknown {
  const text = read.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value;
  return text === undefined ? undefined : JSON.parse(text);
}

/** Newest first. */
export function readImports(read: Reader): readonly ImportSummary[] {
  return (settingOf(read, LIST) as readonly ImportSummary[] | undefined) ?? [];
}

export function readWritten(read: Reader, id: string): readonly WrittenRow[] {
  return (settingOf(read, rowsKey(id)) as readonly WrittenRow[] | undefined) ?? [];
}

export function keepImport(tx: StoreTransaction, summary: ImportSummary, rows: readonly WrittenRow[]): void {
  const all = [summary, ...readImports(tx.read)];
  for (const dropped of all.slice(KEPT_IMPORTS)) tx.setSetting(rowsKey(dropped.import), undefined);
  tx.setSetting(LIST, JSON.stringify(all.slice(0, KEPT_IMPORTS)));
  tx.setSetting(rowsKey(summary.import), JSON.stringify(rows));
}

export function markUndone(tx: StoreTransaction, id: string): void {
  tx.setSetting(LIST, JSON.stringify(readImports(tx.read).map((each) => (each.import === id ? { ...each, undone: true } : each))));
}

/** Ids of what undone imports into a table had made. */
export function withdrawnIds(read: Reader, table: string): ReadonlySet<string> {
  const undone = readImports(read).filter((each) => each.undone && each.table === table);
  return new Set(undone.flatMap((each) => readWritten(read, each.import).filter(({ created }) => created).map(({ key }) => key)));
}
