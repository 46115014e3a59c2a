/** A closing: its figures as they were closed, and what late records change in them. */
import { Button, SegmentedControl } from '@mantine/core';
import { ArrowLeft, CalendarCheck2, FileClock, ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../../app/files/ExportMenu.tsx';
import type { RowOf } from '../../app/office.ts';
import { useCommand } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { itemColumns, moneyColumn, officeColumn, quantityColumn } from '../analysis/report-columns.tsx';
import { STATE_TONES } from './state-tones.ts';
import styles from '../Stock.module.css';

type Closing = RowOf<'month.list'>;
type Figure = RowOf<'month.read'>;
type Adjustment = RowOf<'month.adjustments'>;
type Part = 'figures' | 'adjustments';

export function ClosedMonth({ closing, onBack }: { readonly closing: Closing; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const [part, setPart] = useState<Part>('figures');
  const verify = useCommand('month.verify');
  async function verifyAgain(): Promise<void> {
    const result = await verify.run({ closing: closing.id });
    if (result.ok) say.done(t('analysis.months.verifying'));
    else say.refusal(result.refusal, 'month.verify');
  }
  const filter = { closing: closing.id };
  const bar = (
    <>
      <SegmentedControl
        aria-label={t('analysis.months.tabsLabel')}
        value={part}
        data={(['figures', 'adjustments'] as const).map((value) => ({ value, label: t(`analysis.months.tabs.${value}`) }))}
        onChange={(value) => setPart(value)}
      />
      <ExportMenu lists={[{ list: 'month', filter }, { list: 'month-adjustments', filter }]} />
    </>
  );
  return (
    <>
      <div className={`${styles.tabs ?? ''} ${styles.heading ?? ''}`}>
        <Button size="compact-sm" variant="subtle" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={onBack}>
          {t('analysis.months.back')}
        </Button>
        <h2>{closing.month}</h2>
        <span className="quiet">{closing.office ?? t('analysis.months.all')}</span>
        <Chip tone={STATE_TONES[closing.state]}>{t(`analysis.months.states.${closing.state}`)}</Chip>
        {closing.missing.length === 0 ? null : (
          <Chip tone="warn">
            {t('analysis.months.missing')} {closing.missing.join(' ')}
          </Chip>
        )}
        <Quantity value={closing.value} strong />
        <Button size="compact-sm" leftSection={<ShieldCheck size={14} aria-hidden />} loading={verify.running} onClick={() => void verifyAgain()}>
          {t('analysis.months.verify')}
        </Button>
      </div>
      {part === 'figures' ? <Figures closing={closing.id} bar={bar} /> : <Adjustments closing={closing.id} bar={bar} />}
    </>
  );
}

interface PartProps {
  readonly closing: string;
  readonly bar: React.ReactNode;
}

function Figures({ closing, bar }: PartProps) {
  const { t } = useTranslation();
  const { office } = useSession();
  const list = useRows('month.read', { closing });
  const columns = useMemo<readonly DataColumn<Figure>[]>(
    () => [
      ...itemColumns<Figure>(t).slice(0, 2),
      officeColumn<Figure>(t, office.code),
      quantityColumn<Figure>('quantity', t('stock.columns.quantity'), (row) => row.quantity, { width: 140 }),
      moneyColumn<Figure>('value', t('analysis.value'), (row) => row.value, { width: 140 }),
    ],
    [t, office.code],
  );
  if (!list.ready) return <Skeleton rows={12} />;
  return (
    <DataTable
      label={t('analysis.months.figures')}
      columns={columns}
      rows={list.rows}
      rowKey={(row) => `${row.office} ${row.itemId}`}
      onEnd={list.more}
      unfinished={list.unfinished}
      bar={bar}
      empty={<EmptyState icon={CalendarCheck2} title={t('analysis.months.noFigures')} hint={t('analysis.months.noFiguresHint')} />}
    />
  );
}

function Adjustments({ closing, bar }: PartProps) {
  const { t } = useTranslation();
  const { office } = useSession();
  const list = useRows('month.adjustments', { closing });
  const columns = useMemo<readonly DataColumn<Adjustment>[]>(
    () => [
      ...itemColumns<Adjustment>(t).slice(0, 2),
      officeColumn<Adjustment>(t, office.code),
      quantityColumn<Adjustment>('closed', t('analysis.months.quantityClosed'), (row) => row.quantityClosed, { yields: true }),
      quantityColumn<Adjustment>('change', t('analysis.months.quantityChange'), (row) => row.quantityChange, { cell: (row) => <Quantity value={row.quantityChange} unit={row.unit} signed /> }),
      moneyColumn<Adjustment>('valueClosed', t('analysis.months.valueClosed'), (row) => row.valueClosed, { yields: true }),
      moneyColumn<Adjustment>('valueChange', t('analysis.months.valueChange'), (row) => row.valueChange, { cell: (row) => <Quantity value={row.valueChange} signed /> }),
      { id: 'numbers', header: t('analysis.months.numbers'), value: (row) => row.numbers, width: { grow: 1, least: 168 }, cell: (row) => <span className="tabular">{row.numbers}</span> },
    ],
    [t, office.code],
  );
  if (!list.ready) return <Skeleton rows={12} />;
  return (
    <DataTable
      label={t('analysis.months.adjustments')}
      columns={columns}
      rows={list.rows}
      rowKey={(row) => `${row.office} ${row.itemId}`}
      onEnd={list.more}
      unfinished={list.unfinished}
      bar={bar}
      empty={<EmptyState icon={FileClock} title={t('analysis.months.noAdjustments')} hint={t('analysis.months.noAdjustmentsHint')} />}
    />
  );
}
