import { ActionIcon } from '@mantine/core';
import { CircleHelp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ItemThumb } from '../../app/ItemThumb.tsx';
import { classes } from '../../design/classes.ts';
import { formatQuantity } from '../../design/format/quantity.ts';
import type { Entry } from './entry.ts';
import type { EntryLine } from './entry-lines.ts';
import { KIND_FACTS } from './entry-kinds.ts';
import type { EntryState } from './entry-state.ts';
import { LineFields } from './LineFields.tsx';
import { columnsOf, type LineField } from './line-columns.ts';
import { PlaceCell } from './PlaceCell.tsx';
import { ReservedNote } from './ReservedNote.tsx';
import styles from './EntryLines.module.css';

export interface EntryLinesProps {
  readonly entry: Entry;
  readonly state: EntryState;
  /** Line that is changed in place, and the field to begin with. */
  readonly editing: { readonly line: string; readonly field: LineField | undefined } | undefined;
  readonly onEdit: (line: string) => void;
  readonly onDone: () => void;
}

/** The lines so far, in the order of the document. The arrow keys of the scan field move among them. */
export function EntryLines({ entry, state, editing, onEdit, onDone }: EntryLinesProps) {
  const { t } = useTranslation();
  const { content, current, refused, posting } = state;
  const columns = columnsOf(entry.kind);
  const numbers = new Map(content.lines.filter(({ item }) => item !== undefined).map(({ id }, index) => [id, index + 1]));
  // Names stand under each other, with a photo or without.
  const pictured = content.lines.some(({ item }) => item?.photo === true);
  // What is said of an item as a whole stands once, at its last line.
  const lastOf = new Map(content.lines.flatMap(({ id, item }) => (item === undefined ? [] : [[item.id, id] as const])));
  const body = useRef<HTMLTableSectionElement>(null);
  const at = content.lines.findIndex(({ id }) => id === current);
  useEffect(() => {
    body.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const { price, direction } = KIND_FACTS[entry.kind];
  return (
    <table className={classes(styles.lines, direction === 'in' && styles.in)} aria-label={t('entry.lines.label')}>
      <thead>
        <tr>
          <th scope="col" className={styles.no}>{t('entry.lines.no')}</th>
          <th scope="col">{t('stock.columns.name')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className={classes(styles[column], (column === 'quantity' || column === 'price') && styles.end)}>
              {t(column === 'price' ? `entry.lines.${price ?? 'unitPrice'}` : column === 'location' && entry.kind === 'move' ? 'entry.lines.from' : `entry.lines.${column}`)}
            </th>
          ))}
          <th className={styles.act} aria-label={t('design.table.actions')} />
        </tr>
      </thead>
      <tbody ref={body}>
        {content.lines.map((line) => {
          const { id, item } = line;
          const number = numbers.get(id);
          const isCurrent = id === current;
          return (
            <tr
              key={id}
              aria-current={isCurrent}
              className={classes(isCurrent && styles.current, refused?.line === id && styles.refused, item === undefined && styles.aside)}
              onClick={() => entry.select(id)}
              onDoubleClick={() => onEdit(id)}
            >
              <td className={styles.no}>{number ?? '–'}</td>
              <td className={styles.name}>
                {item === undefined ? (
                  <>
                    <CircleHelp size={14} aria-hidden /> <strong>{t('entry.lines.asideName')}</strong> <span className="tabular">{line.scanned}</span>
                  </>
                ) : (
                  <>
                    <div className={styles.named}>
                      {pictured ? <ItemThumb item={item.id} has={item.photo === true} /> : null}
                      <span>
                        <strong>{item.name}</strong> <span className="quiet tabular">{item.code}</span>
                      </span>
                    </div>
                    {direction === 'out' && lastOf.get(item.id) === id ? <ReservedNote content={content} item={item} /> : null}
                  </>
                )}
              </td>
              {editing?.line === id && item !== undefined ? (
                <LineFields entry={entry} line={line} item={item} columns={columns} first={editing.field} onDone={onDone} />
              ) : (
                columns.map((column) => (
                  <td key={column} className={classes(styles[column], (column === 'quantity' || column === 'price') && styles.end)}>
                    {column === 'location' && item !== undefined && direction !== 'in' ? (
                      <PlaceCell content={content} line={line} item={item} />
                    ) : (
                      <Cell line={line} column={column} kind={entry.kind} />
                    )}
                  </td>
                ))
              )}
              <td className={styles.act}>
                <ActionIcon size="sm" tabIndex={-1} disabled={posting} aria-label={t('entry.lines.remove', { no: number ?? line.scanned })} onClick={(event) => {
                  event.stopPropagation();
                  entry.remove(id);
                  onDone();
                }}>
                  <X size={14} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Cell({ line, column, kind }: { readonly line: EntryLine; readonly column: LineField; readonly kind: Entry['kind'] }) {
  const { t } = useTranslation();
  const { item } = line;
  if (column === 'quantity') {
    return (
      <>
        <strong className="tabular">{formatQuantity(line.quantity)}</strong> <span className="quiet">{line.unit}</span>
      </>
    );
  }
  const value = line[column];
  const missing =
    item !== undefined &&
    value === '' &&
    ((column === 'lot' && item.tracking !== 'none') || (column === 'toLocation' && kind === 'move') || (column === 'expiry' && item.shelfLifeDays !== null && KIND_FACTS[kind].direction === 'in'));
  if (missing) return <span className={styles.missing}>{t('entry.lines.missing')}</span>;
  return <span className="tabular" title={value}>{value}</span>;
}
