/** Opening a file, checking its rows, writing them: all of it or nothing. */
import type { OutputOf } from '#model/contract/operation.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import { importApply, importCheck, importOpen, importRows, importRun, importTables } from '#model/exchange/operations.ts';
import { action, command, query, type Actor, type Handler } from '../area.ts';
import type { CompareContext, ImportTable, PlannedRow } from '../exchange-table.ts';
import { checkRows, type CheckedRow, type RowState } from './check-rows.ts';
import type { ExchangeOptions } from './exchange-area.ts';
import { readGrid } from './grid.ts';
import { findHeader, mapHeaders, type ColumnMapping } from './header-mapping.ts';
import type { HeldFiles } from './held-files.ts';
import { keepImport, withdrawnIds } from './import-records.ts';
import { createOpenImports, type OpenImport } from './open-imports.ts';
import { mayUse, refuseTable } from './table-permission.ts';

const SAMPLES = 3;
/** Wrong cells that `import.run` tells. */
const MOST_TOLD = 1000;

export function importHandlers(options: ExchangeOptions, files: HeldFiles): readonly Handler[] {
  const { store, tables, pause, newId } = options;
  const imports = createOpenImports();

  function tableFor(id: string): ImportTable | Refusal {
    const table = tables.find((each) => each.id === id);
    const known = tables.map((each) => each.id).join(', ');
    if (table === undefined) return refuse('import.table-unknown', { table: id, known }, 'table');
    const actor = options.actor(store.read);
    return isRefusal(actor) ? actor : (refuseTable(table, actor) ?? table);
  }

  async function open(input: { table: string; file: string; name: string; sheet?: string | undefined }): Promise<OpenImport | Refusal> {
    const table = tableFor(input.table);
    if (isRefusal(table)) return table;
    const bytes = files.read(input.file);
    if (isRefusal(bytes)) return bytes;
    const grid = await readGrid(bytes, input.sheet, pause);
    if (isRefusal(grid)) return grid;
    const header = findHeader(table, grid.rows);
    const rows = grid.rows.length - header - 1;
    if (rows < 1) return refuse('import.empty', {}, 'file');
    if (rows > table.maxRows) return refuse('import.too-many-rows', { most: table.maxRows }, 'file');
    const mapping = mapHeaders(table, grid.rows[header]?.cells ?? []);
    const opened: OpenImport = { id: newId(), table, name: input.name, grid, header, mapping, checked: undefined, done: false };
    imports.add(opened);
    return opened;
  }

  async function check(opened: OpenImport, mapping: readonly ColumnMapping[]): Promise<readonly CheckedRow[] | Refusal> {
    const wrong = mappingRefusal(opened.table, mapping);
    if (wrong !== undefined) return wrong;
    const actor = options.actor(store.read);
    if (isRefusal(actor)) return actor;
    const contextOf = (): CompareContext => ({ read: store.read, actor, nowMs: options.nowMs, withdrawn: withdrawnIds(store.read, opened.table.id) });
    opened.checked = undefined;
    opened.checked = await checkRows(opened.table, mapping, opened.grid.rows.slice(opened.header + 1), contextOf, pause);
    options.touched();
    return opened.checked;
  }

  return [
    query(importTables, ({ actor }) => ({ rows: tables.map((table) => describeTable(table, actor)) })),

    action(importOpen, async (input) => {
      const opened = await open(input);
      return isRefusal(opened) ? opened : describeImport(opened);
    }),

    action(importCheck, async (input) => {
      const opened = imports.get(input.import);
      if (isRefusal(opened)) return opened;
      const checked = await check(opened, input.mapping ?? opened.mapping);
      if (isRefusal(checked)) return checked;
      return { import: opened.id, ...countsOf(checked), notices: checked.filter(({ notices }) => notices.length > 0).length };
    }),

    query(importRows, (_context, input) => {
      const opened = imports.get(input.import);
      if (isRefusal(opened)) return opened;
      const after = Number(input.cursor ?? '0');
      const found = (opened.checked ?? []).filter(
        ({ row, state, notices }) =>
          row > after && (input.state === undefined || state === input.state) && (input.noticed !== true || notices.length > 0),
      );
      const shown = found.slice(0, input.limit);
      const last = shown.at(-1);
      const rows = shown.map((row) => describeRow(opened.table, row));
      return found.length > shown.length && last !== undefined ? { rows, nextCursor: String(last.row) } : { rows };
    }),

    command(importApply, (context, input) => {
      const opened = imports.get(input.import);
      if (isRefusal(opened)) return opened;
      const denied = refuseTable(opened.table, context.actor);
      if (denied !== undefined) return denied;
      if (opened.done) return refuse('import.done', {}, 'import');
      if (opened.checked === undefined) return refuse('import.not-checked', {}, 'import');
      const counts = countsOf(opened.checked);
      const firstWrong = opened.checked.find(({ state }) => state === 'wrong');
      if (firstWrong !== undefined && !input.leaveOut) return refuse('import.has-wrong', { count: counts.wrong, row: firstWrong.row }, 'import');
      const planned = opened.checked.flatMap(planOf);
      if (planned.length === 0) return refuse('import.nothing', {}, 'import');
      const written = opened.table.apply(context, planned);
      if (isRefusal(written)) return written;
      keepImport(
        context.tx,
        {
          import: opened.id,
          table: opened.table.id,
          name: opened.name,
          byName: context.actor.personName,
          atMs: context.nowMs(),
          created: counts.new,
          changed: counts.changed,
          undone: false,
        },
        written,
      );
      // Should the commit itself fail, the file has to be opened again: better than writing it twice.
      opened.done = true;
      options.touched();
      return { import: opened.id, created: counts.new, changed: counts.changed, unchanged: counts.unchanged, leftOut: counts.wrong };
    }),

    action(importRun, async (input) => {
      const opened = await open(input);
      if (isRefusal(opened)) return opened;
      const checked = await check(opened, opened.mapping);
      if (isRefusal(checked)) return checked;
      const counts = countsOf(checked);
      const result = { import: opened.id, ...counts, rows: problemLines(opened.table, checked) };
      const nothing = counts.new + counts.changed === 0 || (counts.wrong > 0 && !input.leaveOut);
      if (input.preview || nothing) return { ...result, applied: false };
      const applied = await options.call('import.apply', { import: opened.id, leaveOut: input.leaveOut });
      return applied.ok ? { ...result, applied: true } : applied.refusal;
    }),
  ];
}

