/**
 * The table of every list: sticky header, first column and sums; virtual rows, so that 100,000 of them scroll
 * freely; cells by keyboard; typing filters. Rows are opened by Enter or a click.
 */
import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
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
import { Copy, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDone } from '../toasts.tsx';
import { asSpreadsheet, compareValues, fittingColumns, matchesFilter, type DataColumn } from './columns.ts';
import { Grid } from './Grid.tsx';
import type { TableLook, TableView } from './table-views.ts';
import { useTableLook } from './use-table-look.ts';
import { ViewMenu } from './ViewMenu.tsx';
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
  /** Where columns, order and views of this list are kept, and its filters as a query string. */
  readonly views?: { readonly list: string; readonly search: string; readonly onSearch: (search: string) => void };
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
  const { columns, rows, views } = props;
  const { ref: place, width: placeWidth } = useElementSize<HTMLElement>();
  const filterField = useRef<HTMLInputElement>(null);
  const [look, setLook] = useTableLook(views?.list);
  const visibility = useMemo(() => Object.fromEntries(columns.map(({ id, optional }) => [id, look.columns[id] ?? optional !== true])), [columns, look.columns]);
  // The same array as long as it says the same: for another the rows are sorted again.
  const sorting = useMemo(() => (look.sorting === undefined || !columns.some(({ id }) => id === look.sorting?.id) ? [] : [look.sorting]), [columns, look.sorting]);
  const { search } = props;
  const [filter, write] = useState(search?.text ?? '');
  const ask = useDebouncedCallback((text: string) => search?.onChange(text.trim()), SEARCH_PAUSE_MS);
  function setFilter(text: string): void {
    write(text);
    if (search !== undefined) ask(text);
  }
  function showColumn(id: string, shown: boolean): void {
    const { [id]: _before, ...others } = look.columns;
    const usual = columns.find((column) => column.id === id)?.optional !== true;
    setLook({ ...look, columns: shown === usual ? others : { ...others, [id]: shown } });
  }
  function openView({ search: filters, text, ...next }: Omit<TableView, 'name'>): void {
    setLook(next);
    write(text);
    views?.onSearch(filters);
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
    // Both are changed by the parts of this table alone.
    onSortingChange: () => {},
    onColumnVisibilityChange: () => {},
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
          <ViewMenu
            columns={columns.slice(1).map(({ id, header }) => ({ id, header, shown: visibility[id] !== false }))}
            onColumn={showColumn}
            {...(views === undefined ? {} : { views: { list: views.list, now: { ...look, search: views.search, text: filter }, onOpen: openView } })}
          />
        </div>
      </div>
      <Grid
        {...props}
        columns={visible}
        rows={shown}
        sorting={sorting[0]}
        onSort={(id) => setLook({ ...look, sorting: nextSorting(sorting[0], id) })}
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
function nextSorting(before: TableLook['sorting'], id: string): TableLook['sorting'] {
  if (before?.id !== id) return { id, desc: false };
  return before.desc ? undefined : { id, desc: true };
}
