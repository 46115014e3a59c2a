/** A report: its filters, its table, its export. Rows open their item. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { ExportMenu, type OfferedList } from '../../app/files/ExportMenu.tsx';
import type { LiveRows } from '../../app/use-rows.ts';
import { EmptyState } from '../../design/EmptyState.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { OfficeFilter } from '../OfficeFilter.tsx';

export type ReportName = 'expiring' | 'reorder' | 'idle' | 'ageing' | 'turnover' | 'transit' | 'places' | 'asOf';

export interface ReportProps<Row> {
  readonly report: ReportName;
  readonly icon: LucideIcon;
  readonly list: Pick<LiveRows<Row>, 'rows' | 'ready' | 'refusal'> & Partial<Pick<LiveRows<Row>, 'more' | 'unfinished'>>;
  readonly columns: readonly DataColumn<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowTone?: (row: Row) => 'warn' | 'hatched' | undefined;
  readonly exported: OfferedList;
  /** Filters beside the office. */
  readonly filters?: ReactNode;
  readonly allOffices?: boolean;
}

export function Report<Row extends { readonly itemId: string | null }>({ report, icon, list, columns, rowKey, rowTone, exported, filters, allOffices = false }: ReportProps<Row>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { item } = useParams();
  const { search, narrow } = useNarrowing();
  const openKey = list.rows.find(({ itemId }) => itemId !== null && itemId === item);
  if (list.refusal !== undefined && !list.ready) return <ErrorNotice>{list.refusal.reason}</ErrorNotice>;
  if (!list.ready) return <Skeleton rows={14} />;
  return (
    <DataTable
      label={t(`analysis.tabs.${report}`)}
      columns={columns}
      rows={list.rows}
      rowKey={rowKey}
      openKey={openKey === undefined ? undefined : rowKey(openKey)}
      onOpen={(row) => {
        if (row.itemId !== null) void navigate({ pathname: `/stock/analysis/item/${row.itemId}`, search: search.toString() });
      }}
      {...(rowTone === undefined ? {} : { rowTone })}
      {...(list.more === undefined ? {} : { onEnd: list.more })}
      unfinished={list.unfinished ?? false}
      bar={
        <>
          {allOffices ? null : <OfficeFilter value={search.get('office') ?? undefined} onChange={(code) => narrow('office', code)} />}
          {filters}
          <ExportMenu lists={[exported]} />
        </>
      }
      empty={<EmptyState icon={icon} title={t(`analysis.empty.${report}`)} hint={t(`analysis.empty.${report}Hint`)} />}
    />
  );
}

/** The filters of a report stand in the address. */
export function useNarrowing(): { readonly search: URLSearchParams; readonly office: { readonly office?: string }; readonly narrow: (name: string, value: string | null | undefined) => void } {
  const [search, setSearch] = useSearchParams();
  const office = search.get('office');
  return {
    search,
    office: office === null ? {} : { office },
    narrow(name, value) {
      const next = new URLSearchParams(search);
      if (value === null || value === undefined || value === '') next.delete(name);
      else next.set(name, value);
      setSearch(next, { replace: true });
    },
  };
}
