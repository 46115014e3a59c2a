import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import type { Input } from '../app/office.ts';
import { formatQuantity, isNegative } from '../design/format/quantity.ts';
import styles from './Journal.module.css';

/** Units whose sums stand side by side; the rest on hover. */
const SHOWN_UNITS = 3;

/** Sums of all that the journal's filters find, by the office's own count (STOCK-79). */
export function JournalSums({ filter }: { readonly filter: Input<'stock.movementSums'> }) {
  const { t } = useTranslation();
  const sums = useLive('stock.movementSums', filter).value;
  if (sums === undefined) return <div className={styles.sums} aria-busy />;
  const texts = sums.units.map((each) =>
    t('analysis.journal.moved', { in: formatQuantity(each.in), out: formatQuantity(each.out), net: `${isNegative(each.net) ? '' : '+'}${formatQuantity(each.net)}`, unit: each.unit }),
  );
  return (
    <div className={styles.sums} role="status" aria-label={t('analysis.journal.sums')} title={texts.join('\n')}>
      <strong>{sums.complete ? t('analysis.journal.rows', { count: sums.rows }) : t('analysis.journal.tooMany', { count: sums.rows })}</strong>
      {texts.slice(0, SHOWN_UNITS).map((text) => (
        <span key={text}>{text}</span>
      ))}
      {texts.length > SHOWN_UNITS ? <span>{t('analysis.journal.moreUnits', { count: texts.length - SHOWN_UNITS })}</span> : null}
    </div>
  );
}
