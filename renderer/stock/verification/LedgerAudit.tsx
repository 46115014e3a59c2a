/** Proves the ledgers of all offices, one after another, and tells of each workstation up to where its records are whole. */
import { Button, Progress } from '@mantine/core';
import { ShieldCheck } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard/keys.tsx';
import type { RowOf } from '../../app/office.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Moment } from '../../design/Moment.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import styles from './LedgerAudit.module.css';

type Chain = RowOf<'stock.verify'>;

const TONES = { complete: 'good', incomplete: 'warn', altered: 'stop' } as const;

/** Findings told in a row. */
const SHOWN = 3;

interface Progressed {
  readonly done: number;
  readonly of: number;
  readonly office: string;
}

interface Ended {
  readonly atMs: number;
  /** Offices of which no movement is held. */
  readonly without: readonly string[];
}

export function LedgerAudit() {
  const { t } = useTranslation();
  const offices = useLive('office.list', { limit: 1000 }).value?.rows;
  const verify = useCommand('stock.verify');
  const [rows, setRows] = useState<readonly Chain[]>();
  const [progress, setProgress] = useState<Progressed>();
  const [ended, setEnded] = useState<Ended>();
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  async function verifyAll(): Promise<void> {
    if (offices === undefined || progress !== undefined) return;
    const found: Chain[] = [];
    setEnded(undefined);
    for (const [done, { code }] of offices.entries()) {
      setProgress({ done, of: offices.length, office: code });
      const result = await verify.run({ office: code });
      if (left.current) return;
      // The toast says why. What was proven stays, and is not called all of it.
      if (!result.ok) return setProgress(undefined);
      found.push(...result.value.rows);
      setRows([...found]);
    }
    setProgress(undefined);
    setEnded({ atMs: Date.now(), without: offices.map(({ code }) => code).filter((code) => !found.some(({ office }) => office === code)) });
  }
  useKeys([{ keys: 'F8', label: t('analysis.audit.run'), run: () => void verifyAll() }]);

  const told = useTold();
  const columns = useMemo<readonly DataColumn<Chain>[]>(
    () => [
      { id: 'office', header: t('stock.columns.office'), value: (row) => row.office, width: 88, cell: (row) => <strong>{row.office}</strong> },
      { id: 'letter', header: t('analysis.audit.workstation'), value: (row) => row.letter, width: 96 },
      { id: 'state', header: t('analysis.audit.state'), value: (row) => t(`analysis.audit.states.${row.state}`), width: 128, cell: (row) => <Chip tone={TONES[row.state]}>{t(`analysis.audit.states.${row.state}`)}</Chip> },
      { id: 'movements', header: t('analysis.audit.movements'), align: 'end', value: (row) => row.movements, width: 104, cell: (row) => <span className="tabular">{row.movements}</span> },
      { id: 'last', header: t('analysis.audit.last'), value: (row) => row.lastNumber, width: 184, cell: (row) => <span className="tabular">{row.lastNumber}</span> },
      { id: 'at', header: t('analysis.audit.lastAt'), value: (row) => row.lastAtMs, width: 136, yields: true, cell: (row) => <Moment ms={row.lastAtMs} /> },
      { id: 'findings', header: t('analysis.audit.findings'), value: (row) => told(row), width: { grow: 2, least: 220 }, cell: (row) => <span title={told(row)}>{told(row)}</span> },
    ],
    [t, told],
  );

  return (
    <DataTable
      label={t('analysis.audit.label')}
      columns={columns}
      rows={rows ?? []}
      rowKey={(row) => row.workstation}
      rowTone={(row) => (row.state === 'complete' ? undefined : 'warn')}
      bar={
        <>
          <Button
            variant="filled"
            leftSection={<ShieldCheck size={15} aria-hidden />}
            rightSection={<KeyHint keys="F8" />}
            loading={progress !== undefined}
            disabled={offices === undefined}
            onClick={() => void verifyAll()}
          >
            {t('analysis.audit.run')}
          </Button>
          <Verifying progress={progress} ended={ended} />
        </>
      }
      empty={<EmptyState icon={ShieldCheck} title={t('analysis.audit.empty')} hint={t('analysis.audit.emptyHint')} />}
    />
  );
}

/** What was found of a chain, in words; the first few findings, and how many more there are. */
function useTold(): (chain: Chain) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ findings, more }) => {
      const shown = findings.slice(0, SHOWN).map(({ kind, from, to, numbers }) =>
        t(`analysis.audit.kinds.${kind}`, { from, to, places: from === to ? String(from) : `${from}–${to}`, numbers: numbers.join(' ') }),
      );
      const others = more + findings.length - shown.length;
      return [...shown, ...(others > 0 ? [t('analysis.audit.more', { others })] : [])].join(t('analysis.audit.joiner'));
    },
    [t],
  );
}

function Verifying({ progress, ended }: { readonly progress: Progressed | undefined; readonly ended: Ended | undefined }) {
  const { t } = useTranslation();
  if (progress !== undefined) {
    const { done, of, office } = progress;
    return (
      <div className={styles.progress} role="status">
        <Progress className={styles.bar} value={(100 * done) / of} size="sm" aria-label={t('analysis.audit.run')} />
        <span className="quiet tabular">{t('analysis.audit.progress', { done, of, office })}</span>
      </div>
    );
  }
  if (ended === undefined) return null;
  return (
    <span className="quiet" role="status">
      {t('analysis.audit.ended')} <Moment ms={ended.atMs} />
      {ended.without.length === 0 ? null : ` · ${t('analysis.audit.without', { offices: ended.without.join(' ') })}`}
    </span>
  );
}
