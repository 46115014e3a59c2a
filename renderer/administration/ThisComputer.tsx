/** This PC's own data, keys and program: a backup on demand, what protects the keys, and how the program's update stands. */
import { Button } from '@mantine/core';
import { DatabaseBackup, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import { useCommand, useLive } from '../app/office-context.tsx';
import type { Output } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { useMay } from '../app/session.tsx';
import { Chip } from '../design/Chip.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Moment } from '../design/Moment.tsx';
import { PageBody, Section } from '../design/Page.tsx';
import { formatFileSize } from '../design/format/file-size.ts';
import { useLanguage } from '../i18n/index.ts';
import styles from './Administration.module.css';

export function ThisComputer() {
  const { t } = useTranslation();
  const mayBackUp = useMay('store.backup');
  return (
    <PageBody>
      <Section title={t('administration.backup')}>
        <p className={styles.hint}>{t(mayBackUp ? 'administration.backupHint' : 'administration.backupDenied')}</p>
        {mayBackUp ? <Backup /> : null}
      </Section>
      <Section title={t('administration.keys')}>
        <Keys />
      </Section>
      <Section title={t('administration.update')}>
        <Update />
      </Section>
    </PageBody>
  );
}

function Backup() {
  const { t } = useTranslation();
  const form = useForm('store.backup');
  const [made, setMade] = useState<Output<'store.backup'> | undefined>(undefined);
  const problem = form.generalError([]);
  return (
    <>
      <Button variant="filled" leftSection={<DatabaseBackup size={14} aria-hidden />} loading={form.running} onClick={() => void form.submit({}).then(setMade)}>
        {t('administration.backUp')}
      </Button>
      <div aria-live="polite">
        {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
        {made === undefined ? null : <p className={styles.made}>{t('administration.backedUp', { path: made.path, size: formatFileSize(made.bytes) })}</p>}
      </div>
    </>
  );
}

/** What protects the secret keys, what that means, and the other choice. */
function Keys() {
  const { t } = useTranslation();
  const say = useSay();
  const mayChoose = useMay('keys.protect');
  const form = useForm('keys.protect');
  const status = useLive('keys.status', {}).value;
  const problem = form.generalError([]);
  if (status === undefined) return null;
  const { protection, why, store = '' } = status;
  const other = protection === 'system' ? 'file' : why === 'chosen' ? 'system' : undefined;
  async function choose(by: 'system' | 'file'): Promise<void> {
    const chosen = await form.submit({ by });
    if (chosen !== undefined) say.done(t(by === 'file' ? 'administration.keysPlain' : 'administration.keysNextStart'));
  }
  return (
    <>
      <p className={styles.protection}>
        <Chip tone={protection === 'system' ? 'good' : 'plain'}>{t(`administration.keyProtections.${protection}`)}</Chip>
        {store === '' || protection === 'file' ? null : <span className="quiet">{store}</span>}
      </p>
      <p className={styles.hint}>{t(`administration.keyProtectionHints.${protection === 'system' ? 'system' : (why ?? 'shell')}`)}</p>
      {mayChoose && other !== undefined ? (
        <Button loading={form.running} onClick={() => void choose(other)}>
          {t(other === 'file' ? 'administration.keepKeysPlain' : 'administration.sealKeys')}
        </Button>
      ) : null}
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
    </>
  );
}

function Update() {
  const { t } = useTranslation();
  const language = useLanguage();
  const status = useLive('update.status', {}).value;
  const install = useCommand('update.install');
  if (status === undefined) return null;
  const { state, version, available = '', percent = 0, checkedAtMs, cause } = status;
  return (
    <>
      {version === undefined ? null : <p className={styles.hint}>{t('administration.versionNow', { version })}</p>}
      <p className={styles.hint} aria-live="polite">
        {t(`administration.updateStates.${state}`, { version: available, percent })} {checkedAtMs === undefined ? null : <Moment ms={checkedAtMs} />}
      </p>
      {cause === undefined ? null : (
        <p className={styles.hint}>
          {cause.text[language]}
          {t('administration.updateAdvice', { advice: cause.advice[language] })}
        </p>
      )}
      {state === 'ready' ? (
        <Button variant="filled" leftSection={<Download size={14} aria-hidden />} loading={install.running} onClick={() => void install.run({})}>
          {t('administration.installNow')}
        </Button>
      ) : null}
    </>
  );
}
