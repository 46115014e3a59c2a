/** Items with filters, also by the fields that headquarters defines, which are columns too; opened beside the list. Headquarters adds them, a branch proposes them. */
import { Button, Select, Switch } from '@mantine/core';
import { FilterX, PackageOpen, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { ExportMenu } from '../../app/files/ExportMenu.tsx';
import { ItemThumb } from '../../app/ItemThumb.tsx';
import { useLive } from '../../app/office-context.tsx';
import type { RowOf } from '../../app/office.ts';
import { useMay } from '../../app/session.tsx';
import { useListViews } from '../../app/use-list-views.ts';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { useRows } from '../../app/use-rows.ts';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { fieldName, type CustomField } from '../item/custom-fields.ts';
import { ItemForm } from '../item/ItemForm.tsx';
import { categoryChoices } from './category-tree.ts';
import { customFilterOf, withoutCustomFilter, withWanted } from './custom-filter.ts';
import { CustomFilters } from './CustomFilters.tsx';

type Item = RowOf<'item.list'>;

const TRACKINGS = ['none', 'lot', 'serial'] as const;

export function Items() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { item: openItem } = useParams();
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const views = useListViews('items', ['tab']);
  const category = search.get('category');
  const tracking = TRACKINGS.find((each) => each === search.get('tracking'));
  const belowReorder = search.has('below-reorder');
  const withDiscontinued = search.has('discontinued');
  const custom = customFilterOf(search);
  const customButton = useRef<HTMLButtonElement>(null);
  const [adding, setAdding] = useState(false);
  const mayCreate = useMay('item.create');
  const mayPropose = useMay('item.propose');
  const categories = useLive('category.list', {}).value?.rows ?? [];
  const defined = useLive('item-field.list', {}).value?.rows;
  const filter = {
    ...(category === null ? {} : { category }),
    ...(tracking === undefined ? {} : { tracking }),
    ...(belowReorder ? { belowReorder: true } : {}),
    ...(withDiscontinued ? {} : { discontinued: false }),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
  const items = useRows('item.list', { ...filter, withCustom: true });
  const refused = useRefusalText(items.refusal, 'item.list');
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
      ...(defined ?? []).filter(({ retired }) => !retired).map((field) => customColumn(field, fieldName(field, language))),
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
    [t, pictured, defined, language],
  );
  // A field that is left and another that is chosen at once may both change the address before it is drawn.
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  }, [search]);
  function change(next: (search: URLSearchParams) => URLSearchParams): void {
    latest.current = next(latest.current);
    setSearch(latest.current, { replace: true });
  }
  function narrow(name: string, value: string | null): void {
    change((before) => new URLSearchParams([...[...before].filter(([each]) => each !== name), ...(value === null ? [] : [[name, value]])]));
  }
  const add = mayCreate || mayPropose ? t(mayCreate ? 'stock.catalogue.newItem' : 'stock.catalogue.propose') : undefined;
  const clearButton = (
    <Button
      onClick={() => {
        change((before) => withoutCustomFilter(before));
        // This button goes with what it clears.
        customButton.current?.focus();
      }}
    >
      {t('stock.customFilter.clearAll')}
    </Button>
  );
  return (
    <>
      {defined !== undefined && (items.ready || refused !== undefined) ? (
        <DataTable
          crowded
          views={views}
          label={t('stock.catalogue.tabs.items')}
          columns={columns}
          rows={refused === undefined ? items.rows : []}
          rowKey={(row) => row.id}
          openKey={openItem}
          onOpen={(row) => void navigate({ pathname: `/stock/catalogue/item/${row.id}`, search: search.toString() })}
          onEnd={items.more}
          unfinished={items.unfinished}
          bar={(folded) => (
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
                onChange={(value) => narrow('category', value)}
              />
              <Select
                w={140}
                maw={140}
                clearable
                aria-label={t('stock.itemForm.tracking')}
                placeholder={t('stock.catalogue.allTrackings')}
                data={TRACKINGS.map((value) => ({ value, label: t(`stock.trackings.${value}`) }))}
                value={tracking ?? null}
                onChange={(value) => narrow('tracking', value)}
              />
              <Switch label={t('stock.catalogue.belowReorder')} checked={belowReorder} onChange={(event) => narrow('below-reorder', event.currentTarget.checked ? '' : null)} />
              <Switch label={t('stock.catalogue.withDiscontinued')} checked={withDiscontinued} onChange={(event) => narrow('discontinued', event.currentTarget.checked ? '' : null)} />
              <CustomFilters
                fields={defined}
                filter={custom}
                folded={folded}
                button={customButton}
                onWanted={(field, wanted) => change((before) => withWanted(before, field, wanted))}
                onClear={(field) => change((before) => withoutCustomFilter(before, field))}
              />
              {add === undefined ? null : (
                <Button data-tool variant="subtle" title={add} leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
                  {add}
                </Button>
              )}
              {folded ? null : <ExportMenu lists={[{ list: 'items', filter }]} />}
            </>
          )}
          empty={
            refused === undefined ? (
              <EmptyState icon={PackageOpen} title={t('stock.catalogue.empty')} hint={t('stock.catalogue.emptyHint')} {...(Object.keys(custom).length === 0 ? {} : { action: clearButton })} />
            ) : (
              <EmptyState icon={FilterX} title={t('stock.customFilter.refused')} hint={refused} action={clearButton} />
            )
          }
        />
      ) : (
        <Skeleton rows={14} />
      )}
      <ItemForm way={mayCreate ? 'create' : 'propose'} opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

/** Left out until it is chosen. A number is ordered by its size and shown as it was given. */
function customColumn({ id, type }: CustomField, header: string): DataColumn<Item> {
  const given = (row: Item): string => row.custom?.[id] ?? '';
  return {
    id: `custom-${id}`,
    header,
    optional: true,
    width: type === 'text' ? { grow: 1, least: 120 } : 112,
    ...(type === 'number' ? { align: 'end' } : {}),
    value: (row) => (type === 'number' && given(row) !== '' ? Number(given(row)) : given(row)),
    cell: (row) => (
      <span className={type === 'number' || type === 'date' ? 'tabular' : undefined} title={given(row)}>
        {given(row)}
      </span>
    ),
  };
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
