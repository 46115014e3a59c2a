/** Items with filters; opened beside the list. Headquarters adds them, a branch proposes them. */
import { Button, Select, Switch } from '@mantine/core';
import { PackageOpen, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { ItemThumb } from '../../app/ItemThumb.tsx';
import { useLive } from '../../app/office-context.tsx';
import type { RowOf } from '../../app/office.ts';
import { useMay } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { ItemForm } from '../item/ItemForm.tsx';
import { categoryChoices } from './category-tree.ts';

type Item = RowOf<'item.list'>;

export function Items() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { item: openItem } = useParams();
  const [search] = useSearchParams();
  const [category, setCategory] = useState<string | null>(null);
  const [tracking, setTracking] = useState<string | null>(null);
  const [belowReorder, setBelowReorder] = useState(false);
  const [withDiscontinued, setWithDiscontinued] = useState(false);
  const [adding, setAdding] = useState(false);
  const mayCreate = useMay('item.create');
  const mayPropose = useMay('item.propose');
  const categories = useLive('category.list', {}).value?.rows ?? [];
  const items = useRows('item.list', {
    ...(category === null ? {} : { category }),
    ...(tracking === null ? {} : { tracking: tracking as Item['tracking'] }),
    ...(belowReorder ? { belowReorder: true } : {}),
    ...(withDiscontinued ? {} : { discontinued: false }),
  });
  // Names stand under each other, with a photo or without.
  const pictured = items.rows.some(({ photo }) => photo);
  const columns = useMemo<readonly DataColumn<Item>[]>(
    () => [
      { id: 'code', header: t('stock.columns.item'), value: (row) => row.code, width: 120, cell: (row) => <strong>{row.code}</strong> },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.name, width: { grow: 2, least: 170 }, ...(pictured ? { cell: (row: Item) => <PicturedName row={row} /> } : {}) },
      { id: 'category', header: t('stock.columns.category'), value: (row) => row.category ?? '', width: { grow: 1, least: 96 }, yields: true },
      { id: 'unit', header: t('stock.columns.unit'), value: (row) => row.unit, width: 60 },
      { id: 'packs', header: t('stock.itemForm.packs'), value: (row) => packsOf(row), width: { grow: 1, least: 110 }, yields: true },
      { id: 'barcode', header: t('stock.item.barcode'), value: (row) => row.barcode ?? '', width: 132, yields: true, cell: (row) => <span className="tabular">{row.barcode ?? ''}</span> },
      { id: 'tracking', header: t('stock.itemForm.tracking'), value: (row) => (row.tracking === 'none' ? '' : t(`stock.trackings.${row.tracking}`)), width: 96, yields: true },
      {
        id: 'status',
        header: t('stock.catalogue.status'),
        value: (row) => row.proposedBy ?? '',
        width: 178,
        cell: (row) => (
          <>
            {row.proposedBy === null ? null : <Chip tone="warn">{t('stock.catalogue.proposed', { office: row.proposedBy })}</Chip>}
            {row.collided.length === 0 ? null : <Chip tone="warn">{t('stock.catalogue.collided')}</Chip>}
            {row.discontinued ? <Chip>{t('stock.item.discontinued')}</Chip> : null}
          </>
        ),
      },
    ],
    [t, pictured],
  );
  const add = mayCreate || mayPropose ? t(mayCreate ? 'stock.catalogue.newItem' : 'stock.catalogue.propose') : undefined;
  return (
    <>
      {items.ready ? (
        <DataTable
          crowded
          label={t('stock.catalogue.tabs.items')}
          columns={columns}
          rows={items.rows}
          rowKey={(row) => row.id}
          openKey={openItem}
          onOpen={(row) => void navigate({ pathname: `/stock/catalogue/item/${row.id}`, search: search.toString() })}
          onEnd={items.more}
          unfinished={items.unfinished}
          bar={
            <>
              <Select
                w={150}
                maw={150}
                clearable
                searchable
                aria-label={t('stock.columns.category')}
                placeholder={t('stock.catalogue.allCategories')}
                data={categoryChoices(categories)}
                value={category}
                onChange={setCategory}
              />
              <Select
                w={140}
                maw={140}
                clearable
                aria-label={t('stock.itemForm.tracking')}
                placeholder={t('stock.catalogue.allTrackings')}
                data={(['none', 'lot', 'serial'] as const).map((value) => ({ value, label: t(`stock.trackings.${value}`) }))}
                value={tracking}
                onChange={setTracking}
              />
              <Switch label={t('stock.catalogue.belowReorder')} checked={belowReorder} onChange={(event) => setBelowReorder(event.currentTarget.checked)} />
              <Switch label={t('stock.catalogue.withDiscontinued')} checked={withDiscontinued} onChange={(event) => setWithDiscontinued(event.currentTarget.checked)} />
              {add === undefined ? null : (
                <Button data-tool variant="subtle" title={add} leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
                  {add}
                </Button>
              )}
            </>
          }
          empty={<EmptyState icon={PackageOpen} title={t('stock.catalogue.empty')} hint={t('stock.catalogue.emptyHint')} />}
        />
      ) : (
        <Skeleton rows={14} />
      )}
      <ItemForm way={mayCreate ? 'create' : 'propose'} opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function PicturedName({ row }: { readonly row: Item }) {
  return (
    <>
      <ItemThumb item={row.id} has={row.photo} />
      <span title={row.name}>{row.name}</span>
    </>
  );
}

function packsOf(item: Item): string {
  return item.packs.map(({ unit, quantity }) => `${unit} ${quantity}`).join(' · ');
}
