import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';

/** Adds cards one after the other: Enter adds and stays, Escape leaves. */
export function AddCard({ board, list, onClose }: { readonly board: string; readonly list: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const form = useForm('card.create');
  const [title, setTitle] = useState('');
  async function submit(): Promise<void> {
    if (title.trim() === '') return;
    const card = await form.submit({ board, list, title });
    if (card !== undefined) setTitle('');
  }
  return (
    <Textarea
      autoFocus
      autosize
      minRows={2}
      aria-label={t('tasks.board.cardTitle')}
      placeholder={t('tasks.board.cardTitle')}
      value={title}
      error={form.errorOf('title') ?? form.generalError(['title'])}
      onChange={(event) => setTitle(event.currentTarget.value)}
      onBlur={() => {
        if (title.trim() === '') onClose();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          void submit();
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    />
  );
}
