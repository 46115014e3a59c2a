/** Quotas of scarce items: what each office was granted, used and has left, as far as it is known here. */
import { Button } from '@mantine/core';
import { Gauge, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import type { RowOf } from '../../app/office.ts';
import { useLive } from '../../app/office-context.tsx';
import { useMay, useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { useWatermarks } from '../../app/watermarks.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Page } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { isBehind, MergedWatermark } from '../../design/Watermark.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import stock from '../Stock.module.css';
import { StockHeader } from '../StockHeader.tsx';
import { OpenQuota } from './OpenQuota.tsx';
import { QuotaBar } from './QuotaBar.tsx';
import { QuotaRequests } from './QuotaRequests.tsx';

type Quota = RowOf<'quota.list'>;

export function QuotasPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { quota: openQuota } = useParams();
  const session = useSession();
  const mayOpen = useMay('quota.open');
  const [opening, setOpening] = useState(false);
  const quotas = useRows('quota.list', {});
  const offices = useLive('office.list', { limit: 1000 }).value?.rows;
  const marks = useWatermarks();
  useKeys(mayOpen ? [{ keys: 'Alt+N', label: t('quotas.open.title'), run: () => setOpening(true) }] : []);
  const columns = useMemo<readonly DataColumn<Quota>[]>(() => {
    const ownFirst = (offices ?? []).toSorted((left, right) => Number(right.code === session.office.code) - Number(left.code === session.office.code));
    return [
      { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 96, cell: (row) => <strong>{row.item}</strong> },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.itemName, width: { grow: 2, least: 108 } },
      { id: 'own', header: t('quotas.ownFree'), align: 'end', value: (row) => Number(row.own), width: 112, cell: (row) => <Quantity value={row.own} unit={row.unit} strong /> },
      ...ownFirst.map(
        ({ code, name }): DataColumn<Quota> => ({
          id: `office-${code}`,
          header: code === session.office.code ? `${code} · ${name}` : code,
          align: 'end',
          width: 112,
          value: (row) => Number(row.offices.find((each) => each.office === code)?.free ?? 0),
          cell: (row) => {
            const figures = row.offices.find((each) => each.office === code);
            const mark = marks.get(code);
            return figures === undefined ? <span className={stock.none}>–</span> : <QuotaBar figures={figures} behind={mark !== undefined && isBehind(mark)} />;
          },
        }),
      ),
      { id: 'minted', header: t('quotas.minted'), align: 'end', value: (row) => Number(row.minted), width: 96, yields: true, cell: (row) => <Quantity value={row.minted} /> },
      { id: 'used', header: t('quotas.used'), align: 'end', value: (row) => Number(row.used), width: 88, yields: true, cell: (row) => <Quantity value={row.used} /> },
      { id: 'from', header: t('quotas.from'), value: (row) => row.from ?? '', width: 104, yields: true, cell: (row) => row.from ?? <span className={stock.none}>{t('quotas.atOnce')}</span> },
    ];
  }, [t, offices, marks, session.office.code]);
  const open = (
    <Button variant="subtle" leftSection={<Plus size={14} aria-hidden />} rightSection={<KeyHint keys="Alt+N" />} onClick={() => setOpening(true)}>
      {t('quotas.open.title')}
    </Button>
  );
  return (
    <Page drawer={<Outlet />}>
      <StockHeader view="quotas" note={<MergedWatermark marks={[...marks.values()]} />} />
      <QuotaRequests />
      {quotas.ready && offices !== undefined ? (
        <DataTable
          label={t('quotas.label')}
          columns={columns}
          rows={quotas.rows}
          rowKey={(row) => row.id}
          openKey={openQuota}
          onOpen={(row) => void navigate(`/stock/quotas/${row.id}`)}
          onEnd={quotas.more}
          unfinished={quotas.unfinished}
          bar={mayOpen ? open : undefined}
          empty={<EmptyState icon={Gauge} title={t('quotas.empty')} hint={t(mayOpen ? 'quotas.emptyHint' : 'quotas.emptyHintBranch')} />}
        />
      ) : (
        <Skeleton rows={10} />
      )}
      {opening ? <OpenQuota onClose={() => setOpening(false)} /> : null}
    </Page>
  );
}
