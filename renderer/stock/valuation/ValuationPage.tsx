/** What stock is worth, by item and office, and what late arrivals changed since it was last looked at. */
import { Coins } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { ExportMenu } from '../../app/files/ExportMenu.tsx';
import type { RowOf } from '../../app/office.ts';
import { useLive } from '../../app/office-context.tsx';
import { useRows } from '../../app/use-rows.ts';
import { useWatermarks } from '../../app/watermarks.ts';
import { useListViews } from '../../app/use-list-views.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Page } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { MergedWatermark } from '../../design/Watermark.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { StockHeader } from '../StockHeader.tsx';
import { Months } from '../months/Months.tsx';
import { ValueTabs, type ValueTab } from '../months/ValueTabs.tsx';
import { LedgerAudit } from '../verification/LedgerAudit.tsx';
import { LateChanges } from './LateChanges.tsx';
import { OfficeShares } from './OfficeShares.tsx';
import { sumMoney } from '../../design/format/money.ts';

type Valued = RowOf<'stock.valuation'>;

function tabOf(name: string | null): ValueTab {
  return name === 'months' || name === 'audit' ? name : 'value';
}

export function ValuationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { item: openItem } = useParams();
  const [search, setSearch] = useSearchParams();
  const views = useListViews('valuation', ['tab']);
  const office = search.get('office') ?? undefined;
  const tab = tabOf(search.get('tab'));
  const figures = useRows('stock.valuation', office === undefined ? {} : { office });
  const offices = useLive('stock.valuationOffices', {}).value;
  const marks = useWatermarks();
  const whole = Number((office === undefined ? offices?.total : offices?.rows.find((row) => row.office === office)?.value) ?? 0);
  const columns = useMemo<readonly DataColumn<Valued>[]>(
    () => [
      { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 120, cell: (row) => <strong>{row.item}</strong> },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.itemName, width: { grow: 2, least: 180 } },
      { id: 'category', header: t('stock.columns.category'), value: (row) => row.category ?? '', width: { grow: 1, least: 96 }, yields: true },
      { id: 'quantity', header: t('stock.columns.quantity'), align: 'end', width: 132, value: (row) => Number(row.quantity), cell: (row) => <Quantity value={row.quantity} unit={row.unit} /> },
      { id: 'average', header: t('valuation.average'), align: 'end', width: 104, value: (row) => Number(row.average ?? 0), cell: (row) => (row.average === null ? '–' : <Quantity value={row.average} />) },
      {
        id: 'value',
        header: t('valuation.value'),
        align: 'end',
        width: 140,
        value: (row) => Number(row.value),
        cell: (row) => (
          <span title={row.pending ? t('valuation.pendingRow') : undefined}>
            <Quantity value={row.value} strong />
            {row.pending ? <span className="quiet"> …</span> : null}
          </span>
        ),
        sum: (rows) => <Quantity value={sumMoney(rows.map((row) => row.value))} strong />,
      },
      {
        id: 'share',
        header: t('valuation.share'),
        align: 'end',
        width: 84,
        yields: true,
        value: (row) => (whole > 0 ? Number(row.value) / whole : 0),
        cell: (row) => (whole > 0 ? `${((Number(row.value) / whole) * 100).toFixed(1)}%` : '–'),
      },
    ],
    [t, whole],
  );
  return (
    <Page drawer={<Outlet />}>
      <StockHeader view="value" note={<MergedWatermark marks={[...marks.values()]} />} />
      <ValueTabs tab={tab} />
      {tab === 'months' ? <Months /> : tab === 'audit' ? <LedgerAudit /> : <LateChanges />}
      {tab !== 'value' ? null : figures.ready && offices !== undefined ? (
        <DataTable
          key={office ?? ''}
          label={t('valuation.label')}
          views={views}
          columns={columns}
          rows={figures.rows}
          rowKey={(row) => row.itemId}
          openKey={openItem}
          onOpen={(row) => void navigate({ pathname: `/stock/value/item/${row.itemId}`, search: search.toString() })}
          rowTone={(row) => (Number(row.quantity) < 0 ? 'warn' : undefined)}
          onEnd={figures.more}
          unfinished={figures.unfinished}
          bar={
            <>
              <OfficeShares figures={offices} chosen={office} onChoose={(code) => setSearch(code === undefined ? {} : { office: code })} />
              <ExportMenu lists={[{ list: 'valuation', filter: office === undefined ? {} : { office } }]} />
            </>
          }
          empty={<EmptyState icon={Coins} title={t('valuation.empty')} hint={t('valuation.emptyHint')} />}
        />
      ) : (
        <Skeleton rows={14} />
      )}
    </Page>
  );
}
