import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from '../Stock.module.css';

/** Value as it is now, and the months that were closed. */
export function ValueTabs({ tab }: { readonly tab: 'value' | 'months' }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className={styles.tabs}>
      <SegmentedControl
        size="xs"
        aria-label={t('analysis.valueTabsLabel')}
        value={tab}
        data={(['value', 'months'] as const).map((value) => ({ value, label: t(`analysis.valueTabs.${value}`) }))}
        onChange={(value) => void navigate({ pathname: '/stock/value', search: value === 'months' ? '?tab=months' : '' })}
      />
    </div>
  );
}
