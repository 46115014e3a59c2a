/** Reports on stock that a person plans by, a tab for each. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Outlet, useSearchParams } from 'react-router';
import { useWatermarks } from '../../app/watermarks.ts';
import { Page } from '../../design/Page.tsx';
import { MergedWatermark } from '../../design/Watermark.tsx';
import styles from '../Stock.module.css';
import { StockHeader } from '../StockHeader.tsx';
import { Ageing } from './Ageing.tsx';
import { AsOf } from './AsOf.tsx';
import { Expiring } from './Expiring.tsx';
import { Idle } from './Idle.tsx';
import { Places } from './Places.tsx';
import { Reorder } from './Reorder.tsx';
import { Transit } from './Transit.tsx';
import { Turnover } from './Turnover.tsx';

const TABS = { expiring: Expiring, reorder: Reorder, idle: Idle, ageing: Ageing, turnover: Turnover, transit: Transit, places: Places, asOf: AsOf } as const;
type Tab = keyof typeof TABS;

export function AnalysisPage() {
  const { t } = useTranslation();
  const marks = useWatermarks();
  const [search, setSearch] = useSearchParams();
  const named = search.get('tab') ?? 'expiring';
  const tab: Tab = named in TABS ? (named as Tab) : 'expiring';
  const Shown = TABS[tab];
  /** The office stays chosen from one report to the next. */
  function choose(value: string): void {
    const office = search.get('office');
    setSearch({ tab: value, ...(office === null ? {} : { office }) });
  }
  return (
    <Page drawer={<Outlet />}>
      <StockHeader view="analysis" note={<MergedWatermark marks={[...marks.values()]} />} />
      <div className={styles.tabs}>
        <SegmentedControl size="xs" aria-label={t('analysis.tabsLabel')} value={tab} data={(Object.keys(TABS) as Tab[]).map((value) => ({ value, label: t(`analysis.tabs.${value}`) }))} onChange={choose} />
      </div>
      <Shown />
    </Page>
  );
}
