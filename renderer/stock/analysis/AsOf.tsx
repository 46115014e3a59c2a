import { History } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { useRows } from '../../app/use-rows.ts';
import { DayInput } from '../../design/DayInput.tsx';
import { dayOf } from '../../design/format/date.ts';
import type { DataColumn } from '../../design/table/columns.ts';
import { useNow } from '../../design/use-now.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.asOf'>;

export function AsOf() {
  const { t } = useTranslation();
  const now = useNow();
  const { search, office, narrow } = useNarrowing();
  const today = dayOf(now);
  const named = search.get('day');
  const day = named !== null && /^\d{4}-\d{2}-\d{2}$/.test(named) ? named : today;
  const filter = { ...office, day };
  const list = useRows('stock.asOf', filter);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t),
      quantityColumn<Row>('quantity', t('analysis.onDay'), (row) => row.quantity, { width: 140 }),
      quantityColumn<Row>('now', t('analysis.now'), (row) => row.now, { width: 140 }),
    ],
    [t],
  );
  return (
    <Report
      report="asOf"
      icon={History}
      list={list}
      columns={columns}
      rowKey={(row) => row.itemId}
      rowTone={(row) => (Number(row.quantity) < 0 ? 'warn' : undefined)}
      exported={{ list: 'as-of', filter }}
      filters={
        <DayInput w={150} aria-label={t('analysis.day')} maxDate={today} value={day} onChange={(value) => narrow('day', value)} />
      }
    />
  );
}
