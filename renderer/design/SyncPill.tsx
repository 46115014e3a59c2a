/** The sync pill: one place, always true, never in the way. Offline is a quiet state, not an event. */
import { CircleAlert, CircleCheck, CloudOff, CloudUpload, Lock, Monitor, RefreshCw, type LucideIcon } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Language } from '#model/contract/text.ts';
import { useLanguage } from '../i18n/index.ts';
import { formatMoment } from './format/date.ts';
import { useNow } from './use-now.ts';
import styles from './SyncPill.module.css';

export type PillState =
  | { readonly kind: 'live' }
  | { readonly kind: 'sending'; readonly count: number }
  | { readonly kind: 'catchingUp'; readonly done: number; readonly total: number }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'offline'; readonly waiting: number; readonly sinceMs?: number | undefined }
  /** Set up without a relay: nothing to be connected to. */
  | { readonly kind: 'alone' }
  | { readonly kind: 'tooOld' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'attention'; readonly cause: string }
  /** This page has no line to the program on its own PC. */
  | { readonly kind: 'unreachable' };

type PillTone = 'good' | 'quiet' | 'warn' | 'stop';

const LOOKS: Readonly<Record<PillState['kind'], { readonly icon: LucideIcon; readonly tone: PillTone }>> = {
  live: { icon: CircleCheck, tone: 'good' },
  sending: { icon: CloudUpload, tone: 'good' },
  catchingUp: { icon: RefreshCw, tone: 'good' },
  connecting: { icon: RefreshCw, tone: 'quiet' },
  offline: { icon: CloudOff, tone: 'quiet' },
  alone: { icon: Monitor, tone: 'quiet' },
  tooOld: { icon: Lock, tone: 'warn' },
  revoked: { icon: Lock, tone: 'stop' },
  attention: { icon: CircleAlert, tone: 'warn' },
  unreachable: { icon: CircleAlert, tone: 'stop' },
};

/** The pill's words. */
export function pillWords(state: PillState, t: TFunction, nowMs: number, language: Language): string {
  switch (state.kind) {
    case 'sending':
      return t('design.sync.sending', { count: state.count });
    case 'catchingUp':
      return t('design.sync.catchingUp', { done: state.done, total: state.total });
    case 'offline':
      if (state.waiting === 0) return t('design.sync.offline');
      return state.sinceMs === undefined
        ? t('design.sync.offlineWaitingPlain', { count: state.waiting })
        : t('design.sync.offlineWaiting', { count: state.waiting, time: formatMoment(state.sinceMs, nowMs, language) });
    case 'attention':
      return t('design.sync.attention', { cause: state.cause });
    case 'live':
    case 'connecting':
    case 'alone':
    case 'tooOld':
    case 'revoked':
    case 'unreachable':
      return t(`design.sync.${state.kind}`);
  }
}

export function SyncPill({ state, href }: { readonly state: PillState; readonly href: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { icon: Icon, tone } = LOOKS[state.kind];
  // The status is around the link, not in it: inside, its words would not be the link's name.
  return (
    <span role="status">
      <a className={styles.pill} data-tone={tone} data-state={state.kind} href={href} title={t('design.sync.open')}>
        <Icon size={14} aria-hidden />
        <span>{pillWords(state, t, now, language)}</span>
      </a>
    </span>
  );
}
