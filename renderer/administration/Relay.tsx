import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RebuildForm } from '../app/first-run/RebuildForm.tsx';
import { WordsInput } from '../app/first-run/WordsInput.tsx';
import { useForm } from '../app/form.ts';
import { useLive } from '../app/office-context.tsx';
import { useSay } from '../app/say.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { PageBody, Section } from '../design/Page.tsx';
import { RecoverySheet } from './RecoverySheet.tsx';
import styles from './Administration.module.css';

export function Relay() {
  const { t } = useTranslation();
  const status = useLive('sync.status', {}).value;
  return (
    <PageBody>
      <Section title={t('administration.relayTitle')}>
        <p className={styles.hint}>{t('administration.relayHint')}</p>
        {status?.url === undefined ? null : <p className={styles.hint}>{t('administration.relayNow', { url: status.url })}</p>}
        <Claim />
      </Section>
      <Section title={t('administration.recovery')}>
        <p className={styles.hint}>{t('administration.recoveryHint')}</p>
        {status?.state === 'revoked' ? <ShutOut /> : <Recovery />}
      </Section>
    </PageBody>
  );
}

function Claim() {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('relay.claim');
  const [url, setUrl] = useState('');
  const [setupCode, setSetupCode] = useState('');
  const problem = form.generalError(['url', 'setupCode']);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ url, setupCode }).then((output) => {
          if (output !== undefined) say.done(t('administration.claimed', { url: output.url }));
        });
      }}
    >
      <TextInput
        required
        label={t('administration.relayUrl')}
        placeholder="ws://192.168.1.10:4400"
        value={url}
        error={form.errorOf('url')}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('administration.setupCode')}
        autoComplete="off"
        spellCheck={false}
        value={setupCode}
        error={form.errorOf('setupCode')}
        onChange={(event) => setSetupCode(event.currentTarget.value)}
      />
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={form.running}>
          {t('administration.claim')}
        </Button>
      </div>
    </form>
  );
}

function ShutOut() {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.hint}>{t('administration.shutOutHint')}</p>
      <RebuildForm from="folder" />
    </>
  );
}

function Recovery() {
  const organisation = useLive('organisation.read', {}).value;
  if (organisation === undefined) return null;
  return organisation.rootKeyHere ? <RecoverySheet /> : <Restore />;
}

function Restore() {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('recovery.restore');
  const [words, setWords] = useState('');
  const problem = form.generalError(['words']);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({ words }).then((output) => {
          if (output !== undefined) say.done(t('administration.restored'));
        });
      }}
    >
      <p>{t('administration.restoreHint')}</p>
      <WordsInput value={words} error={form.errorOf('words')} onChange={setWords} />
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" loading={form.running}>
          {t('administration.restore')}
        </Button>
      </div>
    </form>
  );
}
