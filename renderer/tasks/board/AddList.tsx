import { TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import styles from './Board.module.css';

/** The place after the last list, where another is added. */
export function AddList({ board }: { readonly board: string }) {
  const { t } = useTranslation();
  const form = useForm('list.create');
  const [adding, setAdding] = useState(false);
  const [title, setTitle] = useState('');
  if (!adding) {
    return (
      <button type="button" className={styles.addList} onClick={() => setAdding(true)}>
        <Plus size={15} aria-hidden /> {t('tasks.board.addList')}
      </button>
    );
  }
  return (
    <form
      className={styles.addListForm}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ board, title }).then((list) => {
          if (list === undefined) return;
          setTitle('');
          setAdding(false);
        });
      }}
    >
      <TextInput
        autoFocus
        aria-label={t('tasks.board.listTitle')}
        placeholder={t('tasks.board.listTitle')}
        value={title}
        error={form.errorOf('title') ?? form.generalError(['title'])}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onBlur={() => {
          if (title === '') setAdding(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setAdding(false);
        }}
      />
    </form>
  );
}
