import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { useForm } from '../form.ts';
import { useSay } from '../say.ts';
import styles from './FirstRun.module.css';
import { WordsInput } from './WordsInput.tsx';

export interface RebuildFormProps {
  /** What headquarters comes back from: an empty computer asks for a backup, a folder that holds its records does not. */
  readonly from: 'backup' | 'folder';
  readonly onBack?: () => void;
}

/** `recovery.rebuild`: this computer becomes headquarters again, with the recovery sheet in hand. */
export function RebuildForm({ from, onBack }: RebuildFormProps) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('recovery.rebuild');
  const [words, setWords] = useState('');
  const [backup, setBackup] = useState('');
  const [url, setUrl] = useState('');
  const [person, setPerson] = useState('');
  const [withoutRelay, setWithoutRelay] = useState(false);
  const shown = from === 'backup' ? ['words', 'backup', 'url', 'person'] : ['words', 'person'];
  const general = form.generalError(shown);

  async function submit(): Promise<void> {
    const rebuilt = await form.submit({
      words,
      person,
      withoutRelay,
      ...(backup.trim() === '' ? {} : { backup }),
      ...(url.trim() === '' || withoutRelay ? {} : { url }),
    });
    if (rebuilt !== undefined && rebuilt.setAside > 0) say.done(t('firstRun.rebuild.setAside', { documents: rebuilt.setAside }));
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>{t('firstRun.rebuild.title')}</h2>
      <p className="quiet">{t('firstRun.rebuild.hint')}</p>
      <WordsInput autoFocus value={words} error={form.errorOf('words')} onChange={setWords} />
      {from === 'backup' ? (
        <>
          <TextInput
            label={t('firstRun.rebuild.backup')}
            description={t('firstRun.rebuild.backupHint')}
            placeholder={t('firstRun.rebuild.backupPlaceholder')}
            value={backup}
            error={form.errorOf('backup')}
            onChange={(event) => setBackup(event.currentTarget.value)}
          />
          <TextInput
            label={t('firstRun.rebuild.url')}
            description={t('firstRun.rebuild.urlHint')}
            placeholder={t('firstRun.join.urlPlaceholder')}
            disabled={withoutRelay}
            value={url}
            error={form.errorOf('url')}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
        </>
      ) : null}
      <Checkbox label={t('firstRun.rebuild.withoutRelay')} checked={withoutRelay} onChange={(event) => setWithoutRelay(event.currentTarget.checked)} />
      <TextInput
        required
        label={t('firstRun.rebuild.person')}
        value={person}
        error={form.errorOf('person')}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={form.running}>
          {t('firstRun.rebuild.submit')}
        </Button>
        {onBack === undefined ? null : <Button onClick={onBack}>{t('firstRun.back')}</Button>}
      </div>
      <p className="quiet" role="status">
        {form.running ? t('firstRun.rebuild.working') : ''}
      </p>
    </form>
  );
}
