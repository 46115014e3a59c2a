import { useLanguage } from '../i18n/index.ts';
import { exactTime, formatDay, formatMoment } from './format/date.ts';
import { useNow } from './use-now.ts';

/** A point in time as people say it, exact on hover. */
export function Moment({ ms }: { readonly ms: number }) {
  const language = useLanguage();
  const now = useNow();
  return (
    <time className="tabular" dateTime={new Date(ms).toISOString()} title={exactTime(ms, language)}>
      {formatMoment(ms, now, language)}
    </time>
  );
}

/** A calendar day (`2026-11-23`) as people say it. */
export function Day({ day }: { readonly day: string }) {
  const language = useLanguage();
  const now = useNow();
  return (
    <time className="tabular" dateTime={day} title={day}>
      {formatDay(day, now, language)}
    </time>
  );
}
