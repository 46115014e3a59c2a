/** The first run: three doors, each to a useful screen within a minute, and a quiet way back for a headquarters that was lost. */
import { Building2, Eye, KeyRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { useCommand } from '../office-context.tsx';
import { refusalText } from '../refusal-text.ts';
import { CreateForm } from './CreateForm.tsx';
import { FirstRunScreen } from './FirstRunScreen.tsx';
import { JoinForm } from './JoinForm.tsx';
import { RebuildForm } from './RebuildForm.tsx';
import styles from './FirstRun.module.css';

type Door = 'create' | 'join' | 'rebuild';

export function FirstRun() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [door, setDoor] = useState<Door | undefined>(undefined);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const sample = useCommand('sample.open');

  async function openSample(): Promise<void> {
    setProblem(undefined);
    const result = await sample.run({}, { quiet: true });
    if (!result.ok) setProblem(refusalText(result.refusal, language, 'sample.open'));
  }

  return (
    <FirstRunScreen title={t('firstRun.title')} lead={t('firstRun.lead')}>
      {door === undefined ? (
        <div className={styles.doors}>
          <DoorCard icon={<Building2 size={22} strokeWidth={1.6} aria-hidden />} title={t('firstRun.create.title')} hint={t('firstRun.create.hint')}>
            <Button variant="filled" fullWidth onClick={() => setDoor('create')}>
              {t('firstRun.create.action')}
            </Button>
          </DoorCard>
          <DoorCard icon={<KeyRound size={22} strokeWidth={1.6} aria-hidden />} title={t('firstRun.join.title')} hint={t('firstRun.join.hint')}>
            <Button fullWidth onClick={() => setDoor('join')}>
              {t('firstRun.join.action')}
            </Button>
          </DoorCard>
          <DoorCard icon={<Eye size={22} strokeWidth={1.6} aria-hidden />} title={t('firstRun.sample.title')} hint={t('firstRun.sample.hint')}>
            <Button fullWidth loading={sample.running} onClick={() => void openSample()}>
              {t('firstRun.sample.action')}
            </Button>
          </DoorCard>
        </div>
      ) : null}
      {door === 'create' ? <CreateForm onBack={() => setDoor(undefined)} /> : null}
      {door === 'rebuild' ? <RebuildForm from="backup" onBack={() => setDoor(undefined)} /> : null}
      {door === 'join' ? <JoinForm onBack={() => setDoor(undefined)} /> : null}
      {door === undefined ? (
        <p className={styles.quiet}>
          <span>{t('firstRun.rebuild.question')}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => setDoor('rebuild')}>
            {t('firstRun.rebuild.title')}
          </Button>
        </p>
      ) : null}
      <p className={styles.status} role="status">
        {sample.running ? t('firstRun.sample.working') : ''}
      </p>
      {problem === undefined ? null : <ErrorNotice onRetry={() => void openSample()}>{problem}</ErrorNotice>}
    </FirstRunScreen>
  );
}

function DoorCard({ icon, title, hint, children }: { readonly icon: ReactNode; readonly title: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <section className={styles.door}>
      <span className={styles.icon}>{icon}</span>
      <h2>{title}</h2>
      <p>{hint}</p>
      {children}
    </section>
  );
}
