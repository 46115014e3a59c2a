import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keyboard/keys.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import styles from './Administration.module.css';

export interface AddFormProps {
  readonly action: string;
  readonly running: boolean;
  /** A refusal that belongs to none of the fields. */
  readonly problem: string | undefined;
  /** @returns whether it was added; then the form closes. */
  readonly onSubmit: () => Promise<boolean>;
  readonly children: ReactNode;
}

/** One line in a list's bar that unfolds into the fields of a new entry. */
export function AddForm(props: AddFormProps) {
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {props.action}
      </Button>
    );
  }
  return <OpenForm {...props} onClose={() => setOpen(false)} />;
}

function OpenForm({ action, running, problem, onSubmit, onClose, children }: AddFormProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  useKeys([{ keys: 'Escape', label: t('frame.cancel'), run: onClose }]);
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit().then((added) => {
          if (added) onClose();
        });
      }}
    >
      {children}
      <Button type="submit" variant="filled" loading={running}>
        {action}
      </Button>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
    </form>
  );
}
