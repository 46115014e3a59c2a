import { ItemThumb } from '../../app/ItemThumb.tsx';
import styles from './Entry.module.css';
import type { ItemRow } from './look-up.ts';

export interface ItemChoicesProps {
  readonly label: string;
  readonly rows: readonly ItemRow[];
  readonly onChoose: (item: ItemRow) => void;
  /** Up from the first: back to the field. */
  readonly onLeave: () => void;
}

/** What a text may have meant; arrow keys move, Enter chooses. */
export function ItemChoices({ label, rows, onChoose, onLeave }: ItemChoicesProps) {
  const pictured = rows.some(({ photo }) => photo);
  return (
    <div className={styles.choices} data-pictured={pictured || undefined} role="group" aria-label={label}>
      {rows.map((row) => (
        <button
          key={row.id}
          type="button"
          data-choice
          className={styles.choice}
          onClick={() => onChoose(row)}
          onKeyDown={(event) => {
            const next = neighbourOf(event.currentTarget, event.key);
            if (next === undefined) return;
            event.preventDefault();
            if (next === null) onLeave();
            else next.focus();
          }}
        >
          {pictured ? <ItemThumb item={row.id} has={row.photo} /> : null}
          <span className="tabular">{row.code}</span>
          <strong>{row.name}</strong>
          <span className="quiet">{row.unit}</span>
        </button>
      ))}
    </div>
  );
}

/** Where an arrow key leads among the choices: null above the first, undefined for other keys and below the last. */
function neighbourOf(choice: HTMLElement, key: string): HTMLElement | null | undefined {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  const next = key === 'ArrowDown' ? choice.nextElementSibling : choice.previousElementSibling;
  if (next instanceof HTMLElement) return next;
  return key === 'ArrowUp' ? null : undefined;
}
