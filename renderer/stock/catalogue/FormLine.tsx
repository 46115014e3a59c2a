/** A form in a list's bar: its fields in a line, the button that saves, and what was refused. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import styles from '../Stock.module.css';

export interface FormLineProps {
  readonly running: boolean;
  /** A refusal that belongs to none of the fields. */
  readonly problem: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormLine({ running, problem, onSubmit, onClose, children }: FormLineProps) {
  const { t } = useTranslation();
  useKeys([{ keys: 'Escape', label: t('frame.cancel'), run: onClose }]);
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <Button type="submit" variant="filled" loading={running}>
        {t('stock.itemForm.save')}
      </Button>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
    </form>
  );
}
