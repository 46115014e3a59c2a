/** Imports between opening a file and writing it, in memory; the oldest gives way. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { ImportTable } from '../exchange-table.ts';
import type { CheckedRow } from './check-rows.ts';
import type { Grid } from './grid.ts';
import type { ColumnMapping } from './header-mapping.ts';

export interface OpenImport {
  readonly id: string;
  readonly table: ImportTable;
  readonly name: string;
  readonly grid: Grid;
  /** Index of the header among the grid's rows. */
  readonly header: number;
  readonly mapping: readonly ColumnMapping[];
  /** Undefined until it is checked. */
  checked: readonly CheckedRow[] | undefined;
  /** True once it was written; it is not written again. */
  done: boolean;
}

const MOST_OPEN = 3;

export interface OpenImports {
  add(opened: OpenImport): void;
  get(id: string): OpenImport | Refusal<'import.unknown'>;
}

export function createOpenImports(): OpenImports {
  const open = new Map<string, OpenImport>();
  return {
    add(opened) {
      for (const oldest of [...open.keys()].slice(0, Math.max(0, open.size - MOST_OPEN + 1))) open.delete(oldest);
      open.set(opened.id, opened);
    },
    get: (id) => open.get(id) ?? refuse('import.unknown', {}, 'import'),
  };
}
