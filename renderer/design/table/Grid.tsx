/** The grid inside a DataTable: ARIA grid with one tab stop that arrow keys move. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../classes.ts';
import { cellAfterKey, gridTemplate, leastWidth, type CellPlace, type DataColumn } from './columns.ts';
import styles from './DataTable.module.css';

const ROW_PX = 32;
/** Of each further line of text in a row. */
const LINE_PX = 20;
/** Rows from the end at which more are asked for. */
const NEAR_END = 40;

export interface GridProps<Row> {
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly openKey?: string | undefined;
  readonly rowTone?: (row: Row) => 'warn' | 'hatched' | undefined;
  /** Lines of text in a row, where it is more than one: so that what must be read is never cut. */
  readonly rowLines?: (row: Row) => number;
  readonly empty?: ReactNode;
  readonly onEnd?: () => void;
  readonly sorting: { readonly id: string; readonly desc: boolean } | undefined;
  readonly onSort: (column: string) => void;
  /** A character typed while a cell has the focus. */
  readonly onType: (text: string) => void;
}

export function Grid<Row>({ label, columns, rows, rowKey, onOpen, openKey, rowTone, rowLines, empty, onEnd, sorting, onSort, onType }: GridProps<Row>) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  /** Where a key sent the focus, until it is there. */
  const bound = useRef<CellPlace>(undefined);
  const [place, setPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const heightOf = (row: Row | undefined): number => ROW_PX + (row === undefined ? 0 : ((rowLines?.(row) ?? 1) - 1) * LINE_PX);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    overscan: 12,
    scrollPaddingStart: ROW_PX,
    scrollPaddingEnd: ROW_PX,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastShown > rows.length - NEAR_END) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  useEffect(() => {
    const goal = bound.current;
    if (goal === undefined) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${goal.row}:${goal.column}"]`);
    if (cell === null || cell === undefined) {
      // A far row is drawn only after scrolling there: then this runs again. Until then the cell that has the focus may
      // go, and the focus with it: the table itself holds it, so that no key is lost.
      grid.current?.focus({ preventScroll: true });
      if (goal.row >= 0 && goal.row < rows.length) virtual.scrollToIndex(goal.row);
      return;
    }
    bound.current = undefined;
    cell.focus({ preventScroll: true });
  });

  const active: CellPlace = { row: Math.min(place.row, rows.length - 1), column: Math.min(place.column, columns.length - 1) };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / ROW_PX) - 2);
    const next = cellAfterKey(event.key, event.ctrlKey, active, rows.length, columns.length, page);
    if (next !== undefined) {
      event.preventDefault();
      bound.current = next;
      if (next.row >= 0) virtual.scrollToIndex(next.row);
      setPlace({ ...next });
      return;
    }
    const row = rows[active.row];
    const column = columns[active.column];
    if (event.key === 'Enter' || (event.key === ' ' && active.row < 0)) {
      event.preventDefault();
      if (active.row < 0 && column !== undefined) onSort(column.id);
      else if (row !== undefined) onOpen?.(row);
    } else if (!event.ctrlKey && (event.key === 'Process' || (event.key.length === 1 && event.key !== ' ' && event.key !== '?'))) {
      // An input method composes in the filter field itself, so it gets the focus and no character.
      if (event.key !== 'Process') event.preventDefault();
      onType(event.key === 'Process' ? '' : event.key);
    }
  }

  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest('button, a, input') !== null) return;
    const [row, column] = (event.target.closest('[data-cell]')?.getAttribute('data-cell') ?? '').split(':').map(Number);
    if (row === undefined || column === undefined) return;
    const header = columns[column];
    const clicked = rows[row];
    if (row < 0 && header !== undefined) onSort(header.id);
    else if (clicked !== undefined) onOpen?.(clicked);
  }

  const template = { gridTemplateColumns: gridTemplate(columns), minWidth: leastWidth(columns) };
  const sums = columns.some((column) => column.sum !== undefined);
  // Where the active row was scrolled out of sight, the first drawn one can be reached by Tab.
  const drawn = active.row < 0 || items.some((item) => item.index === active.row);
  const stop = drawn ? active.row : items[0]?.index;
  const tabIndex = (row: number, column: number): 0 | -1 => (row === stop && column === active.column ? 0 : -1);

  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        className={styles.grid}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.head} style={template}>
          {columns.map((column, index) => {
            const direction = sorting?.id === column.id ? (sorting.desc ? 'descending' : 'ascending') : 'none';
            const way = direction === 'ascending' ? 'design.table.sortDescending' : 'design.table.sortAscending';
            return (
              <div
                key={column.id}
                role="columnheader"
                aria-sort={direction}
                data-cell={`-1:${index}`}
                tabIndex={tabIndex(-1, index)}
                title={t(way, { column: column.header })}
                className={classes(styles.cell, column.align === 'end' && styles.end)}
                onFocus={() => setPlace({ row: -1, column: index })}
              >
                <span>{column.header}</span>
                {direction === 'ascending' ? <ArrowUp size={12} aria-hidden /> : null}
                {direction === 'descending' ? <ArrowDown size={12} aria-hidden /> : null}
              </div>
            );
          })}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize(), minWidth: template.minWidth }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            const tone = rowTone?.(row);
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={key === openKey}
                className={classes(
                  styles.row,
                  onOpen !== undefined && styles.opens,
                  key === openKey && styles.open,
                  tone === 'warn' && styles.warn,
                  tone === 'hatched' && styles.hatched,
                )}
                style={{ ...template, height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {columns.map((column, index) => (
                  <div
                    key={column.id}
                    role={index === 0 ? 'rowheader' : 'gridcell'}
                    data-cell={`${item.index}:${index}`}
                    tabIndex={tabIndex(item.index, index)}
                    className={classes(styles.cell, column.align === 'end' && styles.end)}
                    onFocus={() => setPlace({ row: item.index, column: index })}
                  >
                    <CellContent column={column} row={row} />
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {rows.length > 0 && sums ? (
          <div role="row" aria-rowindex={rows.length + 2} className={styles.foot} style={template}>
            {columns.map((column, index) => (
              <div key={column.id} role="gridcell" className={classes(styles.cell, column.align === 'end' && styles.end)}>
                {column.sum?.(rows) ?? (index === 0 ? t('design.table.sum') : null)}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {rows.length === 0 ? empty : null}
    </div>
  );
}

/** A bare text is cut with an ellipsis where there is no room, and read whole by pointing at it. */
function CellContent<Row>({ column, row }: { readonly column: DataColumn<Row>; readonly row: Row }) {
  const content = column.cell === undefined ? column.value(row) : column.cell(row);
  return typeof content === 'string' || typeof content === 'number' ? <span title={String(content)}>{content}</span> : content;
}
