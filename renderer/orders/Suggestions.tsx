/** What is to be ordered, chosen and changed where one knows better, and ordered in one go. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { ClipboardCheck, ClipboardList } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useForm } from '../app/form.ts';
import { useKeys } from '../app/keyboard/keys.tsx';
import type { RowOf } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { useMay } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { sumQuantities } from '../design/format/quantity.ts';
import { plainTyped } from '../design/format/typed.ts';
import { KeyHint } from '../design/KeyHint.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import styles from './Orders.module.css';

type Suggested = RowOf<'order.suggest'>;

const MOVES = ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter', 'Backspace'];

export function Suggestions() {
  const { t } = useTranslation();
  const say = useSay();
  const navigate = useNavigate();
  const mayOrder = useMay('order.createSuggested');
  const form = useForm('order.createSuggested');
  const suggested = useRows('order.suggest', {});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = suggested.rows.filter((row) => row.supplier !== null && !left.has(row.itemId));
  const general = form.generalError([]);

  async function order(): Promise<void> {
    if (wanted.length === 0) return;
    const output = await form.submit({ lines: wanted.map((row) => ({ item: row.itemId, quantity: plainTyped(changed.get(row.itemId) ?? row.quantity) })) });
    if (output === undefined) return;
    setLeft(new Set());
    setChanged(new Map());
    say.done(t('orders.suggest.ordered', { count: output.orders.length }));
    void navigate('/stock/orders?view=purchase');
  }

  useKeys(mayOrder ? [{ keys: 'F8', label: t('orders.suggest.order', { count: wanted.length }), run: () => void order() }] : []);

  const columns = useMemo<readonly DataColumn<Suggested>[]>(() => {
    const figure = (id: 'onHand' | 'reserved' | 'point' | 'target', yields: boolean): DataColumn<Suggested> => ({
      id,
      header: t(`orders.columns.${id}`),
      align: 'end',
      value: (row) => Number(row[id]),
      width: 92,
      yields,
      cell: (row) => <Quantity value={row[id]} />,
    });
    return [
      {
        id: 'item',
        header: t('orders.columns.item'),
        value: (row) => row.item,
        width: 140,
        cell: (row) => (
          <Checkbox
            aria-label={t('orders.suggest.pick', { item: row.item })}
            label={<strong>{row.item}</strong>}
            disabled={!mayOrder || row.supplier === null}
            checked={row.supplier !== null && !left.has(row.itemId)}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              setLeft((before) => new Set(checked ? [...before].filter((id) => id !== row.itemId) : [...before, row.itemId]));
            }}
          />
        ),
      },
      { id: 'name', header: t('orders.columns.name'), value: (row) => row.itemName, width: { grow: 3, least: 140 } },
      { id: 'supplier', header: t('orders.columns.supplier'), value: (row) => row.supplierName ?? '', width: { grow: 2, least: 170 }, cell: (row) => row.supplierName ?? <span className="quiet">{t('orders.suggest.noSupplier')}</span> },
      figure('onHand', false),
      { id: 'coming', header: t('orders.columns.coming'), align: 'end', value: (row) => Number(row.inTransit) + Number(row.onOrder), width: 112, cell: (row) => <Quantity value={sumQuantities([row.inTransit, row.onOrder])} /> },
      figure('reserved', false),
      figure('point', true),
      figure('target', true),
      {
        id: 'quantity',
        header: t('orders.columns.suggested'),
        align: 'end',
        value: (row) => Number(row.quantity),
        width: 150,
        cell: (row) =>
          mayOrder && row.supplier !== null ? (
            <TextInput
              size="xs"
              classNames={{ input: styles.figure ?? '' }}
              aria-label={t('orders.suggest.quantityOf', { item: row.item })}
              inputMode="decimal"
              rightSection={<span className="quiet">{row.unit}</span>}
              value={changed.get(row.itemId) ?? row.quantity}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setChanged((before) => new Map([...before, [row.itemId, value]]));
              }}
              onKeyDown={(event) => {
                // What is typed here neither filters the table nor moves in it.
                if (event.key.length === 1 || MOVES.includes(event.key)) event.stopPropagation();
              }}
            />
          ) : (
            <Quantity value={row.quantity} unit={row.unit} />
          ),
      },
    ];
  }, [t, mayOrder, left, changed]);

  return suggested.ready ? (
    <>
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <DataTable
        label={t('orders.tabs.suggest')}
        columns={columns}
        rows={suggested.rows}
        rowKey={(row) => row.itemId}
        onEnd={suggested.more}
        unfinished={suggested.unfinished}
        bar={
          mayOrder ? (
            <Button variant="filled" title={t('orders.suggest.hint')} disabled={wanted.length === 0} loading={form.running} leftSection={<ClipboardCheck size={14} aria-hidden />} rightSection={<KeyHint keys="F8" />} onClick={() => void order()}>
              {t('orders.suggest.order', { count: wanted.length })}
            </Button>
          ) : null
        }
        empty={<EmptyState icon={ClipboardList} title={t('orders.empty.suggest')} hint={t('orders.emptyHint.suggest')} />}
      />
    </>
  ) : (
    <Skeleton rows={12} />
  );
}
