import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { useForm } from '../form.ts';
import styles from './FirstRun.module.css';

export function CreateForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const form = useForm('organisation.create');
  const [name, setName] = useState('');
  const [office, setOffice] = useState('SH');
  const [person, setPerson] = useState('');
  const general = form.generalError(['name', 'office', 'person']);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ name, office, person });
      }}
    >
      <h2>{t('firstRun.create.title')}</h2>
      <TextInput
        autoFocus
        required
        label={t('firstRun.create.name')}
        placeholder={t('firstRun.create.namePlaceholder')}
        value={name}
        error={form.errorOf('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('firstRun.create.office')}
        description={t('firstRun.create.officeHint')}
        value={office}
        maxLength={6}
        error={form.errorOf('office')}
        onChange={(event) => setOffice(event.currentTarget.value.toUpperCase())}
      />
      <TextInput
        required
        label={t('firstRun.create.person')}
        value={person}
        error={form.errorOf('person')}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={form.running}>
          {t('firstRun.create.submit')}
        </Button>
        <Button onClick={onBack}>{t('firstRun.back')}</Button>
      </div>
    </form>
  );
}
