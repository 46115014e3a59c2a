import { Button } from '@mantine/core';
import { CircleCheck, Printer, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../design/format/quantity.ts';
import { KeyHint } from '../../design/KeyHint.tsx';
import type { ConfirmedDocument } from './entry-state.ts';
import styles from './Entry.module.css';

export interface ConfirmedProps {
  readonly document: ConfirmedDocument;
  readonly onPrint: (number: string) => void;
  readonly onUndo: (number: string) => void;
}

/** The number of the document that is durable now; only from here on can it be printed. */
export function Confirmed({ document: { number, lines, total, aside, undone }, onPrint, onUndo }: ConfirmedProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.echo} data-state="done" role="status">
      <div className={styles.echoName}>
        <CircleCheck size={18} aria-hidden />
        <strong>{t(undone ? 'entry.confirmed.undone' : 'entry.confirmed.done')}</strong>
        <span className="quiet">
          {t('entry.confirmed.lines', { count: lines })}
          {total === undefined ? '' : ` · ${formatQuantity(total.quantity)} ${total.unit}`}
        </span>
      </div>
      <div className={styles.number}>{number}</div>
      <div className={styles.echoAfter}>
        <Button leftSection={<Printer size={15} aria-hidden />} rightSection={<KeyHint keys="Ctrl+P" />} onClick={() => onPrint(number)}>
          {t('print.print')}
        </Button>
        {undone ? null : (
          <Button variant="subtle" color="gray" leftSection={<Undo2 size={15} aria-hidden />} onClick={() => onUndo(number)}>
            {t('entry.confirmed.undo')}
          </Button>
        )}
        <span className="quiet">{t(aside > 0 ? 'entry.confirmed.aside' : 'entry.confirmed.next', { count: aside })}</span>
      </div>
    </div>
  );
}
