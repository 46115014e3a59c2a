import { Button } from '@mantine/core';
import { ArrowRightLeft, PackageMinus, PackagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '../app/session.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { PageTabs } from '../design/PageTabs.tsx';
import { MoreEntries } from './entry/MoreEntries.tsx';

const ADDRESSES = {
  balances: '/stock',
  movements: '/stock/movements',
  transfers: '/stock/transfers',
  counts: '/stock/counts',
  orders: '/stock/orders',
  accounts: '/stock/accounts',
  quotas: '/stock/quotas',
  analysis: '/stock/analysis',
  value: '/stock/value',
  catalogue: '/stock/catalogue',
} as const;
export type StockView = keyof typeof ADDRESSES;

/** The top of the stock pages: their views, and the three entries with their keys. */
export function StockHeader({ view, note }: { readonly view: StockView; readonly note?: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const hidden: Partial<Record<StockView, boolean>> = { value: !useMay('stock.valuation'), accounts: !useMay('partner.accounts') };
  const mayReceive = useMay('stock.receive');
  const mayIssue = useMay('stock.issue');
  const mayTransfer = useMay('stock.transfer');
  const views = (Object.keys(ADDRESSES) as StockView[]).filter((each) => hidden[each] !== true);
  return (
    <>
      <PageHeader
        title={t('frame.areas.stock')}
        note={note}
        actions={
          <>
            {mayReceive ? <MoreEntries /> : null}
            {mayTransfer ? (
              <Button leftSection={<ArrowRightLeft size={15} aria-hidden />} rightSection={<KeyHint keys="F4" />} onClick={() => void navigate('/stock/transfer')}>
                {t('entry.kinds.transfer.title')}
              </Button>
            ) : null}
            {mayIssue ? (
              <Button leftSection={<PackageMinus size={15} aria-hidden />} rightSection={<KeyHint keys="F3" />} onClick={() => void navigate('/stock/issue')}>
                {t('entry.kinds.issue.title')}
              </Button>
            ) : null}
            {mayReceive ? (
              <Button
                variant="filled"
                leftSection={<PackagePlus size={15} aria-hidden />}
                rightSection={<KeyHint keys="F2" />}
                onClick={() => void navigate('/stock/receive')}
              >
                {t('entry.kinds.receive.title')}
              </Button>
            ) : null}
          </>
        }
      />
      <PageTabs label={t('stock.viewsLabel')} tabs={views.map((each) => ({ to: ADDRESSES[each], label: t(`stock.views.${each}`), current: each === view }))} />
    </>
  );
}
