/** Orders: purchases and sales, and what is to be ordered. */
import { Button, SegmentedControl, Select } from '@mantine/core';
import { ClipboardList, Plus } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { useListViews } from '../app/use-list-views.ts';
import { Chip, OfficeChip } from '../design/Chip.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { Day, Moment } from '../design/Moment.tsx';
import { Page } from '../design/Page.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { OrderForm } from './OrderForm.tsx';
import { STATE_TONES, type Order, type OrderKind } from './order-types.ts';
import { OfficePicker, PartnerPicker } from './pickers.tsx';
import { Suggestions } from './Suggestions.tsx';
import styles from './Orders.module.css';

const STATES = ['unfinished', 'all', 'open', 'part', 'done', 'over', 'closed', 'cancelled'] as const;
type StateFilter = (typeof STATES)[number];

export function OrdersPage({ header }: { readonly header: ReactNode }) {
  const { t } = useTranslation();
  const { order } = useParams();
  const [search, setSearch] = useSearchParams();
  const given = (['purchase', 'sale', 'suggest'] as const).find((each) => each === search.get('view'));
  // A link from elsewhere names the order alone: it stands in the list of its kind.
  const opened = useLive('order.read', given === undefined && order !== undefined ? { order } : undefined);
  const view = given ?? opened.value?.kind ?? 'purchase';
  const undecided = given === undefined && order !== undefined && opened.value === undefined && opened.refusal === undefined;
  return (
    <Page drawer={<Outlet />}>
      {header}
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label={t('orders.label')}
          value={view}
          data={(['purchase', 'sale', 'suggest'] as const).map((value) => ({ value, label: t(`orders.tabs.${value}`) }))}
          onChange={(value) => setSearch({ view: value })}
        />
      </div>
      {undecided ? <Skeleton rows={12} /> : view === 'suggest' ? <Suggestions /> : <Orders key={view} kind={view} />}
    </Page>
  );
}

function Orders({ kind }: { readonly kind: OrderKind }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { order: open } = useParams();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const views = useListViews(`orders-${kind}`, ['view', 'new']);
  const mayOrder = useMay('order.create');
  const adding = mayOrder && search.has('new');
  const state = STATES.find((each) => each === search.get('state')) ?? 'unfinished';
  const office = search.get('office');
  const partner = search.get('partner');
  const set = (name: string, value: string | null): void =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      if (value === null) after.delete(name);
      else after.set(name, value);
      return after;
    });
  const orders = useRows('order.list', {
    kind,
    ...(state === 'all' ? {} : { state }),
    ...(office === null ? {} : { office }),
    ...(partner === null ? {} : { partner }),
  });
  useKeys(mayOrder ? [{ keys: 'n', label: t(`orders.new.${kind}`), run: () => set('new', '') }] : []);
  const columns = useMemo<readonly DataColumn<Order>[]>(
    () => [
      { id: 'number', header: t('orders.columns.number'), value: (row) => row.number, width: 184, cell: (row) => <strong className="tabular">{row.number}</strong> },
      { id: 'partner', header: t('orders.columns.partner'), value: (row) => row.partnerName, width: { grow: 2, least: 150 } },
      { id: 'office', header: t('orders.columns.office'), value: (row) => row.office, width: 70, cell: (row) => <OfficeChip code={row.office} own={row.office === session.office.code} />, yields: true },
      {
        id: 'state',
        header: t('orders.columns.state'),
        value: (row) => t(`orders.states.${row.state}`),
        width: 176,
        cell: (row) => (
          <>
            <Chip tone={STATE_TONES[row.state]}>{t(`orders.states.${row.state}`)}</Chip> {row.collided ? <Chip tone="warn">{t('orders.collided')}</Chip> : null}
          </>
        ),
      },
      { id: 'due', header: t('orders.columns.due'), value: (row) => row.due ?? '', width: 100, cell: (row) => (row.due === null ? '–' : <Day day={row.due} />) },
      { id: 'progress', header: t('orders.columns.progress'), align: 'end', value: (row) => row.finishedLines / row.lines, width: 92, cell: (row) => <span className="tabular">{`${String(row.finishedLines)} / ${String(row.lines)}`}</span>, yields: true },
      { id: 'amount', header: t('orders.columns.amount'), align: 'end', value: (row) => Number(row.amount ?? 0), width: 116, cell: (row) => (row.amount === null ? '–' : <Quantity value={row.amount} />) },
      { id: 'by', header: t('orders.columns.by'), value: (row) => row.byName, width: 92, yields: true },
      { id: 'time', header: t('orders.columns.time'), value: (row) => row.atMs, width: 128, cell: (row) => <Moment ms={row.atMs} />, yields: true },
    ],
    [t, session.office.code],
  );
  const add = mayOrder ? (
    <Button data-tool variant="light" title={t(`orders.new.${kind}`)} leftSection={<Plus size={14} aria-hidden />} rightSection={<KeyHint keys="N" />} onClick={() => set('new', '')}>
      {t(`orders.new.${kind}`)}
    </Button>
  ) : null;
  return (
    <>
      {orders.ready ? (
        <DataTable
          label={t(`orders.tabs.${kind}`)}
          views={views}
          columns={columns}
          rows={orders.rows}
          rowKey={(row) => row.id}
          openKey={open}
          onOpen={(row) => void navigate({ pathname: `/stock/orders/${row.id}`, search: search.toString() })}
          onEnd={orders.more}
          unfinished={orders.unfinished}
          bar={
            <>
              <Select
                w={120}
                allowDeselect={false}
                aria-label={t('orders.filter.state')}
                data={STATES.map((value) => ({ value, label: stateLabel(value) }))}
                value={state}
                onChange={(value) => set('state', value)}
              />
              <OfficePicker value={office} onChange={(code) => set('office', code)} />
              <PartnerPicker width={170} role={kind === 'purchase' ? 'supplier' : 'customer'} placeholder={t('orders.filter.allPartners')} value={partner} onChange={(id) => set('partner', id)} />
              {add}
            </>
          }
          empty={<EmptyState icon={ClipboardList} title={t(`orders.empty.${kind}`)} hint={t(`orders.emptyHint.${kind}`)} />}
        />
      ) : (
        <Skeleton rows={12} />
      )}
      <OrderForm kind={kind} opened={adding} onClose={() => set('new', null)} />
    </>
  );

  function stateLabel(value: StateFilter): string {
    return value === 'unfinished' || value === 'all' ? t(`orders.filter.${value}`) : t(`orders.states.${value}`);
  }
}
