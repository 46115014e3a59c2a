import { Boxes } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRows } from '../app/use-rows.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { sumQuantities } from '../design/format/quantity.ts';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';

interface CategoryStock {
  readonly category: string;
  readonly items: number;
  readonly belowZero: number;
  readonly inTransit: string;
}

/** The stock of all offices by category: how much is held, where it is wrong. */
export function MergedStock() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const balances = useRows('stock.balance', {});
  const rows = useMemo<readonly CategoryStock[]>(
    () =>
      [...Map.groupBy(balances.rows, (row) => row.category ?? '–')].map(([category, group]) => ({
        category,
        items: new Set(group.map((row) => row.itemId)).size,
        belowZero: group.filter((row) => Number(row.quantity) < 0).length,
        inTransit: sumQuantities(group.map((row) => row.inTransitIn)),
      })),
    [balances.rows],
  );
  const columns = useMemo<readonly DataColumn<CategoryStock>[]>(
    () => [
      { id: 'category', header: t('stock.columns.category'), value: (row) => row.category, width: { grow: 1, least: 200 } },
      {
        id: 'items',
        header: t('headquarters.measures.items'),
        align: 'end',
        value: (row) => row.items,
        width: 130,
        sum: (shown) => shown.reduce((sum, row) => sum + row.items, 0),
      },
      {
        id: 'belowZero',
        header: t('headquarters.measures.belowZero'),
        align: 'end',
        value: (row) => row.belowZero,
        width: 130,
        sum: (shown) => shown.reduce((sum, row) => sum + row.belowZero, 0),
      },
      { id: 'inTransit', header: t('headquarters.measures.inTransit'), align: 'end', value: (row) => Number(row.inTransit), width: 130, cell: (row) => <Quantity value={row.inTransit} /> },
    ],
    [t],
  );
  if (!balances.ready) return <Skeleton rows={10} />;
  return (
    <DataTable
      label={t('headquarters.merged')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.category}
      rowTone={(row) => (row.belowZero > 0 ? 'warn' : undefined)}
      onOpen={() => void navigate('/stock')}
      onEnd={balances.more}
      empty={<EmptyState icon={Boxes} title={t('stock.balances.empty')} hint={t('stock.balances.emptyHint')} />}
    />
  );
}
