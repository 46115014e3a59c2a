import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { useForm } from '../form.ts';
import styles from './FirstRun.module.css';

export function JoinForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const form = useForm('office.join');
  const [url, setUrl] = useState('');
  const [code, setCode] = useState('');
  const [person, setPerson] = useState('');
  const general = form.generalError(['url', 'code', 'person']);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ url, code, person });
      }}
    >
      <h2>{t('firstRun.join.title')}</h2>
      <TextInput
        autoFocus
        required
        label={t('firstRun.join.url')}
        placeholder={t('firstRun.join.urlPlaceholder')}
        value={url}
        error={form.errorOf('url')}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('firstRun.join.code')}
        value={code}
        autoComplete="off"
        spellCheck={false}
        error={form.errorOf('code')}
        onChange={(event) => setCode(event.currentTarget.value.trim())}
      />
      <TextInput
        required
        label={t('firstRun.join.person')}
        value={person}
        error={form.errorOf('person')}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={form.running}>
          {t('firstRun.join.submit')}
        </Button>
        <Button onClick={onBack}>{t('firstRun.back')}</Button>
      </div>
      <p className="quiet" role="status">
        {form.running ? t('firstRun.join.working') : ''}
      </p>
    </form>
  );
}
