import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useForm } from '../app/form.ts';
import styles from './Knowledge.module.css';

export function CreateArticle({ space, onClose }: { readonly space: string | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm('article.create');
  const [title, setTitle] = useState('');
  const [where, setWhere] = useState(space ?? '');
  async function submit(): Promise<void> {
    const article = await form.submit({ title, ...(where.trim() === '' ? {} : { space: where.trim() }) });
    if (article !== undefined) void navigate(`/knowledge/${article.id}`);
  }
  return (
    <form
      className={styles.create}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        autoFocus
        flex={1}
        aria-label={t('knowledge.newTitle')}
        placeholder={t('knowledge.newTitle')}
        value={title}
        error={form.errorOf('title') ?? form.generalError(['title', 'space'])}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TextInput
        w={150}
        aria-label={t('knowledge.newSpace')}
        placeholder={t('knowledge.newSpace')}
        value={where}
        error={form.errorOf('space')}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" loading={form.running}>
        {t('frame.create')}
      </Button>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
    </form>
  );
}
