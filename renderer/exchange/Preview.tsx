/** The third step: what each row would do, wrong rows first. Writing is one command, all of it or nothing. */
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import type { Output, RowOf } from '../app/office.ts';
import { useRows } from '../app/use-rows.ts';
import { Chip, type Tone } from '../design/Chip.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import type { DataColumn } from '../design/table/columns.ts';
import { DataTable } from '../design/table/DataTable.tsx';
import { useLanguage } from '../i18n/index.ts';
import type { Checked, Table } from './ImportPage.tsx';
import styles from './Exchange.module.css';

type Row = RowOf<'import.rows'>;
type State = Row['state'];

const STATES: readonly State[] = ['wrong', 'changed', 'new', 'unchanged'];
/** Fields shown at once of those that the file has; the others on demand. Where much is told, few say which row it is. */
const SHOWN_FIELDS: Readonly<Record<State, number>> = { wrong: 2, changed: 2, new: 7, unchanged: 7 };
const TONES: Readonly<Record<State, Tone>> = { wrong: 'stop', changed: 'warn', new: 'good', unchanged: 'plain' };

export interface PreviewProps {
  readonly table: Table;
  readonly checked: Checked;
  readonly onBack: () => void;
  readonly onApplied: (applied: Output<'import.apply'>) => void;
}

export function Preview({ table, checked, onBack, onApplied }: PreviewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [state, setState] = useState<State>(STATES.find((each) => checked[each] > 0) ?? 'unchanged');
  const [leaveOut, setLeaveOut] = useState(false);
  const rows = useRows('import.rows', { import: checked.import, state });
  const apply = useForm('import.apply');
  const problem = apply.generalError([]);
  const writes = checked.new + checked.changed;
  // Columns that the file has not are no columns here.
  const inFile = [...new Set(rows.rows.flatMap(({ values }) => values.map(({ field }) => field)))].join(' ');
  const tells = rows.rows.some(({ problems, changes, notices, heldBy }) => heldBy !== null || problems.length + changes.length + notices.length > 0);
  const columns = useMemo<readonly DataColumn<Row>[]>(() => {
    const present = inFile.split(' ');
    const told = (row: Row): string[] =>
      [
        ...(row.heldBy === null ? [] : [t('exchange.heldBy', { row: row.heldBy })]),
        ...row.problems.map(({ fieldName, found, expected }) =>
          t(found === '' ? 'exchange.problemEmpty' : 'exchange.problem', { field: fieldName[language], found, expected: expected[language] }),
        ),
        ...row.changes.map(({ fieldName, before, after }) => t('exchange.change', { field: fieldName[language], before: before ?? t('exchange.nothing'), after })),
        ...row.notices.map(({ fieldName, found, read }) => t('exchange.notice', { field: fieldName[language], found, read })),
      ];
    return [
      { id: 'row', header: t('exchange.row'), align: 'end', value: (row) => row.row, width: 64 },
      { id: 'state', header: t('exchange.state'), value: (row) => t(`exchange.states.${row.state}`), width: 88, cell: (row) => <Chip tone={TONES[row.state]}>{t(`exchange.states.${row.state}`)}</Chip> },
      ...(tells
        ? [
            {
              id: 'told',
              header: t('exchange.told'),
              value: (row: Row) => told(row).join(t('exchange.between')),
              width: { grow: 5, least: 480 },
              cell: (row: Row) => (
                <span className={row.state === 'wrong' ? styles.wrong : undefined}>
                  {told(row).map((text) => (
                    <span key={text} className={styles.told} title={text}>
                      {text}
                    </span>
                  ))}
                </span>
              ),
            },
          ]
        : []),
      // What is wrong or changes is told in words; of the cells only those are shown that say which row it is.
      ...table.fields.filter(({ field }) => present.includes(field)).map(
        ({ field, name, figure }, index): DataColumn<Row> => ({
          id: field,
          header: name[language],
          align: figure ? 'end' : 'start',
          value: (row) => row.values.find((each) => each.field === field)?.value ?? '',
          width: { grow: 1, least: 96 },
          optional: index >= SHOWN_FIELDS[state],
        }),
      ),
    ];
  }, [t, language, table, state, inFile, tells]);

  async function submit(): Promise<void> {
    const applied = await apply.submit({ import: checked.import, leaveOut });
    if (applied !== undefined) onApplied(applied);
  }

  return (
    <>
      <div className={styles.counts}>
        <SegmentedControl
          aria-label={t('exchange.countsLabel')}
          value={state}
          data={STATES.map((value) => ({ value, label: `${t(`exchange.states.${value}`)} ${String(checked[value])}` }))}
          onChange={(value) => setState(value)}
        />
        <span className={styles.push} />
        {checked.wrong === 0 ? null : (
          <Switch label={t('exchange.leaveOut', { count: checked.wrong })} checked={leaveOut} onChange={(event) => setLeaveOut(event.currentTarget.checked)} />
        )}
        <Button onClick={onBack}>{t('exchange.back')}</Button>
        <Button variant="filled" loading={apply.running} disabled={writes === 0 || (checked.wrong > 0 && !leaveOut)} onClick={() => void submit()}>
          {t('exchange.apply', { count: writes })}
        </Button>
      </div>
      {writes > 0 || checked.wrong > 0 ? null : <p className={styles.same}>{t('exchange.same')}</p>}
      {problem === undefined ? null : (
        <div className={styles.problem}>
          <ErrorNotice>{problem}</ErrorNotice>
        </div>
      )}
      {rows.ready ? (
        <DataTable
          key={state}
          label={t('exchange.rowsLabel')}
          columns={columns}
          rows={rows.rows}
          rowKey={(row) => String(row.row)}
          rowLines={({ heldBy, problems, changes, notices }) => Math.max(1, (heldBy === null ? 0 : 1) + problems.length + changes.length + notices.length)}
          onEnd={rows.more}
          unfinished={rows.unfinished}
          empty={<EmptyState icon={CircleCheck} title={t('exchange.noRows')} hint={t('exchange.noRowsHint')} />}
        />
      ) : (
        <Skeleton rows={12} />
      )}
    </>
  );
}
