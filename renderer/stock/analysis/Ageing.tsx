import { SegmentedControl } from '@mantine/core';
import { CalendarRange } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { useMay } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import type { DataColumn } from '../../design/table/columns.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, moneyColumn, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.ageing'>;
const AGES = ['30', '90', '180', '365', 'Older'] as const;

/** Nothing of an age is a dash, so that what there is stands out. */
function unlessZero(amount: string | null): string | null {
  return amount === null || Number(amount) === 0 ? null : amount;
}

export function Ageing() {
  const { t } = useTranslation();
  const seesValue = useMay('stock.valuation');
  const { search, office, narrow } = useNarrowing();
  const byValue = seesValue && search.get('show') === 'value';
  const list = useRows('stock.ageing', office);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t),
      ...(byValue
        ? [...AGES.map((age) => moneyColumn<Row>(age, t(`analysis.age.age${age}`), (row) => unlessZero(row[`value${age}`]), { width: 108 })), moneyColumn<Row>('value', t('analysis.value'), (row) => row.value)]
        : [...AGES.map((age) => quantityColumn<Row>(age, t(`analysis.age.age${age}`), (row) => unlessZero(row[`quantity${age}`]), { width: 108 })), quantityColumn<Row>('quantity', t('analysis.onHand'), (row) => row.quantity)]),
    ],
    [t, byValue],
  );
  return (
    <Report
      key={byValue ? 'value' : 'quantity'}
      report="ageing"
      icon={CalendarRange}
      list={list}
      columns={columns}
      rowKey={(row) => row.itemId}
      exported={{ list: 'ageing', filter: office }}
      filters={
        seesValue ? (
          <SegmentedControl
            aria-label={t('analysis.measure')}
            value={byValue ? 'value' : 'quantity'}
            data={[
              { value: 'quantity', label: t('analysis.byQuantity') },
              { value: 'value', label: t('analysis.byValue') },
            ]}
            onChange={(value) => narrow('show', value === 'value' ? value : undefined)}
          />
        ) : null
      }
    />
  );
}
