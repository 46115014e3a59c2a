import { Select } from '@mantine/core';
import { Hourglass } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Moment } from '../../design/Moment.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, moneyColumn, officeColumn, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.idle'>;
const DAYS = ['30', '90', '180', '365'] as const;

export function Idle() {
  const { t } = useTranslation();
  const { office: own } = useSession();
  const seesValue = useMay('stock.valuation');
  const { search, office, narrow } = useNarrowing();
  const days = DAYS.find((each) => each === search.get('days')) ?? '90';
  const filter = { ...office, days: Number(days) };
  const list = useRows('stock.idle', filter);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t),
      officeColumn<Row>(t, own.code),
      quantityColumn<Row>('quantity', t('stock.columns.quantity'), (row) => row.quantity),
      { id: 'lastIssue', header: t('analysis.lastIssue'), value: (row) => row.lastIssueMs ?? 0, width: 128, cell: (row) => (row.lastIssueMs === null ? <span className="quiet">{t('analysis.never')}</span> : <Moment ms={row.lastIssueMs} />) },
      { id: 'idle', header: t('analysis.idle'), align: 'end', value: (row) => row.idleDays, width: 96, cell: (row) => <span className="tabular">{t('analysis.days', { days: row.idleDays })}</span> },
      ...(seesValue ? [moneyColumn<Row>('value', t('analysis.value'), (row) => row.value)] : []),
    ],
    [t, own.code, seesValue],
  );
  return (
    <Report
      report="idle"
      icon={Hourglass}
      list={list}
      columns={columns}
      rowKey={(row) => `${row.office} ${row.itemId}`}
      exported={{ list: 'idle', filter }}
      filters={<Select w={150} allowDeselect={false} aria-label={t('analysis.idleFor')} value={days} data={DAYS.map((value) => ({ value, label: t('analysis.idleDays', { days: value }) }))} onChange={(value) => narrow('days', value)} />}
    />
  );
}
