import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../design/format/quantity.ts';
import { classes } from '../../design/classes.ts';
import styles from './Quotas.module.css';

interface QuotaFigures {
  readonly granted: string;
  readonly used: string;
  readonly lost: string;
  readonly free: string;
  readonly incomplete: boolean;
}

/** What is left of what was granted, with a bar of what is used; the words are the same for screen readers and on hover. */
export function QuotaBar({ figures, behind = false }: { readonly figures: QuotaFigures; readonly behind?: boolean }) {
  const { t } = useTranslation();
  const { granted, used, lost, free, incomplete } = figures;
  const whole = Math.max(Number(granted), Number(used));
  const part = (of: string): number => (whole > 0 ? Number(of) / whole : 0);
  const words = t(incomplete ? 'quotas.cellIncomplete' : 'quotas.cell', { granted: formatQuantity(granted), used: formatQuantity(used), free: formatQuantity(free) });
  return (
    <span className={classes(styles.figure, behind && styles.behind)} title={words}>
      <span className={styles.numbers}>
        <strong>{formatQuantity(free)}</strong>
        <span className={styles.of}> / {formatQuantity(granted)}</span>
      </span>
      <span className={styles.track} aria-hidden>
        <span className={styles.used} style={{ width: `${String(part(used) * 100)}%` }} />
        <span className={styles.lost} style={{ width: `${String(part(lost) * 100)}%` }} />
      </span>
    </span>
  );
}
