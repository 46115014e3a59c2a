/** A record's own trail: on this PC, at the relay, at headquarters. Three marks, with times on hover and in words. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';
import { exactTime } from './format/date.ts';
import styles from './Trail.module.css';

/** When it got there; `true` where only that it did is known, `unknown` where not even that is. */
export type Reached = number | boolean | 'unknown';

export interface TrailProps {
  readonly localAtMs: Reached;
  readonly relayAtMs: Reached;
  readonly headquartersAtMs: Reached;
}

export function Trail({ localAtMs, relayAtMs, headquartersAtMs }: TrailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const marks = [
    { place: t('design.trail.local'), reached: localAtMs },
    { place: t('design.trail.relay'), reached: relayAtMs },
    { place: t('design.trail.headquarters'), reached: headquartersAtMs },
  ];
  const words = marks.map(({ place, reached }) => {
    if (reached === 'unknown') return t('design.trail.unknown', { place });
    if (reached === false) return t('design.trail.pending', { place });
    if (reached === true) return t('design.trail.reachedNoTime', { place });
    return t('design.trail.reached', { place, time: exactTime(reached, language) });
  });
  return (
    <span className={styles.trail} title={words.join('\n')} role="img" aria-label={words.join('；')}>
      {marks.map(({ place, reached }) => (
        <span key={place} data-reached={reached === 'unknown' ? 'unknown' : reached !== false} />
      ))}
    </span>
  );
}
