/** The catalogue: items and what headquarters keeps about them, a tab for each. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Outlet, useSearchParams } from 'react-router';
import { Page } from '../../design/Page.tsx';
import styles from '../Stock.module.css';
import { Locations } from '../locations/Locations.tsx';
import { StockHeader } from '../StockHeader.tsx';
import { Categories } from './Categories.tsx';
import { CustomFields } from './CustomFields.tsx';
import { Items } from './Items.tsx';
import { Partners } from './Partners.tsx';
import { Proposals } from './Proposals.tsx';

const TABS = { items: Items, partners: Partners, categories: Categories, locations: Locations, fields: CustomFields, proposals: Proposals } as const;
type Tab = keyof typeof TABS;

export function CataloguePage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const named = search.get('tab') ?? 'items';
  const tab: Tab = named in TABS ? (named as Tab) : 'items';
  const Shown = TABS[tab];
  return (
    <Page drawer={<Outlet />}>
      <StockHeader view="catalogue" />
      <div className={styles.tabs}>
        <SegmentedControl
          size="xs"
          aria-label={t('stock.catalogue.tabsLabel')}
          value={tab}
          data={(Object.keys(TABS) as Tab[]).map((value) => ({ value, label: t(`stock.catalogue.tabs.${value}`) }))}
          onChange={(value) => setSearch(value === 'items' ? {} : { tab: value })}
        />
      </div>
      <Shown />
    </Page>
  );
}
