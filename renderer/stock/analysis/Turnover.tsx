import { SegmentedControl, Select } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../app/office.ts';
import { useLive } from '../../app/office-context.tsx';
import { useMay } from '../../app/session.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { useNow } from '../../design/use-now.ts';
import { dayOf } from '../../design/format/date.ts';
import { Report, useNarrowing } from './Report.tsx';
import { moneyColumn, quantityColumn } from './report-columns.tsx';
import { TurnoverChart } from './TurnoverChart.tsx';

type Row = Output<'stock.turnover'>['rows'][number];
const BYS = ['item', 'category', 'office'] as const;
const MONTHS_BACK = 36;

/** The months up to that of a moment, the newest first. */
function monthsUpTo(ms: number): readonly string[] {
  const [year = 0, month = 1] = dayOf(ms).split('-').map(Number);
  return Array.from({ length: MONTHS_BACK }, (_, back) => dayOf(new Date(year, month - 1 - back, 1).getTime()).slice(0, 7));
}

export function Turnover() {
  const { t } = useTranslation();
  const now = useNow();
  const seesValue = useMay('stock.valuation');
  const { search, office, narrow } = useNarrowing();
  const month = dayOf(now).slice(0, 7);
  const months = useMemo(() => monthsUpTo(new Date(`${month}-15`).getTime()), [month]);
  const to = months.find((each) => each === search.get('to')) ?? month;
  const from = months.find((each) => each === search.get('from')) ?? months[2] ?? month;
  const by = BYS.find((each) => each === search.get('by')) ?? 'item';
  const filter = { ...office, from: from < to ? from : to, until: to, by };
  const answer = useLive('stock.turnover', filter);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...(by === 'item' ? [{ id: 'key', header: t('stock.columns.item'), value: (row: Row) => row.key, width: 108, cell: (row: Row) => <strong>{row.key}</strong> }] : []),
      { id: 'name', header: by === 'item' ? t('stock.columns.name') : t(`analysis.bys.${by}`), value: (row) => (row.name === '' ? t('analysis.uncategorised') : row.name), width: { grow: 2, least: 140 } },
      ...(by === 'item'
        ? [
            quantityColumn<Row>('opening', t('analysis.opening'), (row) => row.opening, { yields: true }),
            quantityColumn<Row>('received', t('analysis.received'), (row) => row.received, { yields: true }),
            quantityColumn<Row>('issued', t('analysis.issued'), (row) => row.issued),
            quantityColumn<Row>('closing', t('analysis.closing'), (row) => row.closing),
          ]
        : []),
      ...(seesValue ? [moneyColumn<Row>('issuedValue', t('analysis.issuedValue'), (row) => row.issuedValue), moneyColumn<Row>('averageValue', t('analysis.averageValue'), (row) => row.averageValue, { width: 128 })] : []),
      { id: 'turns', header: t('analysis.turns'), align: 'end', width: 88, value: (row) => Number(row.turns ?? 0), cell: (row) => <span className="tabular">{row.turns ?? '–'}</span> },
      { id: 'days', header: t('analysis.daysOfStock'), align: 'end', width: 108, value: (row) => row.daysOfStock ?? 0, cell: (row) => <span className="tabular">{row.daysOfStock ?? '–'}</span> },
    ],
    [t, by, seesValue],
  );
  return (
    <>
      <TurnoverChart office={office.office} to={to} seesValue={seesValue} />
      <Report
        key={by}
        report="turnover"
        icon={RefreshCw}
        list={{ rows: answer.value?.rows ?? [], ready: answer.value !== undefined, refusal: answer.refusal }}
        columns={columns}
        rowKey={(row) => row.itemId ?? row.key}
        exported={{ list: 'turnover', filter }}
        filters={
          <>
            <Select w={104} allowDeselect={false} aria-label={t('analysis.from')} value={filter.from} data={[...months]} onChange={(value) => narrow('from', value)} />
            <Select w={104} allowDeselect={false} aria-label={t('analysis.to')} value={to} data={[...months]} onChange={(value) => narrow('to', value)} />
            <SegmentedControl aria-label={t('analysis.by')} value={by} data={BYS.map((value) => ({ value, label: t(`analysis.bys.${value}`) }))} onChange={(value) => narrow('by', value)} />
          </>
        }
      />
    </>
  );
}
