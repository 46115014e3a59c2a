/** Counts of this office: what is due today, what is under way, to review and posted. */
import { Button, SegmentedControl } from '@mantine/core';
import { ClipboardCheck, ClipboardList, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import type { RowOf } from '../../app/office.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { useMay, useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip, type Tone } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Page } from '../../design/Page.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { dayOf } from '../../design/format/date.ts';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { useNow } from '../../design/use-now.ts';
import { StockHeader } from '../StockHeader.tsx';
import { PlanCount } from './PlanCount.tsx';
import styles from './Counts.module.css';

export type Count = RowOf<'count.list'>;

export const STATE_TONES: Readonly<Record<Count['state'], Tone>> = { counting: 'accent', review: 'warn', posted: 'good', cancelled: 'plain' };

export function CountsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { office } = useSession();
  const [search, setSearch] = useSearchParams();
  const [planning, setPlanning] = useState(false);
  const mayPlan = useMay('count.plan');
  const shown = search.has('all') ? 'all' : search.has('posted') ? 'posted' : 'open';
  const counts = useRows('count.list', { office: office.code, ...(shown === 'all' ? {} : { state: shown }) });
  useKeys(mayPlan ? [{ keys: 'n', label: t('counts.plan'), run: () => setPlanning(true) }] : []);
  const columns = useMemo<readonly DataColumn<Count>[]>(
    () => [
      { id: 'title', header: t('counts.columns.title'), value: (row) => row.title, width: { grow: 1, least: 200 }, cell: (row) => <strong>{row.title}</strong> },
      { id: 'state', header: t('counts.columns.state'), value: (row) => t(`counts.states.${row.state}`), width: 104, cell: (row) => <Chip tone={STATE_TONES[row.state]}>{t(`counts.states.${row.state}`)}</Chip> },
      { id: 'scope', header: t('counts.columns.scope'), value: (row) => `${t(`counts.scopes.${row.scope}`)} · ${t(row.blind ? 'counts.blind' : 'counts.prefilled')}`, width: 168 },
      {
        id: 'progress',
        header: t('counts.columns.progress'),
        align: 'end',
        value: (row) => (row.places === 0 ? 0 : row.counted / row.places),
        width: 104,
        cell: (row) => <span className="tabular">{t('counts.progress', { counted: row.counted, places: row.places })}</span>,
      },
      { id: 'posted', header: t('counts.columns.posted'), value: (row) => row.posted.map(({ number }) => number).join(' '), width: 176, yields: true, cell: (row) => <span className="tabular">{row.posted.map(({ number }) => number).join(' ')}</span> },
      { id: 'by', header: t('counts.columns.by'), value: (row) => row.byName, width: 104 },
      { id: 'time', header: t('counts.columns.time'), value: (row) => row.atMs, width: 128, cell: (row) => <Moment ms={row.atMs} /> },
    ],
    [t],
  );
  const plan = mayPlan ? (
    <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} rightSection={<KeyHint keys="N" />} onClick={() => setPlanning(true)}>
      {t('counts.plan')}
    </Button>
  ) : null;
  return (
    <Page>
      <StockHeader view="counts" />
      {mayPlan ? <DueToday /> : null}
      {counts.ready ? (
        <DataTable
          key={shown}
          label={t('counts.label')}
          columns={columns}
          rows={counts.rows}
          rowKey={(row) => row.id}
          onOpen={(row) => void navigate(`/stock/counts/${row.id}`)}
          rowTone={(row) => (row.state === 'review' ? 'warn' : undefined)}
          onEnd={counts.more}
          unfinished={counts.unfinished}
          bar={
            <>
              <SegmentedControl
                aria-label={t('counts.label')}
                value={shown}
                data={(['open', 'posted', 'all'] as const).map((value) => ({ value, label: t(`counts.filters.${value}`) }))}
                onChange={(value) => setSearch(value === 'open' ? {} : { [value]: '' })}
              />
              {plan}
            </>
          }
          empty={<EmptyState icon={ClipboardList} title={t('counts.empty')} hint={t('counts.emptyHint')} action={plan} />}
        />
      ) : (
        <Skeleton rows={10} />
      )}
      {planning ? <PlanCount onClose={() => setPlanning(false)} /> : null}
    </Page>
  );
}

/** The few items that are to be counted today, and one button that begins. */
function DueToday() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const now = useNow();
  const due = useLive('count.due', {}).value;
  const plan = useCommand('count.plan');
  async function start(): Promise<void> {
    const result = await plan.run({ title: t('counts.due.planTitle', { day: dayOf(now) }), scope: 'rolling', blind: true });
    if (result.ok) void navigate(`/stock/counts/${result.value.id}`);
  }
  const rows = due?.rows ?? [];
  return (
    <section className={styles.due} aria-label={t('counts.due.title')}>
      <ClipboardCheck size={20} strokeWidth={1.6} aria-hidden />
      <div className={styles.dueWords}>
        <h2>{t('counts.due.title')}</h2>
        <div className="quiet">
          {due === undefined ? ' ' : rows.length === 0 && due.underWay === 0 && due.done === 0 ? t('counts.due.none') : t('counts.due.progress', { perDay: due.perDay, done: due.done, underWay: due.underWay, left: rows.length, due: due.due })}
        </div>
        {rows.length === 0 ? null : (
          <div className={styles.dueItems}>
            {rows.map((row) => (
              <Chip key={row.itemId} title={`${t('counts.due.item', { class: row.valueClass, days: row.intervalDays })} · ${row.countedAtMs === null ? t('counts.due.never') : `${t('counts.due.last')} ${dayOf(row.countedAtMs)}`}`}>
                {row.valueClass} {row.itemName}
              </Chip>
            ))}
          </div>
        )}
      </div>
      <Button disabled={rows.length === 0} loading={plan.running} onClick={() => void start()}>
        {t('counts.due.start')}
      </Button>
    </section>
  );
}
