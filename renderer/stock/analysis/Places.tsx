import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Boxes } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import type { RowOf } from '../../app/office.ts';
import { useLive } from '../../app/office-context.tsx';
import { useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Day } from '../../design/Moment.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, officeColumn, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.places'>;
/** Typing is waited out before the list is asked for. */
const PAUSE_MS = 250;

export function Places() {
  const { t } = useTranslation();
  const { office: own } = useSession();
  const { search, office, narrow } = useNarrowing();
  const [lot, setLot] = useState('');
  const [askedLot] = useDebouncedValue(lot.trim(), PAUSE_MS);
  const location = search.get('location');
  const category = search.get('category');
  const locations = useLive('location.list', { office: office.office ?? own.code }).value?.rows ?? [];
  const categories = useLive('category.list', {}).value?.rows ?? [];
  const filter = { ...office, ...(askedLot === '' ? {} : { lot: askedLot }), ...(location === null ? {} : { location }), ...(category === null ? {} : { category }) };
  const list = useRows('stock.places', filter);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t),
      officeColumn<Row>(t, own.code),
      { id: 'location', header: t('stock.columns.location'), value: (row) => (row.location === DEFAULT_LOCATION ? t('stock.mainLocation') : row.location), width: 120 },
      { id: 'lot', header: t('stock.columns.lot'), value: (row) => row.lot, width: 128, cell: (row) => (row.lot === '' ? <span className="quiet">–</span> : row.lot) },
      { id: 'expiry', header: t('analysis.expiry'), value: (row) => row.expiry ?? '', width: 112, cell: (row) => (row.expiry === null ? <span className="quiet">–</span> : <Day day={row.expiry} />) },
      quantityColumn<Row>('quantity', t('stock.columns.quantity'), (row) => row.quantity),
    ],
    [t, own.code],
  );
  return (
    <Report
      report="places"
      icon={Boxes}
      list={list}
      columns={columns}
      rowKey={(row) => `${row.office} ${row.itemId} ${row.location} ${row.lot}`}
      rowTone={(row) => (Number(row.quantity) < 0 ? 'warn' : undefined)}
      exported={{ list: 'places', filter }}
      filters={
        <>
          <Select w={130} clearable clearButtonProps={{ 'aria-label': t('design.clear') }} aria-label={t('stock.columns.category')} placeholder={t('analysis.allCategories')} value={category} data={categories.map(({ id, name }) => ({ value: id, label: name }))} onChange={(value) => narrow('category', value)} />
          <Select w={116} clearable clearButtonProps={{ 'aria-label': t('design.clear') }} aria-label={t('stock.columns.location')} placeholder={t('analysis.atLocation')} value={location} data={locations.map(({ code }) => code)} onChange={(value) => narrow('location', value)} />
          <TextInput w={116} aria-label={t('analysis.lotFrom')} placeholder={t('analysis.lotFrom')} value={lot} onChange={(event) => setLot(event.currentTarget.value)} />
        </>
      }
    />
  );
}
