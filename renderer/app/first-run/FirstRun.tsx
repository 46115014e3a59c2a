/** The first run: three doors, each to a useful screen within a minute. */
import { Building2, Eye, KeyRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { switchLanguage, useLanguage } from '../../i18n/index.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Mark } from '../frame/Mark.tsx';
import { useCommand } from '../office-context.tsx';
import { rememberLanguage } from '../preferences.ts';
import { refusalText } from '../refusal-text.ts';
import { CreateForm } from './CreateForm.tsx';
import { JoinForm } from './JoinForm.tsx';
import styles from './FirstRun.module.css';

type Door = 'create' | 'join';

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
    <div className={styles.screen}>
      <header className={styles.top}>
        <Mark size={26} />
        <strong>{t('frame.product')}</strong>
        <SegmentedControl
          aria-label={t('frame.person.language')}
          value={language}
          data={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(value) => {
            const chosen = value === 'en' ? 'en' : 'zh';
            rememberLanguage(chosen);
            void switchLanguage(chosen);
          }}
        />
      </header>
      <main className={styles.main}>
        <h1>{t('firstRun.title')}</h1>
        <p className={styles.lead}>{t('firstRun.lead')}</p>
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
        {door === 'join' ? <JoinForm onBack={() => setDoor(undefined)} /> : null}
        <p className={styles.status} role="status">
          {sample.running ? t('firstRun.sample.working') : ''}
        </p>
        {problem === undefined ? null : <ErrorNotice onRetry={() => void openSample()}>{problem}</ErrorNotice>}
      </main>
    </div>
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
