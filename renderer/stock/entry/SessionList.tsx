import { ActionIcon, Button } from '@mantine/core';
import { Printer, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePrint } from '../../app/print/print-context.ts';
import { useSession } from '../../app/session.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { classes } from '../../design/classes.ts';
import type { EntryKind, Posted } from './use-entry.ts';
import styles from './Entry.module.css';

export interface SessionListProps {
  readonly kind: EntryKind;
  readonly posted: readonly (Posted & { readonly undone: boolean })[];
  readonly onUndo: (movement: string) => void;
}

/** What was confirmed since the screen was opened, the latest first. Each can be taken back by a reversal. */
export function SessionList({ kind, posted, onUndo }: SessionListProps) {
  const { t } = useTranslation();
  const print = usePrint();
  const { office } = useSession();
  return (
    <section className={styles.session} aria-label={t('stock.entry.session')}>
      <h2>
        {t('stock.entry.session')} <span className="quiet tabular">{posted.length}</span>
      </h2>
      {posted.length === 0 ? <p className="quiet">{t('stock.entry.sessionEmpty')}</p> : null}
      <ol>
        {posted.map((entry) => (
          <li key={entry.movement} className={classes(styles.posted, entry.undone && styles.undone)}>
            <div>
              <strong>{entry.itemName}</strong>
              <span className="quiet tabular">{entry.number}</span>
            </div>
            <Quantity value={kind === 'receive' ? entry.quantity : `-${entry.quantity}`} unit={entry.unit} strong signed />
            <ActionIcon size="sm" aria-label={t('print.document', { number: entry.number })} title={t('print.document', { number: entry.number })} onClick={() => print({ kind: 'document', number: entry.number, office: office.code })}>
              <Printer size={14} aria-hidden />
            </ActionIcon>
            {entry.undone ? (
              <span className="quiet">{t('stock.kinds.reversal')}</span>
            ) : (
              <Button size="compact-xs" variant="subtle" color="gray" leftSection={<Undo2 size={13} aria-hidden />} aria-label={`${t('stock.entry.undo')} ${entry.number}`} onClick={() => onUndo(entry.movement)}>
                {t('design.toast.undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
