/** The last step: what was written, and the way back. */
import { Button } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../app/office.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { useUndo } from './use-undo.ts';
import styles from './Exchange.module.css';

export interface OutcomeProps {
  readonly applied: Output<'import.apply'>;
  readonly onAgain: () => void;
}

export function Outcome({ applied, onAgain }: OutcomeProps) {
  const { t } = useTranslation();
  const undo = useUndo(onAgain);
  const { created, changed, unchanged, leftOut } = applied;
  return (
    <EmptyState
      icon={CircleCheck}
      title={t('exchange.done')}
      hint={t('exchange.doneHint', { created, changed, unchanged, leftOut })}
      action={
        <div className={styles.buttons}>
          <Button loading={undo.running} onClick={() => void undo.run(applied.import)}>
            {t('exchange.undo')}
          </Button>
          <Button variant="filled" onClick={onAgain}>
            {t('exchange.again')}
          </Button>
        </div>
      }
    />
  );
}
