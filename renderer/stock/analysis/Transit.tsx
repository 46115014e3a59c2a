import { Truck } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { OfficeChip } from '../../design/Chip.tsx';
import { daysApart } from '../../design/format/date.ts';
import { Moment } from '../../design/Moment.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { useNow } from '../../design/use-now.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.transfers'>;

export function Transit() {
  const { t } = useTranslation();
  const now = useNow();
  const { office: own } = useSession();
  const { office } = useNarrowing();
  const filter = { ...office, state: 'in-transit' } as const;
  const list = useRows('stock.transfers', filter);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t).slice(0, 2),
      { id: 'number', header: t('stock.columns.number'), value: (row) => row.number, width: 168, cell: (row) => <span className="tabular">{row.number}</span> },
      { id: 'from', header: t('stock.columns.from'), value: (row) => row.from, width: 76, cell: (row) => <OfficeChip code={row.from} own={row.from === own.code} /> },
      { id: 'to', header: t('stock.columns.to'), value: (row) => row.to, width: 76, cell: (row) => <OfficeChip code={row.to} own={row.to === own.code} /> },
      { id: 'sentOn', header: t('analysis.sentOn'), value: (row) => row.sentAtMs ?? 0, width: 128, cell: (row) => (row.sentAtMs === null ? '–' : <Moment ms={row.sentAtMs} />) },
      { id: 'days', header: t('analysis.wayDays'), align: 'end', value: (row) => (row.sentAtMs === null ? 0 : daysApart(now, row.sentAtMs)), width: 116, cell: (row) => <span className="tabular">{row.sentAtMs === null ? '–' : t('analysis.days', { days: daysApart(now, row.sentAtMs) })}</span> },
      quantityColumn<Row>('inTransit', t('analysis.onTheWay'), (row) => row.inTransit),
    ],
    [t, own.code, now],
  );
  return <Report report="transit" icon={Truck} list={list} columns={columns} rowKey={(row) => `${row.id} ${row.itemId}`} exported={{ list: 'transfers', filter }} />;
}
