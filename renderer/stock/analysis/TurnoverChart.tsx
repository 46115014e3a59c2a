/** A year of months: what was received, issued and on hand, of the open item in its unit, else of all in money. */
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useLive } from '../../app/office-context.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Skeleton } from '../../design/Skeleton.tsx';
import { monthBars } from './month-bars.ts';
import styles from './TurnoverChart.module.css';

const WIDTH = 1200;
const HEIGHT = 120;

export interface TurnoverChartProps {
  readonly office: string | undefined;
  /** Last month of the year shown. */
  readonly to: string;
  readonly seesValue: boolean;
}

export function TurnoverChart({ office, to, seesValue }: TurnoverChartProps) {
  const { t } = useTranslation();
  const { item: open } = useParams();
  const asked = open !== undefined || seesValue;
  const answer = useLive('stock.turnoverMonths', asked ? { until: to, ...(office === undefined ? {} : { office }), ...(open === undefined ? {} : { item: open }) } : undefined).value;
  if (!asked) return <p className={styles.hint}>{t('analysis.chart.openItem')}</p>;
  if (answer === undefined) return <div className={styles.chart}><Skeleton rows={4} /></div>;
  const { item, months } = answer;
  const rows = months.map((month) => ({
    month: month.month,
    received: (item === null ? month.receivedValue : month.received) ?? '0',
    issued: (item === null ? month.issuedValue : month.issued) ?? '0',
    closing: (item === null ? month.closingValue : month.closing) ?? '0',
  }));
  const drawing = monthBars(rows.map(({ month, ...sums }) => ({ month, received: Number(sums.received), issued: Number(sums.issued), closing: Number(sums.closing) })), WIDTH, HEIGHT);
  const amount = (value: string): string => (item === null ? `¥${formatQuantity(value)}` : `${formatQuantity(value)} ${item.unit}`);
  const title = item === null ? t('analysis.chart.all') : t('analysis.chart.item', { code: item.code, name: item.name, unit: item.unit });
  return (
    <figure className={styles.chart} aria-label={t('analysis.chart.label')}>
      <figcaption className={styles.head}>
        <strong>{title}</strong>
        <span className={styles.key} data-series="received">{t('analysis.received')}</span>
        <span className={styles.key} data-series="issued">{t('analysis.issued')}</span>
        <span className={styles.key} data-series="closing">{t('analysis.chart.closing')}</span>
        <span className={styles.most}>{t('analysis.chart.most', { most: amount(String(drawing.most)) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden className={styles.drawing}>
        <line x1={0} x2={WIDTH} y1={drawing.zero} y2={drawing.zero} className={styles.zero} vectorEffect="non-scaling-stroke" />
        {drawing.months.map(({ month, received, issued }, index) => (
          <g key={month}>
            <title>{t('analysis.chart.month', { month, received: amount(rows[index]?.received ?? '0'), issued: amount(rows[index]?.issued ?? '0'), closing: amount(rows[index]?.closing ?? '0') })}</title>
            <rect x={(index * WIDTH) / rows.length} y={0} width={WIDTH / rows.length} height={HEIGHT} className={styles.month} />
            <rect x={received.x} y={received.y} width={drawing.barWidth} height={received.height} className={styles.received} />
            <rect x={issued.x} y={issued.y} width={drawing.barWidth} height={issued.height} className={styles.issued} vectorEffect="non-scaling-stroke" />
          </g>
        ))}
        <path d={drawing.line} className={styles.line} vectorEffect="non-scaling-stroke" />
      </svg>
      <div className={styles.axis} aria-hidden>
        {rows.map(({ month }) => (
          <span key={month}>{month}</span>
        ))}
      </div>
      <details className={styles.figures}>
        <summary>{t('analysis.history.table')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('analysis.chart.monthColumn')}</th>
              <th scope="col">{t('analysis.received')}</th>
              <th scope="col">{t('analysis.issued')}</th>
              <th scope="col">{t('analysis.chart.closing')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(({ month, received, issued, closing }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                <td>{formatQuantity(received)}</td>
                <td>{formatQuantity(issued)}</td>
                <td>{formatQuantity(closing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
