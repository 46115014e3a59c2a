import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../app/office.ts';
import { classes } from '../../design/classes.ts';
import { formatQuantity } from '../../design/format/quantity.ts';
import styles from './Valuation.module.css';

export interface OfficeSharesProps {
  readonly figures: Output<'stock.valuationOffices'>;
  readonly chosen: string | undefined;
  readonly onChoose: (office: string | undefined) => void;
}

/** Each office's value beside the others'; choosing one narrows the list to it. */
export function OfficeShares({ figures, chosen, onChoose }: OfficeSharesProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...figures.rows.map((row) => Math.abs(Number(row.value))));
  const shown = [{ office: undefined, label: t('stock.balances.allOffices'), value: figures.total, share: 1 }, ...figures.rows.map(({ office, value }) => ({ office, label: office, value, share: Math.abs(Number(value)) / most }))];
  return (
    <div className={styles.shares} role="group" aria-label={t('valuation.offices')}>
      {shown.map(({ office, label, value, share }) => (
        <UnstyledButton key={label} className={classes(styles.share, office === chosen && styles.chosen)} aria-pressed={office === chosen} onClick={() => onChoose(office)}>
          <span className={styles.office}>{label}</span>
          <span className="tabular">{formatQuantity(value)}</span>
          <span className={styles.bar} aria-hidden style={{ transform: `scaleX(${share})` }} />
        </UnstyledButton>
      ))}
    </div>
  );
}
