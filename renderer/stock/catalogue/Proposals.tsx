/** Items that branches propose: headquarters accepts them or merges them into one that exists. */
import { Button } from '@mantine/core';
import { PackageCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/office-context.tsx';
import type { RowOf } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { OfficeChip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { MergeItem } from '../item/MergeItem.tsx';
import styles from '../Stock.module.css';

type Proposal = RowOf<'item.proposals'>;

export function Proposals() {
  const { t } = useTranslation();
  const say = useSay();
  const mayAccept = useMay('item.accept');
  const accept = useCommand('item.accept');
  const proposals = useRows('item.proposals', {});
  const [merging, setMerging] = useState<Proposal | undefined>(undefined);
  const columns = useMemo<readonly DataColumn<Proposal>[]>(
    () => [
      { id: 'office', header: t('stock.columns.office'), value: (row) => row.proposedBy ?? '', width: 76, cell: (row) => <OfficeChip code={row.proposedBy ?? ''} /> },
      { id: 'code', header: t('stock.columns.item'), value: (row) => row.code, width: 120, cell: (row) => <strong>{row.code}</strong> },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.name, width: { grow: 1, least: 160 } },
      { id: 'unit', header: t('stock.columns.unit'), value: (row) => row.unit, width: 60 },
      { id: 'barcode', header: t('stock.item.barcode'), value: (row) => row.barcodes.join('、'), width: 150, yields: true },
      { id: 'by', header: t('stock.proposal.by'), value: (row) => row.byName, width: 110 },
      { id: 'time', header: t('stock.columns.time'), value: (row) => row.atMs, width: 128, cell: (row) => <Moment ms={row.atMs} /> },
      {
        id: 'actions',
        header: t('design.table.actions'),
        value: () => '',
        width: 170,
        cell: (row) =>
          mayAccept ? (
            <span className={styles.buttons}>
              <Button
                size="compact-xs"
                variant="light"
                onClick={() =>
                  void accept.run({ item: row.id }).then((result) => {
                    if (result.ok) say.done(t('stock.proposal.accepted', { item: `${row.code} ${row.name}` }));
                  })
                }
              >
                {t('stock.proposal.accept')}
              </Button>
              <Button size="compact-xs" onClick={() => setMerging(row)}>
                {t('stock.proposal.merge')}
              </Button>
            </span>
          ) : null,
      },
    ],
    [t, mayAccept, accept, say],
  );
  if (!proposals.ready) return <Skeleton rows={6} />;
  return (
    <>
      <DataTable
        label={t('stock.catalogue.tabs.proposals')}
        columns={columns}
        rows={proposals.rows}
        rowKey={(row) => row.id}
        onEnd={proposals.more}
        unfinished={proposals.unfinished}
        empty={<EmptyState icon={PackageCheck} title={t('stock.proposal.empty')} hint={t('stock.proposal.emptyHint')} />}
      />
      {merging === undefined ? null : <MergeItem item={merging} onClose={() => setMerging(undefined)} />}
    </>
  );
}
