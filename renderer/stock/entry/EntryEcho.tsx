import { useTranslation } from 'react-i18next';
import { OfficeChip } from '../../design/Chip.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Quantity } from '../../design/Quantity.tsx';
import { balanceAfter } from './scan.ts';
import type { EntryKind, useEntry } from './use-entry.ts';
import styles from './Entry.module.css';

export interface EntryEchoProps {
  readonly kind: EntryKind;
  readonly entry: ReturnType<typeof useEntry>;
  readonly office: string;
  readonly onChoose: (item: string) => void;
  /** Up from the first choice: back to the scan field. */
  readonly onLeaveChoices: () => void;
}

/** The entry under way, large enough to be read from the shelf; or what the scan may have meant. */
export function EntryEcho({ kind, entry, office, onChoose, onLeaveChoices }: EntryEchoProps) {
  const { t } = useTranslation();
  const { item, quantity, choices, unknown } = entry;
  if (item !== undefined) {
    const onHand = item.balances.find((balance) => balance.office === office)?.quantity ?? '0';
    return (
      <div className={styles.echo} data-state="ready" role="status">
        <div className={styles.echoName}>
          <strong>{item.name}</strong>
          <span className="quiet">
            {item.code}
            {item.barcode === null ? '' : ` · ${item.barcode}`}
          </span>
        </div>
        <div className={styles.echoQuantity}>
          {formatQuantity(quantity)}
          <span>{item.unit}</span>
        </div>
        <div className={styles.echoAfter}>
          <OfficeChip code={office} own /> {t('stock.entry.onHand')} <Quantity value={onHand} unit={item.unit} /> → {t('stock.entry.after')}{' '}
          <Quantity value={balanceAfter(onHand, quantity, kind === 'receive' ? 'in' : 'out')} unit={item.unit} strong />
        </div>
      </div>
    );
  }
  if (unknown !== undefined) {
    return (
      <div className={styles.echo} data-state="bad" role="alert">
        <strong>{t('stock.entry.noMatch', { text: unknown })}</strong>
      </div>
    );
  }
  if (choices.length > 0) {
    return (
      <div className={styles.choices} role="group" aria-label={t('stock.entry.pick')}>
        {choices.map((choice) => (
          <button
            key={choice.id}
            type="button"
            data-choice
            className={styles.choice}
            onClick={() => onChoose(choice.id)}
            onKeyDown={(event) => {
              const next = neighbourOf(event.currentTarget, event.key);
              if (next === undefined) return;
              event.preventDefault();
              if (next === null) onLeaveChoices();
              else next.focus();
            }}
          >
            <span className="tabular">{choice.code}</span>
            <strong>{choice.name}</strong>
            <span className="quiet">{choice.unit}</span>
          </button>
        ))}
      </div>
    );
  }
  return (
    <div className={styles.echo} data-state="idle">
      <strong>{t('stock.entry.begin')}</strong>
      <span className="quiet">{t('stock.entry.beginHint')}</span>
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
