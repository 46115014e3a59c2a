import { Button } from '@mantine/core';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import styles from './ErrorNotice.module.css';

export interface NoticeProps {
  readonly tone?: 'stop' | 'warn';
  readonly title?: string;
  /** What happened, what it means for the entry, what to do. */
  readonly children: ReactNode;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong, where it went wrong. Stays until the cause is gone. */
export function ErrorNotice({ tone = 'stop', title, children, onRetry }: NoticeProps) {
  const { t } = useTranslation();
  const Icon = tone === 'stop' ? CircleAlert : TriangleAlert;
  return (
    <div className={classes(styles.notice, styles[tone])} role="alert">
      <Icon size={16} aria-hidden />
      <div className={styles.words}>
        {title === undefined ? null : <strong>{title}</strong>}
        <div>{children}</div>
      </div>
      {onRetry === undefined ? null : <Button onClick={onRetry}>{t('design.error.retry')}</Button>}
    </div>
  );
}
