/** Past imports, and taking one back. */
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { importList, importUndo } from '#model/exchange/operations.ts';
import { command, query, type Handler } from '../area.ts';
import type { ExchangeOptions } from './exchange-area.ts';
import { KEPT_IMPORTS, markUndone, readImports, readWritten } from './import-records.ts';
import { refuseTable } from './table-permission.ts';

export function undoHandlers({ tables, touched }: ExchangeOptions): readonly Handler[] {
  return [
    command(importUndo, (context, input) => {
      const summary = readImports(context.tx.read).find((each) => each.import === input.import);
      const table = tables.find((each) => each.id === summary?.table);
      if (summary === undefined || table === undefined) return refuse('import.not-kept', { most: KEPT_IMPORTS }, 'import');
      const denied = refuseTable(table, context.actor);
      if (denied !== undefined) return denied;
      if (summary.undone) return refuse('import.undone', {}, 'import');
      const counts = table.undo(context, readWritten(context.tx.read, summary.import));
      if (isRefusal(counts)) return counts;
      markUndone(context.tx, summary.import);
      touched();
      return { import: summary.import, ...counts };
    }),

    query(importList, ({ read }) => ({
      rows: readImports(read).map((summary) => ({
        ...summary,
        tableName: tables.find((each) => each.id === summary.table)?.name ?? { zh: summary.table, en: summary.table },
      })),
    })),
  ];
}
