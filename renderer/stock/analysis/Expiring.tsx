import { Select } from '@mantine/core';
import { CalendarClock } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip } from '../../design/Chip.tsx';
import { Day } from '../../design/Moment.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, moneyColumn, officeColumn, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.expiring'>;
const DAYS = ['7', '30', '90', '180', '365'] as const;
/** Days left from which a lot is pressing. */
const PRESSING = 30;

export function Expiring() {
  const { t } = useTranslation();
  const { office: own } = useSession();
  const seesValue = useMay('stock.valuation');
  const { search, office, narrow } = useNarrowing();
  const days = DAYS.find((each) => each === search.get('days')) ?? '90';
  const filter = { ...office, days: Number(days) };
  const list = useRows('stock.expiring', filter);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t),
      officeColumn<Row>(t, own.code),
      { id: 'lot', header: t('stock.columns.lot'), value: (row) => row.lot, width: 120 },
      { id: 'expiry', header: t('analysis.expiry'), value: (row) => row.expiry, width: 128, cell: (row) => <Day day={row.expiry} /> },
      {
        id: 'left',
        header: t('analysis.daysLeft'),
        value: (row) => row.daysLeft,
        width: 132,
        cell: (row) => (row.daysLeft < 0 ? <Chip tone="stop">{t('analysis.expired', { days: -row.daysLeft })}</Chip> : row.daysLeft <= PRESSING ? <Chip tone="warn">{t('analysis.days', { days: row.daysLeft })}</Chip> : t('analysis.days', { days: row.daysLeft })),
      },
      quantityColumn<Row>('quantity', t('stock.columns.quantity'), (row) => row.quantity),
      ...(seesValue ? [moneyColumn<Row>('value', t('analysis.value'), (row) => row.value)] : []),
    ],
    [t, own.code, seesValue],
  );
  return (
    <Report
      report="expiring"
      icon={CalendarClock}
      list={list}
      columns={columns}
      rowKey={(row) => `${row.office} ${row.itemId} ${row.lot}`}
      rowTone={(row) => (row.daysLeft < 0 ? 'warn' : undefined)}
      exported={{ list: 'expiring', filter }}
      filters={<Select w={140} allowDeselect={false} aria-label={t('analysis.within')} value={days} data={DAYS.map((value) => ({ value, label: t('analysis.withinDays', { days: value }) }))} onChange={(value) => narrow('days', value)} />}
    />
  );
}
