import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import { formatQuantity, isNegative } from './format/quantity.ts';
import styles from './Quantity.module.css';

export interface QuantityProps {
  /** Decimal string, as the contract gives it. */
  readonly value: string;
  readonly unit?: string | undefined;
  readonly strong?: boolean;
  /** Shows `+` before what came in, as in lists of movements. */
  readonly signed?: boolean;
}

/** A quantity in tabular figures with its unit. Below zero is red and says so. */
export function Quantity({ value, unit, strong = false, signed = false }: QuantityProps) {
  const { t } = useTranslation();
  const negative = isNegative(value);
  return (
    <span className={classes(styles.quantity, negative && !signed && styles.negative, strong && styles.strong)}>
      {signed && !negative ? '+' : ''}
      {formatQuantity(value)}
      {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
      {negative && !signed ? <span className="visually-hidden">{t('design.quantity.negative')}</span> : null}
    </span>
  );
}
