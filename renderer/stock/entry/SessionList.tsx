import { ActionIcon, Button } from '@mantine/core';
import { Printer, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../design/Chip.tsx';
import { classes } from '../../design/classes.ts';
import { formatQuantity } from '../../design/format/quantity.ts';
import type { ConfirmedDocument } from './entry-state.ts';
import styles from './Entry.module.css';

export interface SessionListProps {
  readonly confirmed: readonly ConfirmedDocument[];
  readonly onPrint: (number: string) => void;
  readonly onUndo: (number: string) => void;
}

/** What was confirmed since the program was opened, the latest first. Each can be printed, and taken back by a reversal. */
export function SessionList({ confirmed, onPrint, onUndo }: SessionListProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.session} aria-label={t('entry.session')}>
      <h2>
        {t('entry.session')} <span className="quiet tabular">{confirmed.length}</span>
      </h2>
      {confirmed.length === 0 ? <p className="quiet">{t('entry.sessionEmpty')}</p> : null}
      <ol>
        {confirmed.map((document) => (
          <li key={document.number} className={classes(styles.posted, document.undone && styles.undone)}>
            <div>
              <strong className="tabular">{document.number}</strong>
              <span className={classes('quiet', styles.names)} title={document.names.join('、')}>
                {t('entry.confirmed.lines', { count: document.lines })}
                {document.total === undefined ? '' : ` · ${formatQuantity(document.total.quantity)} ${document.total.unit}`} · {document.names.join('、')}
              </span>
            </div>
            <ActionIcon size="sm" aria-label={t('print.document', { number: document.number })} title={t('print.document', { number: document.number })} onClick={() => onPrint(document.number)}>
              <Printer size={14} aria-hidden />
            </ActionIcon>
            {document.undone ? (
              <Chip>{t('entry.confirmed.undone')}</Chip>
            ) : (
              <Button size="compact-xs" variant="subtle" color="gray" leftSection={<Undo2 size={13} aria-hidden />} aria-label={t('entry.confirmed.undoOf', { number: document.number })} onClick={() => onUndo(document.number)}>
                {t('design.toast.undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
