/**
 * The table of every list: sticky header, first column and sums; virtual rows, so that 100,000 of them scroll
 * freely; cells by keyboard; typing filters. Rows are opened by Enter or a click.
 */
import { ActionIcon, Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback, useElementSize } from '@mantine/hooks';
import {
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { Columns3, Copy, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../toasts.tsx';
import { asSpreadsheet, compareValues, fittingColumns, matchesFilter, type DataColumn } from './columns.ts';
import { Grid } from './Grid.tsx';
import styles from './DataTable.module.css';

const features = tableFeatures({
  columnVisibilityFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
});

/** Typing is waited out before the office is asked. */
const SEARCH_PAUSE_MS = 250;

/** Of a table beside an open drawer on the smallest screen. */
const NARROW_PX = 960;

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** Key of the row whose drawer is open. */
  readonly openKey?: string | undefined;
  /** Marks rows: below zero, or of an office that is not complete. */
  readonly rowTone?: (row: Row) => 'warn' | 'hatched' | undefined;
  /** Lines of text in a row, where it is more than one. */
  readonly rowLines?: (row: Row) => number;
  /** Shown in place of the rows where there are none at all. */
  readonly empty?: ReactNode;
  /** Where the office looks for what is typed, among more rows than were fetched; otherwise the rows here are filtered. */
  readonly search?: { readonly text: string; readonly hint: string; readonly onChange: (text: string) => void };
  /** Filters that belong to the list, left in its bar; many of them fold where the table is narrow. */
  readonly bar?: ReactNode | ((narrow: boolean) => ReactNode);
  /** Of a bar with many filters: what else is in it (`data-tool`) is an icon until there is room for its word. */
  readonly crowded?: boolean;
  /** Below the rows: what is said of all of them, fetched or not. */
  readonly foot?: ReactNode;
  /** What can be done with the rows that the filter leaves, as icons in the bar. */
  readonly actions?: (shown: readonly Row[]) => ReactNode;
  /** Called when the last rows come into sight, to fetch more. */
  readonly onEnd?: () => void;
  /** True while there are rows that were not fetched yet, so that the count does not claim to be all. */
  readonly unfinished?: boolean;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation();
  const { columns, rows } = props;
  const { ref: place, width: placeWidth } = useElementSize<HTMLElement>();
  const filterField = useRef<HTMLInputElement>(null);
  const [visibility, setVisibility] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(columns.filter((column) => column.optional).map((column) => [column.id, false])),
  );
  const [sorting, setSorting] = useState<{ id: string; desc: boolean }[]>([]);
  const { search } = props;
  const [filter, write] = useState(search?.text ?? '');
  const ask = useDebouncedCallback((text: string) => search?.onChange(text.trim()), SEARCH_PAUSE_MS);
  function setFilter(text: string): void {
    write(text);
    if (search !== undefined) ask(text);
  }
  // Typing goes on while many rows are filtered.
  const applied = useDeferredValue(search === undefined ? filter : '');

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row & object> => ({
          id: column.id,
          accessorFn: column.value,
          sortFn: (left, right, id) => compareValues(left.getValue<string | number>(id), right.getValue<string | number>(id)),
        }),
      ),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: rows as readonly (Row & object)[],
    state: { columnVisibility: visibility, sorting, globalFilter: applied },
    onSortingChange: (change) => setSorting(change),
    onColumnVisibilityChange: (change) => setVisibility(change),
    onGlobalFilterChange: () => {},
    globalFilterFn: (row, id, value) => {
      // Asked once per column; the first answers for the whole row.
      if (id !== columns[0]?.id) return false;
      return matchesFilter(columns.map((column) => String(column.value(row.original))), String(value));
    },
  });
  const shown = table.getRowModel().rows.map((row) => row.original as Row);
  const chosen = columns.filter((column) => visibility[column.id] !== false);
  // Not measured before the first drawing.
  const visible = placeWidth === 0 ? chosen : fittingColumns(chosen, placeWidth);

  return (
    <section ref={place} className={styles.table} aria-label={props.label}>
      <div className={styles.bar} data-crowded={props.crowded}>
        <TextInput
          ref={filterField}
          className={styles.filter ?? ''}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && filter !== '') {
              event.stopPropagation();
              setFilter('');
            }
          }}
          placeholder={search?.hint ?? t('design.table.filter')}
          aria-label={t('design.table.filter')}
          title={t('design.table.filterHint')}
          leftSection={<Search size={14} aria-hidden />}
          rightSection={filter === '' ? null : <CloseButton size="xs" aria-label={t('design.table.clearFilter')} onClick={() => setFilter('')} />}
        />
        {typeof props.bar === 'function' ? props.bar(placeWidth > 0 && placeWidth < NARROW_PX) : props.bar}
        <div className={styles.tools}>
          {/* What stands below the rows says how many there are of all. */}
          {props.foot === undefined ? (
            <span className={styles.count} role="status">
              {shown.length === rows.length
                ? t(props.unfinished === true ? 'design.table.rowsSoFar' : 'design.table.rows', { count: rows.length })
                : t('design.table.rowsOf', { shown: shown.length, count: rows.length })}
            </span>
          ) : null}
          {props.actions?.(shown)}
          <ActionIcon
            aria-label={t('design.table.copy')}
            title={t('design.table.copy')}
            onClick={() => {
              void navigator.clipboard
                .writeText(asSpreadsheet(visible, shown))
                .then(() => showDone(t('design.table.copied', { count: shown.length }), t('design.toast.close')));
            }}
          >
            <Copy size={14} aria-hidden />
          </ActionIcon>
          <Menu closeOnItemClick={false} position="bottom-end">
            <Menu.Target>
              <Button
                data-tool
                variant="subtle"
                color="gray"
                leftSection={<Columns3 size={14} aria-hidden />}
                aria-label={t('design.table.chooseColumns')}
                title={t('design.table.chooseColumns')}
              >
                {t('design.table.columns')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {columns.slice(1).map((column) => (
                <Menu.CheckboxItem
                  key={column.id}
                  checked={visibility[column.id] !== false}
                  onChange={(checked) => setVisibility((before) => ({ ...before, [column.id]: checked }))}
                >
                  {column.header}
                </Menu.CheckboxItem>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <Grid
        {...props}
        columns={visible}
        rows={shown}
        sorting={sorting[0]}
        onSort={(id) => setSorting((before) => nextSorting(before[0], id))}
        onType={(text) => {
          setFilter(filter + text);
          filterField.current?.focus();
        }}
        empty={applied === '' && (search?.text ?? '') === '' ? props.empty : <p className={styles.nothing}>{t('design.table.nothingMatches', { text: search?.text ?? applied })}</p>}
      />
      {props.foot}
    </section>
  );
}

/** Ascending, then descending, then as it came. */
function nextSorting(before: { id: string; desc: boolean } | undefined, id: string): { id: string; desc: boolean }[] {
  if (before?.id !== id) return [{ id, desc: false }];
  return before.desc ? [] : [{ id, desc: true }];
}