function mappingRefusal(table: ImportTable, mapping: readonly ColumnMapping[]): Refusal | undefined {
  const named = new Set<string>();
  for (const { field } of mapping) {
    if (named.has(field)) return refuse('import.mapped-twice', { field: nameOf(table, field) }, 'mapping');
    named.add(field);
  }
  const missing = table.fields.filter(({ id, required }) => required && !named.has(id)).map(({ name }) => name);
  if (missing.length === 0) return undefined;
  const fields: Text = { zh: missing.map(({ zh }) => zh).join('、'), en: missing.map(({ en }) => en).join(', ') };
  return refuse('import.not-mapped', { fields }, 'mapping');
}

function nameOf(table: ImportTable, field: string): Text {
  return table.fields.find(({ id }) => id === field)?.name ?? { zh: field, en: field };
}

function describeTable(table: ImportTable, actor: Actor | undefined): OutputOf<typeof importTables>['rows'][number] {
  return {
    table: table.id,
    name: table.name,
    allowed: actor !== undefined && mayUse(table, actor),
    maxRows: table.maxRows,
    fields: table.fields.map(({ id, name, hint, required, figure = false }) => ({ field: id, name, hint, required, figure })),
  };
}

function describeImport({ id, table, name, grid, header, mapping }: OpenImport): OutputOf<typeof importOpen> {
  const rows = grid.rows.slice(header + 1);
  const headers = grid.rows[header]?.cells ?? [];
  return {
    import: id,
    table: table.id,
    name,
    format: grid.format,
    encoding: grid.encoding,
    separator: grid.separator,
    sheets: [...grid.sheets],
    sheet: grid.sheet,
    headerRow: grid.rows[header]?.row ?? 1,
    rows: rows.length,
    columns: headers.map((text, column) => ({
      column,
      header: text,
      samples: samplesOf(rows.map(({ cells }) => cells[column] ?? '')),
      field: mapping.find((each) => each.column === column)?.field ?? null,
    })),
  };
}

function samplesOf(cells: readonly string[]): string[] {
  const samples: string[] = [];
  for (const cell of cells) {
    if (cell.trim() !== '') samples.push(cell.slice(0, 60));
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

function countsOf(rows: readonly CheckedRow[]): Record<RowState, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, wrong: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

function describeRow(table: ImportTable, row: CheckedRow): OutputOf<typeof importRows>['rows'][number] {
  const coded = (id: string): boolean => table.fields.find((field) => field.id === id)?.coded === true;
  const named = <Cell extends { readonly field: string }>(cell: Cell) => ({ ...cell, fieldName: nameOf(table, cell.field) });
  return {
    row: row.row,
    state: row.state,
    values: Object.entries(row.cells).map(([field, cell]) => ({ field, value: coded(field) ? cell : (row.values[field] ?? cell) })),
    problems: row.problems.map(named),
    heldBy: row.heldBy ?? null,
    changes: row.changes.map(named),
    notices: row.notices.map(named),
  };
}

function problemLines(table: ImportTable, rows: readonly CheckedRow[]): OutputOf<typeof importRun>['rows'] {
  return rows
    .flatMap(({ row, problems }) => problems.map(({ field, found, expected }) => ({ row, field: nameOf(table, field), found, expected })))
    .slice(0, MOST_TOLD);
}

function planOf({ row, state, values, key, changes }: CheckedRow): readonly PlannedRow[] {
  return state === 'new' || state === 'changed' ? [{ row, values, key, changes }] : [];
}
