import { Button, SegmentedControl } from '@mantine/core';
import { ArrowRightLeft, PackageMinus, PackagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '../app/session.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { PageHeader } from '../design/PageHeader.tsx';

const ADDRESSES = { balances: '/stock', movements: '/stock/movements', transfers: '/stock/transfers', counts: '/stock/counts', catalogue: '/stock/catalogue', value: '/stock/value' } as const;
export type StockView = keyof typeof ADDRESSES;

/** The top of the stock pages: their views, and the three entries with their keys. */
export function StockHeader({ view, note }: { readonly view: StockView; readonly note?: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const maySeeValue = useMay('stock.valuation');
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
          data={(['balances', 'movements', 'transfers', 'counts', 'catalogue', ...(maySeeValue ? (['value'] as const) : [])] as const).map((value) => ({ value, label: t(`stock.views.${value}`) }))}
          onChange={(value) => void navigate(ADDRESSES[value])}
        />
      }
      actions={
        <>
          {mayTransfer ? (
            <Button leftSection={<ArrowRightLeft size={15} aria-hidden />} rightSection={<KeyHint keys="F4" />} onClick={() => void navigate('/stock/transfer')}>
              {t('stock.entry.transfer.title')}
            </Button>
          ) : null}
          {mayIssue ? (
            <Button leftSection={<PackageMinus size={15} aria-hidden />} rightSection={<KeyHint keys="F3" />} onClick={() => void navigate('/stock/issue')}>
              {t('stock.entry.issue.title')}
            </Button>
          ) : null}
          {mayReceive ? (
            <Button
              variant="filled"
              leftSection={<PackagePlus size={15} aria-hidden />}
              rightSection={<KeyHint keys="F2" />}
              onClick={() => void navigate('/stock/receive')}
            >
              {t('stock.entry.receive.title')}
            </Button>
          ) : null}
        </>
      }
    />
  );
}
