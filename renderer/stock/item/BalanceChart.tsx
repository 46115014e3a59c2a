/** An item's balance over time, drawn in the page's own colours; the same in words, and as a table for who wants figures. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/office-context.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Day } from '../../design/Moment.tsx';
import { balanceCurve } from './balance-curve.ts';
import styles from './History.module.css';

const RANGES = ['30', '90', '365'] as const;
const WIDTH = 400;
const HEIGHT = 96;

export function BalanceChart({ item, office, unit }: { readonly item: string; readonly office: string | undefined; readonly unit: string }) {
  const { t } = useTranslation();
  const [range, setRange] = useState<(typeof RANGES)[number]>('90');
  const points = useLive('stock.trend', { item, days: Number(range), ...(office === undefined ? {} : { office }) }).value?.points;
  const values = (points ?? []).map(({ quantity }) => Number(quantity));
  const curve = values.length === 0 ? undefined : balanceCurve(values, WIDTH, HEIGHT);
  const summary =
    curve === undefined
      ? ''
      : t('analysis.history.summary', {
          days: range,
          first: formatQuantity(points?.[0]?.quantity ?? '0'),
          last: formatQuantity(points?.at(-1)?.quantity ?? '0'),
          least: formatQuantity(String(curve.least)),
          most: formatQuantity(String(curve.most)),
          unit,
        });
  const moved = (points ?? []).filter(({ received, issued }) => received !== '0' || issued !== '0').toReversed();
  return (
    <figure className={styles.chart} aria-label={t('analysis.history.chart')}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden className={styles.drawing}>
        {curve === undefined ? null : (
          <>
            <path d={curve.ground} className={styles.ground} />
            <line x1={0} x2={WIDTH} y1={curve.zero} y2={curve.zero} className={styles.zero} vectorEffect="non-scaling-stroke" />
            <path d={curve.line} className={styles.line} vectorEffect="non-scaling-stroke" />
          </>
        )}
      </svg>
      <div className={styles.axis} aria-hidden>
        <span>{points?.[0] === undefined ? '' : <Day day={points[0].day} />}</span>
        <span>{points?.at(-1) === undefined ? '' : <Day day={points.at(-1)?.day ?? ''} />}</span>
      </div>
      <figcaption className={styles.caption}>
        <span>{summary}</span>
        <SegmentedControl size="xs" aria-label={t('analysis.history.range')} value={range} data={RANGES.map((value) => ({ value, label: t('analysis.days', { days: value }) }))} onChange={(value) => setRange(value)} />
      </figcaption>
      {moved.length === 0 ? null : (
        <details className={styles.figures}>
          <summary>{t('analysis.history.table')}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('analysis.history.day')}</th>
                <th scope="col">{t('analysis.history.received')}</th>
                <th scope="col">{t('analysis.history.issued')}</th>
                <th scope="col">{t('analysis.history.quantity')}</th>
              </tr>
            </thead>
            <tbody>
              {moved.map(({ day, received, issued, quantity }) => (
                <tr key={day}>
                  <td>
                    <Day day={day} />
                  </td>
                  <td>{formatQuantity(received)}</td>
                  <td>{formatQuantity(issued)}</td>
                  <td>{formatQuantity(quantity)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  );
}
