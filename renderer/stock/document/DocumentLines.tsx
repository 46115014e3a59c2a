import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import type { Output } from '../../app/office.ts';
import { formatQuantity } from '../../design/format/quantity.ts';
import { Quantity } from '../../design/Quantity.tsx';
import styles from './Document.module.css';

type Line = Output<'stock.document'>['lines'][number];

/** The lines of a document, each leading to its movement; what was reversed is struck through. */
export function DocumentLines({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={`${line.office} ${line.id}`} data-reversed={line.reversedBy === null ? undefined : true}>
          <span className={styles.number}>{line.line}</span>
          <div>
            <Link to={`/stock/movements/${line.id}`}>{line.itemName}</Link>
            <span className="quiet">
              {[
                line.item,
                line.lot,
                line.expiry === null ? null : t('places.until', { day: line.expiry }),
                line.location === DEFAULT_LOCATION ? null : line.location,
                line.pack === null ? null : `${formatQuantity(line.pack.quantity)} ${line.pack.unit}`,
                line.unitCost === null ? null : `¥${line.unitCost}`,
                line.override ? t('stock.movements.override') : null,
                line.beyondQuota ? t('stock.movements.beyondQuota') : null,
                line.reversedBy === null ? null : t('stock.movements.reversed', { number: line.reversedBy }),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </div>
          <Quantity value={line.quantity} unit={line.unit} signed strong />
        </li>
      ))}
    </ol>
  );
}
