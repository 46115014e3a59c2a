/** Transfers between offices: what is to be received here, and what is on its way. */
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { ArrowRightLeft, Printer } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import type { RowOf } from '../app/office.ts';
import { usePrint } from '../app/print/print-context.ts';
import { ExportMenu } from '../app/files/ExportMenu.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useRows } from '../app/use-rows.ts';
import { useListViews } from '../app/use-list-views.ts';
import { OfficeChip } from '../design/Chip.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Moment } from '../design/Moment.tsx';
import { Page } from '../design/Page.tsx';
import { Quantity } from '../design/Quantity.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { quantityOfThousandths, quantityThousandths } from '../design/format/quantity.ts';
import { StockHeader } from './StockHeader.tsx';
import { StateChips } from './transfer/StateChips.tsx';
import styles from './Stock.module.css';

type Transfer = RowOf<'stock.transfers'>;

/** A transfer is a row for each of its items. */
const keyOf = (row: Transfer): string => `${row.id} ${row.itemId}`;

const thousandths = (quantity: string): bigint => quantityThousandths(quantity) ?? 0n;

const goodOf = ({ received, damaged, refused }: Transfer): string => quantityOfThousandths(thousandths(received) - thousandths(damaged) - thousandths(refused));

export function TransfersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { office } = useSession();
  const mayAccept = useMay('stock.receiveTransfer');
  const [search, setSearch] = useSearchParams();
  const views = useListViews('transfers');
  const print = usePrint();
  const all = search.has('all');
  const transfers = useRows('stock.transfers', all ? {} : { office: office.code, direction: 'in', state: 'in-transit' });
  const columns = useMemo<readonly DataColumn<Transfer>[]>(
    () => [
      { id: 'number', header: t('stock.columns.number'), value: (row) => row.number, width: 164, cell: (row) => <span className="tabular">{row.number}</span> },
      { id: 'from', header: t('stock.columns.from'), value: (row) => row.from, width: 64, cell: (row) => <OfficeChip code={row.from} own={row.from === office.code} /> },
      { id: 'to', header: t('stock.columns.to'), value: (row) => row.to, width: 64, cell: (row) => <OfficeChip code={row.to} own={row.to === office.code} /> },
      { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 104, yields: true },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.itemName, width: { grow: 1, least: 190 } },
      { id: 'sent', header: t('stock.columns.sent'), align: 'end', value: (row) => Number(row.sent), width: 92, cell: (row) => <Quantity value={row.sent} unit={row.unit} /> },
      { id: 'received', header: t('stock.columns.received'), align: 'end', value: (row) => Number(row.received), width: 92, cell: (row) => <Quantity value={row.received} unit={row.unit} /> },
      { id: 'state', header: t('stock.columns.state'), value: (row) => t(`stock.states.${row.state}`), width: 152, cell: (row) => <StateChips state={row.state} damaged={row.damaged} refused={row.refused} good={goodOf(row)} /> },
      { id: 'time', header: t('stock.columns.time'), value: (row) => row.sentAtMs ?? 0, width: 128, cell: (row) => (row.sentAtMs === null ? '–' : <Moment ms={row.sentAtMs} />) },
      {
        id: 'accept',
        header: t('design.table.actions'),
        value: () => '',
        width: 96,
        cell: (row) => (
          <span className={styles.actions}>
            <ActionIcon size="sm" aria-label={t('print.document', { number: row.number })} title={t('print.document', { number: row.number })} onClick={() => print({ kind: 'document', number: row.number, office: row.from })}>
              <Printer size={14} aria-hidden />
            </ActionIcon>
            {mayAccept && row.to === office.code && row.state === 'in-transit' ? (
            <Button size="compact-xs" variant="light" onClick={() => void navigate(`/stock/transfers/${row.id}`)}>
              {t('stock.transfers.accept')}
            </Button>
          ) : null}
          </span>
        ),
      },
    ],
    [t, office.code, mayAccept, print, navigate],
  );
  return (
    <Page>
      <StockHeader view="transfers" />
      {transfers.ready ? (
        <DataTable
          label={t('stock.transfers.label')}
          views={views}
          columns={columns}
          rows={transfers.rows}
          rowKey={keyOf}
          onOpen={(row) => void navigate(`/stock/transfers/${row.id}`)}
          onEnd={transfers.more}
          unfinished={transfers.unfinished}
          bar={
            <>
              <SegmentedControl
                aria-label={t('stock.transfers.label')}
                value={all ? 'all' : 'mine'}
                data={[
                  { value: 'mine', label: t('stock.transfers.toReceive') },
                  { value: 'all', label: t('stock.transfers.all') },
                ]}
                onChange={(value) => setSearch(value === 'all' ? { all: '' } : {})}
              />
              <ExportMenu lists={[{ list: 'transfers', filter: all ? {} : { office: office.code, direction: 'in', state: 'in-transit' } }]} />
            </>
          }
          empty={<EmptyState icon={ArrowRightLeft} title={t('stock.transfers.empty')} hint={t('stock.transfers.emptyHint')} />}
        />
      ) : (
        <Skeleton rows={10} />
      )}
    </Page>
  );
}
