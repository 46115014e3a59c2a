import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import type { Entry } from './entry.ts';
import { KIND_FACTS } from './entry-kinds.ts';
import type { EntryItem, EntryLine } from './entry-lines.ts';
import type { LineField } from './line-columns.ts';
import styles from './EntryLines.module.css';

export interface LineFieldsProps {
  readonly entry: Entry;
  readonly line: EntryLine;
  readonly item: EntryItem;
  readonly columns: readonly LineField[];
  readonly first: LineField | undefined;
  /** Back to the scan field. */
  readonly onDone: () => void;
}

/** A line changed in place: each keystroke is kept, Enter is done, Escape gives back what stood there. */
export function LineFields({ entry, line, item, columns, first, onDone }: LineFieldsProps) {
  const { t } = useTranslation();
  const [before] = useState(line);
  const start = useRef<HTMLInputElement>(null);
  useEffect(() => {
    start.current?.focus();
    start.current?.select();
  }, []);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    if (event.key === 'Escape') entry.edit(line.id, before, before.suggested);
    onDone();
  }

  const { price, direction } = KIND_FACTS[entry.kind];
  const opening = first !== undefined && columns.includes(first) ? first : 'quantity';
  return columns.map((column) => (
    <td key={column} className={classes(styles[column], styles.field)}>
      {column === 'expiry' && direction !== 'in' ? (
        <span className="tabular">{line.expiry}</span>
      ) : (
        <input
          ref={column === opening ? start : undefined}
          aria-label={`${item.name} ${t(column === 'price' ? `entry.lines.${price ?? 'unitPrice'}` : `entry.lines.${column}`)}`}
          autoComplete="off"
          spellCheck={false}
          value={line[column]}
          maxLength={100}
          inputMode={column === 'quantity' || column === 'price' ? 'decimal' : undefined}
          onChange={(event) => entry.edit(line.id, { [column]: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
      )}
    </td>
  ));
}
