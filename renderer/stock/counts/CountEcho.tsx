import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../design/format/quantity.ts';
import { KeyHint } from '../../design/KeyHint.tsx';
import { sumOf } from './count-scan.ts';
import type { CountRead } from './CountPage.tsx';
import type { useCounting } from './use-counting.ts';
import styles from './Counts.module.css';

export interface CountEchoProps {
  readonly counting: ReturnType<typeof useCounting>;
  readonly count: CountRead;
  readonly locationName: (code: string) => string;
  readonly onChoose: (item: string) => void;
  /** Up from the first choice: back to the scan field. */
  readonly onLeaveChoices: () => void;
  readonly onDecide: (mode: 'add' | 'replace') => void;
}

/** What is in hand, large enough to be read from the shelf; or what was saved last, or what the scan may have meant. */
export function CountEcho({ counting, count, locationName, onChoose, onLeaveChoices, onDecide }: CountEchoProps) {
  const { t } = useTranslation();
  const { item, lot, location, quantity, before, last, choices, unknown } = counting;
  if (item !== undefined) {
    const line = count.rows.find((row) => row.itemId === item.id && row.location === location && (row.lot ?? '') === lot);
    return (
      <div className={styles.echo} data-state={before === undefined ? 'ready' : 'ask'} role="status">
        <div className={styles.name}>
          <strong>{item.name}</strong>
          <span className="quiet">
            {item.code} · {locationName(location)}
            {lot === '' ? '' : ` · ${lot}`}
          </span>
        </div>
        <div className={styles.figure}>
          {formatQuantity(quantity)}
          <span>{item.unit}</span>
        </div>
        {before === undefined ? (
          <div className="quiet">{line === undefined || line.expected === null ? ' ' : t('counts.entry.expected', { quantity: `${formatQuantity(line.expected)} ${item.unit}` })}</div>
        ) : (
          <>
            <div>{t('counts.entry.again', { counted: formatQuantity(before), unit: item.unit })}</div>
            <div className={styles.buttons}>
              <Button rightSection={<KeyHint keys="+ ↵" />} onClick={() => onDecide('add')}>
                {t('counts.entry.add', { quantity: formatQuantity(sumOf(before, quantity)) })}
              </Button>
              <Button rightSection={<KeyHint keys="= ↵" />} onClick={() => onDecide('replace')}>
                {t('counts.entry.replace', { quantity: formatQuantity(quantity) })}
              </Button>
            </div>
          </>
        )}
      </div>
    );
  }
  if (unknown !== undefined) {
    return (
      <div className={styles.echo} data-state="bad" role="alert">
        <strong>{t('counts.entry.noMatch', { text: unknown })}</strong>
      </div>
    );
  }
  if (choices.length > 0) {
    return (
      <div className={styles.choices} role="group" aria-label={t('counts.entry.pick')}>
        {choices.map((choice) => (
          <button
            key={choice.id}
            type="button"
            data-choice
            className={styles.choice}
            onClick={() => onChoose(choice.id)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
              event.preventDefault();
              const next = event.key === 'ArrowDown' ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
              if (next instanceof HTMLElement) next.focus();
              else if (event.key === 'ArrowUp') onLeaveChoices();
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
  if (last !== undefined) {
    return (
      <div className={styles.echo} data-state="saved" role="status">
        <div className={styles.name}>
          <strong>{last.itemName}</strong>
          <span className="quiet">
            {last.item} · {locationName(last.location)}
            {last.lot === null ? '' : ` · ${last.lot}`}
          </span>
        </div>
        <div className={styles.figure}>
          {formatQuantity(last.counted)}
          <span>{last.unit}</span>
        </div>
        <div className="quiet">
          {t('counts.entry.saved', { quantity: formatQuantity(last.counted), unit: last.unit })}
          {last.expected === null ? '' : ` · ${t('counts.entry.expected', { quantity: `${formatQuantity(last.expected)} ${last.unit}` })}`}
        </div>
      </div>
    );
  }
  return (
    <div className={styles.echo} data-state="idle">
      <strong>{t('counts.entry.begin')}</strong>
      <span className="quiet">{t('counts.entry.beginHint')}</span>
    </div>
  );
}
