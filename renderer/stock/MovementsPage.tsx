/** Every movement that is known here, newest first. */
import { Select } from '@mantine/core';
import { ScrollText } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import type { RowOf } from '../app/office.ts';
import { ExportMenu } from '../app/files/ExportMenu.tsx';
import { ImportButton } from '../app/files/ImportButton.tsx';
import { useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { useListViews } from '../app/use-list-views.ts';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Moment } from '../design/Moment.tsx';
import { Page } from '../design/Page.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { JournalFilters, journalFilter } from './JournalFilters.tsx';
import { JournalSums } from './JournalSums.tsx';
import { OfficeFilter } from './OfficeFilter.tsx';
import { DEFAULT_LOCATION } from '#model/stock/default-location.ts';
import { reasonText } from './reason.ts';
import { StockHeader } from './StockHeader.tsx';

type Movement = RowOf<'stock.movements'>;
type Kind = Movement['kind'];

const KINDS: readonly Kind[] = ['receipt', 'issue', 'transfer-out', 'transfer-in', 'move', 'return-in', 'return-out', 'count', 'reversal'];

export function MovementsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { movement } = useParams();
  const [search, setSearch] = useSearchParams();
  const views = useListViews('movements');
  const { office: own } = useSession();
  const office = search.get('office') ?? undefined;
  const kind = KINDS.find((each) => each === search.get('kind'));
  const filter = { ...(office === undefined ? {} : { office }), ...(kind === undefined ? {} : { kind }), ...journalFilter(search) };
  const movements = useRows('stock.movements', filter);
  const columns = useMemo<readonly DataColumn<Movement>[]>(
    () => [
      { id: 'number', header: t('stock.columns.number'), value: (row) => row.number, width: 160, cell: (row) => <span className="tabular">{row.number}</span> },
      { id: 'office', header: t('stock.columns.office'), value: (row) => row.office, width: 72, cell: (row) => <OfficeChip code={row.office} own={row.office === own.code} /> },
      {
        id: 'kind',
        header: t('stock.columns.kind'),
        value: (row) => t(`stock.kinds.${row.kind}`),
        width: 100,
        cell: (row) => (row.kind === 'reversal' ? <Chip tone="warn">{t(`stock.kinds.${row.kind}`)}</Chip> : t(`stock.kinds.${row.kind}`)),
      },
      { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 112, yields: true },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.itemName, width: { grow: 2, least: 150 } },
      { id: 'quantity', header: t('stock.columns.quantity'), align: 'end', value: (row) => Number(row.quantity), width: 116, cell: (row) => <Quantity value={row.quantity} unit={row.unit} signed /> },
      { id: 'reason', header: t('stock.columns.reason'), value: (row) => reasonText(row.reason, t), width: { grow: 1, least: 90 }, yields: true },
      { id: 'person', header: t('stock.columns.person'), value: (row) => row.byName, width: 90, yields: true },
      { id: 'time', header: t('stock.columns.time'), value: (row) => row.atMs, width: 128, cell: (row) => <Moment ms={row.atMs} /> },
      { id: 'dated', header: t('stock.columns.dated'), value: (row) => row.dated ?? '', width: 108, optional: true, cell: (row) => <span className="tabular">{row.dated ?? ''}</span> },
      { id: 'reference', header: t('stock.columns.reference'), value: (row) => row.reference ?? '', width: 120, optional: true },
      { id: 'lot', header: t('stock.columns.lot'), value: (row) => row.lot ?? '', width: 100, optional: true },
      { id: 'location', header: t('stock.columns.location'), value: (row) => (row.location === DEFAULT_LOCATION ? t('stock.mainLocation') : row.location), width: 100, optional: true },
      { id: 'note', header: t('stock.columns.note'), value: (row) => row.note ?? '', width: { grow: 1, least: 120 }, optional: true },
    ],
    [t, own.code],
  );
  function narrow(parts: Readonly<Record<string, string | null | undefined>>): void {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(parts)) {
      if (value === null || value === undefined) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  }
  return (
    <Page drawer={<Outlet />}>
      <StockHeader view="movements" />
      {movements.ready ? (
        <DataTable
          label={t('stock.movements.label')}
          views={views}
          columns={columns}
          rows={movements.rows}
          rowKey={(row) => row.id}
          openKey={movement}
          onOpen={(row) => void navigate({ pathname: `/stock/movements/${row.id}`, search: search.toString() })}
          onEnd={movements.more}
          unfinished={movements.unfinished}
          search={{ text: search.get('text') ?? '', hint: t('analysis.journal.text'), onChange: (text) => narrow({ text: text === '' ? undefined : text }) }}
          crowded
          bar={(folded) => (
            <>
              <OfficeFilter value={office} onChange={(code) => narrow({ office: code })} />
              <Select
                w={110}
                maw={110}
                clearable
                clearButtonProps={{ 'aria-label': t('design.clear') }}
                aria-label={t('stock.columns.kind')}
                placeholder={t('stock.movements.allKinds')}
                value={kind ?? null}
                data={KINDS.map((value) => ({ value, label: t(`stock.kinds.${value}`) }))}
                onChange={(value) => narrow({ kind: value })}
              />
              <JournalFilters search={search} narrow={narrow} folded={folded} />
              <ImportButton table="movements" />
              <ExportMenu lists={[{ list: 'movements', filter }]} />
            </>
          )}
          foot={<JournalSums filter={filter} />}
          empty={<EmptyState icon={ScrollText} title={t('stock.movements.empty')} hint={t('stock.movements.emptyHint')} />}
        />
      ) : (
        <Skeleton rows={14} />
      )}
    </Page>
  );
}
