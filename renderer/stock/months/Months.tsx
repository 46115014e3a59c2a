/** The months that were closed, newest first; one that is opened shows its figures and what arrived after it. */
import { Button } from '@mantine/core';
import { CalendarCheck2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import type { RowOf } from '../../app/office.ts';
import { useLive } from '../../app/office-context.tsx';
import { useMay } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { CloseMonth } from './CloseMonth.tsx';
import { ClosedMonth } from './ClosedMonth.tsx';
import { STATE_TONES } from './state-tones.ts';

type Closing = RowOf<'month.list'>;

export function Months() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [closing, setClosing] = useState(false);
  const list = useRows('month.list', {});
  const next = useLive('month.next', {}).value;
  const mayClose = useMay('month.close') && next?.closed === false;
  const opened = list.rows.find(({ id }) => id === search.get('closing'));
  useKeys(mayClose ? [{ keys: 'F8', label: t('analysis.months.close', { month: next.month }), run: () => setClosing(true) }] : []);
  const columns = useMemo<readonly DataColumn<Closing>[]>(
    () => [
      { id: 'month', header: t('analysis.months.month'), value: (row) => row.month, width: 96, cell: (row) => <strong>{row.month}</strong> },
      { id: 'scope', header: t('analysis.months.scope'), value: (row) => row.office ?? t('analysis.months.all'), width: 112 },
      { id: 'state', header: t('analysis.months.state'), value: (row) => t(`analysis.months.states.${row.state}`), width: 152, cell: (row) => <Chip tone={STATE_TONES[row.state]}>{t(`analysis.months.states.${row.state}`)}</Chip> },
      { id: 'lines', header: t('analysis.months.lines'), align: 'end', value: (row) => row.lines, width: 88, cell: (row) => <span className="tabular">{row.lines}</span> },
      { id: 'value', header: t('analysis.months.value'), align: 'end', value: (row) => Number(row.value), width: 140, cell: (row) => <Quantity value={row.value} strong /> },
      { id: 'late', header: t('analysis.months.late'), align: 'end', value: (row) => row.late, width: 112, cell: (row) => (row.late === 0 ? <span className="quiet">–</span> : <Chip tone="warn">{String(row.late)}</Chip>) },
      { id: 'missing', header: t('analysis.months.missing'), value: (row) => row.missing.join(' '), width: { grow: 1, least: 100 }, yields: true },
      { id: 'by', header: t('analysis.months.by'), value: (row) => row.byName, width: 100, yields: true },
      { id: 'at', header: t('analysis.months.at'), value: (row) => row.atMs, width: 128, cell: (row) => <Moment ms={row.atMs} /> },
    ],
    [t],
  );
  if (opened !== undefined) return <ClosedMonth closing={opened} onBack={() => setSearch({ tab: 'months' })} />;
  const button = mayClose ? (
    <Button variant="filled" leftSection={<CalendarCheck2 size={15} aria-hidden />} rightSection={<KeyHint keys="F8" />} onClick={() => setClosing(true)}>
      {t('analysis.months.close', { month: next.month })}
    </Button>
  ) : null;
  return (
    <>
      {list.ready && next !== undefined ? (
        <DataTable
          label={t('analysis.months.label')}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          onOpen={(row) => setSearch({ tab: 'months', closing: row.id })}
          rowTone={(row) => (row.state === 'differs' ? 'warn' : undefined)}
          onEnd={list.more}
          unfinished={list.unfinished}
          bar={button}
          empty={<EmptyState icon={CalendarCheck2} title={t('analysis.months.empty')} hint={t('analysis.months.emptyHint')} />}
        />
      ) : (
        <Skeleton rows={8} />
      )}
      {closing && mayClose ? <CloseMonth month={next.month} incomplete={next.incomplete} onClose={() => setClosing(false)} /> : null}
    </>
  );
}
