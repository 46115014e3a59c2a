/** What every screen before the frame has: the product, the language, a title and what it is about. */
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { switchLanguage, useLanguage } from '../../i18n/index.ts';
import { Mark } from '../frame/Mark.tsx';
import { rememberLanguage } from '../preferences.ts';
import styles from './FirstRun.module.css';

export function FirstRunScreen({ title, lead, children }: { readonly title: string; readonly lead: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
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
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </main>
    </div>
  );
}
