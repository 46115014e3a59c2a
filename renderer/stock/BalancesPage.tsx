/** Stock by item and office, as far as it is known here. */
import { ActionIcon, Button, Switch } from '@mantine/core';
import { ClipboardList, PackageOpen, Plus, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { ExportMenu } from '../app/files/ExportMenu.tsx';
import { ImportButton } from '../app/files/ImportButton.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useLive } from '../app/office-context.tsx';
import { usePrint } from '../app/print/print-context.ts';
import { useRows } from '../app/use-rows.ts';
import { useWatermarks } from '../app/watermarks.ts';
import { useListViews } from '../app/use-list-views.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { Page } from '../design/Page.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { isBehind, MergedWatermark } from '../design/Watermark.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { ItemForm } from './item/ItemForm.tsx';
import { OfficeFilter } from './OfficeFilter.tsx';
import { pivotBalances, type ItemBalances } from './pivot.ts';
import { StockHeader } from './StockHeader.tsx';
import styles from './Stock.module.css';

/** Items of one print at most. */
const MOST_ITEMS = 500;

export function BalancesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { item: openItem } = useParams();
  const [search, setSearch] = useSearchParams();
  const views = useListViews('balances');
  const [creating, setCreating] = useState(false);
  const session = useSession();
  const print = usePrint();
  const mayCreate = useMay('item.create');
  const office = search.get('office') ?? undefined;
  const belowZero = search.has('below-zero');
  const balances = useRows('stock.balance', { ...(office === undefined ? {} : { office }), ...(belowZero ? { belowZero: true } : {}) });
  const catalogue = useRows('item.list', { discontinued: false });
  const offices = useLive('office.list', { limit: 1000 }).value?.rows;
  const marks = useWatermarks();

  const narrowed = office !== undefined || belowZero;
  const items = useMemo(() => pivotBalances(balances.rows, narrowed ? [] : catalogue.rows), [balances.rows, catalogue.rows, narrowed]);
  // Each list fetches what is left of it; one that has all does nothing.
  const more = (): void => {
    balances.more();
    catalogue.more();
  };
  const columns = useMemo(() => {
    const shown = (offices ?? []).filter((each) => office === undefined || each.code === office);
    return [
      { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 120, cell: (row) => <strong>{row.item}</strong> },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.name, width: { grow: 2, least: 180 } },
      { id: 'category', header: t('stock.columns.category'), value: (row) => row.category, width: { grow: 1, least: 96 }, yields: true },
      ...shown.map(
        ({ code, name }): DataColumn<ItemBalances> => ({
          id: `office-${code}`,
          header: code === session.office.code ? `${code} · ${name}` : code,
          align: 'end',
          width: code === session.office.code ? 116 : 100,
          value: (row) => Number(row.byOffice.get(code) ?? 0),
          cell: (row) => {
            const quantity = row.byOffice.get(code);
            const mark = marks.get(code);
            return (
              <span className={mark !== undefined && isBehind(mark) ? styles.behind : undefined}>
                {quantity === undefined ? <span className={styles.none}>–</span> : <Quantity value={quantity} />}
              </span>
            );
          },
        }),
      ),
      {
        id: 'inTransit',
        header: t('stock.columns.inTransit'),
        align: 'end',
        width: 84,
        yields: true,
        value: (row) => Number(row.inTransit),
        cell: (row) => (row.inTransit === '0' ? <span className={styles.none}>–</span> : <Quantity value={row.inTransit} />),
      },
      { id: 'total', header: t('stock.columns.total'), align: 'end', width: 104, value: (row) => Number(row.total), cell: (row) => <Quantity value={row.total} strong /> },
      { id: 'unit', header: t('stock.columns.unit'), value: (row) => row.unit, width: 64, yields: true },
    ] satisfies DataColumn<ItemBalances>[];
  }, [offices, office, marks, session.office.code, t]);

  return (
    <Page drawer={<Outlet />}>
      <StockHeader view="balances" note={<MergedWatermark marks={[...marks.values()]} />} />
      {balances.ready && catalogue.ready && offices !== undefined ? (
        <DataTable
          key={office ?? ''}
          label={t('stock.balances.label')}
          views={views}
          columns={columns}
          rows={items}
          rowKey={(row) => row.itemId}
          openKey={openItem}
          onOpen={(row) => void navigate({ pathname: `/stock/item/${row.itemId}`, search: search.toString() })}
          rowTone={(row) => (row.belowZero ? 'warn' : undefined)}
          onEnd={more}
          unfinished={balances.unfinished || catalogue.unfinished}
          actions={(shown) => (
            <>
              <ActionIcon aria-label={t('print.shown')} title={t('print.shown')} disabled={shown.length === 0} onClick={() => print({ kind: 'labels', items: shown.slice(0, MOST_ITEMS).map(({ itemId }) => itemId) })}>
                <Printer size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon aria-label={t('print.shownCount')} title={t('print.shownCount')} disabled={shown.length === 0} onClick={() => print({ kind: 'count-sheet', items: shown.slice(0, MOST_ITEMS).map(({ itemId }) => itemId) })}>
                <ClipboardList size={14} aria-hidden />
              </ActionIcon>
            </>
          )}
          bar={
            <>
              <OfficeFilter value={office} onChange={(code) => setSearch(withParam(search, 'office', code))} />
              <Switch
                label={t('stock.balances.belowZero')}
                checked={belowZero}
                onChange={(event) => setSearch(withParam(search, 'below-zero', event.currentTarget.checked ? '' : undefined))}
              />
              {mayCreate ? (
                <Button data-tool variant="subtle" title={t('stock.balances.newItem')} leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
                  {t('stock.balances.newItem')}
                </Button>
              ) : null}
              <ImportButton table="items" />
              <ExportMenu lists={[{ list: 'balances', filter: { ...(office === undefined ? {} : { office }), ...(belowZero ? { belowZero: true } : {}) } }, { list: 'items' }]} />
            </>
          }
          empty={
            <EmptyState
              icon={PackageOpen}
              title={t('stock.balances.empty')}
              hint={t('stock.balances.emptyHint')}
              action={
                mayCreate ? (
                  <>
                    <Button onClick={() => void navigate('/import?table=items')}>{t('stock.balances.fromFile')}</Button>{' '}
                    <Button variant="filled" onClick={() => setCreating(true)}>
                      {t('stock.balances.newItem')}
                    </Button>
                  </>
                ) : undefined
              }
            />
          }
        />
      ) : (
        <Skeleton rows={14} />
      )}
      <ItemForm way="create" opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function withParam(search: URLSearchParams, name: string, value: string | undefined): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return next;
}
