import { PackageSearch } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Quantity } from '../../design/Quantity.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { Report, useNarrowing } from './Report.tsx';
import { itemColumns, officeColumn, quantityColumn } from './report-columns.tsx';

type Row = RowOf<'stock.reorder'>;

export function Reorder() {
  const { t } = useTranslation();
  const { office: own } = useSession();
  const { office } = useNarrowing();
  const list = useRows('stock.reorder', office);
  const columns = useMemo<readonly DataColumn<Row>[]>(
    () => [
      ...itemColumns<Row>(t),
      officeColumn<Row>(t, own.code),
      quantityColumn<Row>('onHand', t('analysis.onHand'), (row) => row.onHand),
      quantityColumn<Row>('inTransit', t('analysis.onTheWay'), (row) => row.inTransit),
      quantityColumn<Row>('point', t('analysis.point'), (row) => row.point),
      quantityColumn<Row>('target', t('analysis.target'), (row) => row.target),
      quantityColumn<Row>('missing', t('analysis.missing'), (row) => row.missing, { cell: (row) => <Quantity value={row.missing} unit={row.unit} strong /> }),
    ],
    [t, own.code],
  );
  return <Report report="reorder" icon={PackageSearch} list={list} columns={columns} rowKey={(row) => `${row.office} ${row.itemId}`} exported={{ list: 'reorder', filter: office }} />;
}
