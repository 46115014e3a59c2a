/** What waits, since when, who was last heard of, what was set aside, and what to do about it. */
import { Button } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCommand, useLive } from '../app/office-context.tsx';
import { useSyncPill, type SyncStatus } from '../app/sync-pill.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Moment } from '../design/Moment.tsx';
import { Page, PageBody, Section } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { pillWords } from '../design/SyncPill.tsx';
import { formatMoment } from '../design/format/date.ts';
import { useNow } from '../design/use-now.ts';
import { useLanguage } from '../i18n/index.ts';
import { OfficeContacts } from './OfficeContacts.tsx';
import { Quarantine } from './Quarantine.tsx';
import styles from './Sync.module.css';

const MINUTE_MS = 60_000;

export function SyncPage() {
  const { t } = useTranslation();
  const status = useLive('sync.status', {}).value;
  const retry = useCommand('sync.retry');
  return (
    <Page>
      <PageHeader
        title={t('frame.areas.sync')}
        note={t('sync.lead')}
        actions={
          status === undefined || status.state === 'unconfigured' || status.state === 'live' ? undefined : (
            <Button variant="filled" leftSection={<RefreshCw size={14} aria-hidden />} loading={retry.running} onClick={() => void retry.run({})}>
              {t('sync.retry')}
            </Button>
          )
        }
      />
      <PageBody>
        {status === undefined ? (
          <Skeleton />
        ) : (
          <>
            <LinkState status={status} />
            <OfficeContacts />
            <Quarantine rows={status.quarantine} />
          </>
        )}
      </PageBody>
    </Page>
  );
}

function LinkState({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const pill = useSyncPill();
  const clock = status.clockAheadMs;
  return (
    <Section title={t('sync.now')}>
      {status.cause === undefined || status.state === 'live' ? null : (
        <ErrorNotice tone="warn" title={status.cause.text[language]}>
          {status.cause.advice[language]}
        </ErrorNotice>
      )}
      {status.state === 'unconfigured' ? <p>{t('sync.alone')}</p> : null}
      <dl className={styles.facts}>
        <dt>{t('sync.state')}</dt>
        <dd>{pillWords(pill, t, now, language)}</dd>
        <dt>{t('sync.relay')}</dt>
        <dd className="tabular">{status.url ?? t('sync.noRelay')}</dd>
        <dt>{t('sync.lastContact')}</dt>
        <dd>{status.lastContactMs === undefined ? t('sync.never') : <Moment ms={status.lastContactMs} />}</dd>
        <dt>{t('sync.waiting')}</dt>
        <dd className="tabular">
          {status.waiting === 0
            ? t('sync.waitingNone')
            : t('sync.waitingSince', { count: status.waiting, time: status.sinceMs === undefined ? '–' : formatMoment(status.sinceMs, now, language) })}
        </dd>
        {status.retryAtMs === undefined ? null : (
          <>
            <dt>{t('sync.nextTry')}</dt>
            <dd>
              <Moment ms={status.retryAtMs} />
            </dd>
          </>
        )}
      </dl>
      {clock === undefined ? null : (
        <ErrorNotice tone="warn">{t(clock > 0 ? 'sync.clock' : 'sync.clockBehind', { minutes: Math.round(Math.abs(clock) / MINUTE_MS) })}</ErrorNotice>
      )}
      {status.deferred > 0 ? <ErrorNotice tone="warn">{t('sync.deferred', { count: status.deferred })}</ErrorNotice> : null}
    </Section>
  );
}
