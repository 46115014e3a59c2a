import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from '../Stock.module.css';

export type ValueTab = 'value' | 'months' | 'audit';

/** Value as it is now, the months that were closed, and the proof of the ledgers. */
export function ValueTabs({ tab }: { readonly tab: ValueTab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className={styles.tabs}>
      <SegmentedControl
        size="xs"
        aria-label={t('analysis.valueTabsLabel')}
        value={tab}
        data={(['value', 'months', 'audit'] as const).map((value) => ({ value, label: t(`analysis.valueTabs.${value}`) }))}
        onChange={(value) => void navigate({ pathname: '/stock/value', search: value === 'value' ? '' : `?tab=${value}` })}
      />
    </div>
  );
}
