import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import type { RowOf } from '../app/office.ts';
import { useSession } from '../app/session.tsx';
import { useWatermarks } from '../app/watermarks.ts';
import { OfficeChip } from '../design/Chip.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { Skeleton } from '../design/Skeleton.tsx';
import { isBehind, Watermark, type OfficeWatermark } from '../design/Watermark.tsx';
import { classes } from '../design/classes.ts';
import styles from './Headquarters.module.css';

type Row = RowOf<'headquarters.overview'>;

interface Measure {
  readonly id: 'waiting' | 'items' | 'belowZero' | 'inTransit' | 'exceptions' | 'openCards' | 'overdue' | 'collided';
  readonly of: (row: Row, mark: OfficeWatermark | undefined) => number;
  /** Above zero a person must look. */
  readonly tone?: 'warn' | 'stop';
}

const MEASURES: readonly Measure[] = [
  { id: 'waiting', of: (_row, mark) => mark?.unsent ?? 0 },
  { id: 'items', of: (row) => row.itemsInStock },
  { id: 'belowZero', of: (row) => row.belowZero, tone: 'stop' },
  { id: 'inTransit', of: (row) => row.inTransit },
  { id: 'exceptions', of: (row) => row.openExceptions, tone: 'warn' },
  { id: 'openCards', of: (row) => row.openCards },
  { id: 'overdue', of: (row) => row.overdueCards, tone: 'stop' },
  { id: 'collided', of: (row) => row.collidedCards, tone: 'warn' },
];

/** Offices by measures, to be read like a departure board. Offices that are not complete are hatched. */
export function Matrix() {
  const { t } = useTranslation();
  const { office } = useSession();
  const rows = useLive('headquarters.overview', {}).value?.rows;
  const marks = useWatermarks();
  if (rows === undefined) return <Skeleton rows={4} />;
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('headquarters.measures.office')}</th>
            <th scope="col">{t('headquarters.measures.known')}</th>
            {MEASURES.map(({ id }) => (
              <th key={id} scope="col" className={styles.figure}>
                {t(`headquarters.measures.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const mark = marks.get(row.office);
            return (
              <tr key={row.office} className={classes(mark !== undefined && isBehind(mark) && styles.behind)}>
                <th scope="row">
                  <OfficeChip code={row.office} own={row.office === office.code} /> {row.name}
                </th>
                <td>
                  {mark === undefined ? null : <Watermark mark={mark} />}
                </td>
                {MEASURES.map(({ id, of, tone }) => (
                  <td key={id} className={styles.figure} data-tone={of(row, mark) > 0 ? tone : undefined} data-zero={of(row, mark) === 0}>
                    {formatQuantity(String(of(row, mark)))}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
