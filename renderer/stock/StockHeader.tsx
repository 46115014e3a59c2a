import { Button, SegmentedControl } from '@mantine/core';
import { ArrowRightLeft, PackageMinus, PackagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '../app/session.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { MoreEntries } from './entry/MoreEntries.tsx';

const ADDRESSES = { balances: '/stock', movements: '/stock/movements', transfers: '/stock/transfers', catalogue: '/stock/catalogue', orders: '/stock/orders', quotas: '/stock/quotas', value: '/stock/value', analysis: '/stock/analysis', accounts: '/stock/accounts' } as const;
export type StockView = keyof typeof ADDRESSES;

/** The top of the stock pages: their views, and the three entries with their keys. */
export function StockHeader({ view, note }: { readonly view: StockView; readonly note?: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const maySeeValue = useMay('stock.valuation');
  const maySeeAccounts = useMay('partner.accounts');
  const mayReceive = useMay('stock.receive');
  const mayIssue = useMay('stock.issue');
  const mayTransfer = useMay('stock.transfer');
  return (
    <PageHeader
      title={t('frame.areas.stock')}
      note={note}
      views={
        <SegmentedControl
          aria-label={t('stock.viewsLabel')}
          value={view}
          data={(['balances', 'movements', 'transfers', 'orders', 'quotas', 'catalogue', 'analysis', ...(maySeeValue ? (['value'] as const) : []), ...(maySeeAccounts ? (['accounts'] as const) : [])] as const).map((value) => ({ value, label: t(`stock.views.${value}`) }))}
          onChange={(value) => void navigate(ADDRESSES[value])}
        />
      }
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
  );
}
