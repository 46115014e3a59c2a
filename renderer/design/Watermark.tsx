/** “As known at”: up to when the figures of other offices are complete here. Offices behind are named. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { Clock3 } from 'lucide-react';
import { formatMoment } from './format/date.ts';
import { useNow } from './use-now.ts';
import styles from './Watermark.module.css';

export interface OfficeWatermark {
  readonly office: string;
  /** Milliseconds since 1970; absent where nothing has arrived yet. */
  readonly knownUpToMs?: number | undefined;
  /** Entries that the office itself says are still waiting there. */
  readonly waiting?: number | undefined;
  /** The same with what waits on this PC, where the office is its own: what others do not have yet. */
  readonly unsent?: number | undefined;
  readonly own: boolean;
  readonly connected: boolean;
}

/** True where an office's figures may lack something that it already wrote. */
export function isBehind(mark: OfficeWatermark): boolean {
  return !mark.own && (mark.knownUpToMs === undefined || (mark.waiting ?? 0) > 0 || !mark.connected);
}

/** One office's watermark in words. */
export function Watermark({ mark }: { readonly mark: OfficeWatermark }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const words = mark.own
    ? t('design.watermark.own')
    : mark.knownUpToMs === undefined
      ? t('design.watermark.never', { office: mark.office })
      : t('design.watermark.known', { time: formatMoment(mark.knownUpToMs, now, language) });
  return (
    <span className={styles.mark} data-behind={isBehind(mark)}>
      {words}
      {(mark.waiting ?? 0) > 0 && !mark.own ? ` · ${t('design.watermark.waiting', { count: mark.waiting ?? 0 })}` : ''}
    </span>
  );
}

/** Offices named one by one; past that their number stands, and the names on hover. */
const NAMED = 3;

/** The watermark of a merged figure: who is missing, since when. */
export function MergedWatermark({ marks }: { readonly marks: readonly OfficeWatermark[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const behind = marks.filter(isBehind);
  if (marks.length < 2) return null;
  const missing = behind
    .map((mark) =>
      mark.knownUpToMs === undefined
        ? t('design.watermark.never', { office: mark.office })
        : t('design.watermark.missing', { office: mark.office, time: formatMoment(mark.knownUpToMs, now, language) }),
    )
    .join(' · ');
  const words =
    behind.length === 0 ? t('design.watermark.complete') : behind.length > NAMED ? t('design.watermark.missingMany', { count: behind.length }) : missing;
  return (
    <span className={styles.mark} data-behind={behind.length > 0} title={behind.length > NAMED ? missing : undefined}>
      <Clock3 size={12} aria-hidden /> {words}
    </span>
  );
}
