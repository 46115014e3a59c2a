/** Differences by value, what nobody counted, and the one confirmation that posts them; afterwards what became of them. */
import { Button, SegmentedControl } from '@mantine/core';
import { ClipboardCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useCommand } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { focusList } from '../../design/table/focus-list.ts';
import { useLanguage } from '../../i18n/index.ts';
import type { CountLine, CountRead } from './CountPage.tsx';
import styles from './Counts.module.css';

const SHOWN = ['differences', 'open', 'all'] as const;

/** Whether a late arrival changed what the count's posting said of a place. */
export function isChanged({ posted, difference }: CountLine): boolean {
  return posted !== null && !posted.reversed && posted.stated !== difference;
}

const needsDecision = (row: CountLine): boolean => row.state === 'clash' || row.missed;

export interface ReviewProps {
  readonly count: CountRead;
  readonly mayPost: boolean;
  readonly openKey: string | undefined;
  readonly onOpen: (key: string) => void;
}

export function Review({ count, mayPost, openKey, onOpen }: ReviewProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('differences');
  const uncounted = count.places - count.counted;
  const rows = count.rows.filter((row) =>
    shown === 'all' ? true : shown === 'open' ? row.state === 'open' : needsDecision(row) || isChanged(row) || (row.difference !== null && row.difference !== '0' && row.state === 'counted'),
  );
  const columns = useMemo<readonly DataColumn<CountLine>[]>(
    () => [
      { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 112, cell: (row) => <strong>{row.item}</strong> },
      { id: 'name', header: t('stock.columns.name'), value: (row) => row.itemName, width: { grow: 1, least: 120 } },
      { id: 'location', header: t('stock.columns.location'), value: (row) => (row.location === DEFAULT_LOCATION ? t('stock.mainLocation') : row.location), width: 116 },
      { id: 'lot', header: t('stock.columns.lot'), value: (row) => row.lot ?? '', width: 96, yields: true },
      { id: 'expected', header: t('counts.review.columns.expected'), align: 'end', value: (row) => Number(row.expected ?? 0), width: 104, yields: true, cell: (row) => <Figure value={row.expected} unit={row.unit} /> },
      { id: 'counted', header: t('counts.review.columns.counted'), align: 'end', value: (row) => Number(row.counted ?? 0), width: 104, cell: (row) => <Figure value={row.counted} unit={row.unit} strong /> },
      { id: 'difference', header: t('counts.review.columns.difference'), align: 'end', value: (row) => Number(row.difference ?? 0), width: 104, cell: (row) => <Figure value={row.difference} unit={row.unit} signed strong /> },
      { id: 'value', header: t('counts.review.columns.value'), align: 'end', value: (row) => Number(row.value ?? 0), width: 112, cell: (row) => <Figure value={row.value} signed /> },
      { id: 'by', header: t('counts.review.columns.by'), value: (row) => [...new Set(row.entries.map(({ byName }) => byName))].join('、'), width: 104, yields: true },
      { id: 'note', header: t('counts.columns.state'), value: (row) => row.state, width: { grow: 0.4, least: 128 }, yields: true, cell: (row) => <LineChip row={row} /> },
    ],
    [t],
  );
  return (
    <>
      <div className={styles.sum}>
        <Totals count={count} uncounted={uncounted} />
        {mayPost ? <PostCount count={count} uncounted={uncounted} /> : null}
      </div>
      <Notices count={count} />
      <DataTable
        key={shown}
        label={t('counts.review.label')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        openKey={openKey}
        onOpen={(row) => onOpen(row.key)}
        rowTone={(row) => (needsDecision(row) || isChanged(row) ? 'warn' : undefined)}
        bar={
          <SegmentedControl
            aria-label={t('counts.review.filter')}
            value={shown}
            data={SHOWN.filter((value) => value !== 'open' || count.state !== 'posted').map((value) => ({ value, label: t(`counts.review.${value}`) }))}
            onChange={(value) => setShown(value)}
          />
        }
        empty={
          shown === 'differences' && count.counted === 0 ? (
            <EmptyState icon={ClipboardCheck} title={t('counts.review.nothingCounted')} hint={t('counts.review.nothingCountedHint')} />
          ) : (
            <EmptyState icon={ClipboardCheck} title={t(shown === 'open' ? 'counts.entry.allDone' : 'counts.review.noDifferences')} hint={t(count.totals === null ? 'counts.review.onlyManagers' : 'counts.review.noDifferencesHint')} />
          )
        }
      />
    </>
  );
}

function Figure({ value, unit, signed = false, strong = false }: { readonly value: string | null; readonly unit?: string; readonly signed?: boolean; readonly strong?: boolean }) {
  if (value === null) return <span className="quiet">–</span>;
  return <Quantity value={value} unit={unit} strong={strong} signed={signed && Number(value) !== 0} />;
}

function LineChip({ row }: { readonly row: CountLine }) {
  const { t } = useTranslation();
  if (row.missed) return <Chip tone="warn">{t('counts.review.missed')}</Chip>;
  if (row.posted?.reversed === true) return <Chip>{t('counts.review.reversed')}</Chip>;
  if (isChanged(row)) return <Chip tone="warn">{t('counts.review.changed', { stated: formatQuantity(row.posted?.stated ?? ''), now: formatQuantity(row.difference ?? '') })}</Chip>;
  if (row.state === 'clash') return <Chip tone="warn">{t('counts.review.clash')}</Chip>;
  if (row.state === 'open') return <Chip>{t('counts.review.notCounted')}</Chip>;
  return row.planned ? null : <Chip>{t('counts.review.outside')}</Chip>;
}

function Totals({ count, uncounted }: { readonly count: CountRead; readonly uncounted: number }) {
  const { t } = useTranslation();
  const { totals } = count;
  return (
    <dl className={styles.totals} aria-label={t('counts.review.totals')}>
      {totals === null ? null : (
        <>
          <div>
            <dt>{t('counts.review.difference')}</dt>
            <dd className="tabular">{totals.differences}</dd>
          </div>
          <div>
            <dt>{t('counts.review.surplus')}</dt>
            <dd>
              <Quantity value={totals.surplus} />
            </dd>
          </div>
          <div>
            <dt>{t('counts.review.shortage')}</dt>
            <dd>
              <Quantity value={totals.shortage} />
            </dd>
          </div>
          <div>
            <dt>{t('counts.review.net')}</dt>
            <dd>
              <Quantity value={totals.net} />
            </dd>
          </div>
          {totals.clashes === 0 ? null : (
            <div>
              <dt>{t('counts.review.clashes')}</dt>
              <dd className="tabular">{totals.clashes}</dd>
            </div>
          )}
        </>
      )}
      {count.state === 'posted' ? null : (
        <div>
          <dt>{t('counts.review.uncounted')}</dt>
          <dd className="tabular">{uncounted}</dd>
        </div>
      )}
      {totals === null || totals.unvalued === 0 ? null : (
        <div>
          <dt>{t('counts.review.unvalued', { count: totals.unvalued })}</dt>
        </div>
      )}
    </dl>
  );
}

function Notices({ count }: { readonly count: CountRead }) {
  const { t } = useTranslation();
  const changed = count.rows.filter(isChanged).length;
  return (
    <div className={styles.notices}>
      {count.posted.length > 1 ? <ErrorNotice tone="warn">{t('counts.review.twice', { numbers: count.posted.map(({ number }) => number).join('、') })}</ErrorNotice> : null}
      {changed > 0 ? <ErrorNotice tone="warn">{t('counts.review.changedCount', { count: changed })}</ErrorNotice> : null}
    </div>
  );
}

/** What becomes of what nobody counted, and the key that posts. */
function PostCount({ count, uncounted }: { readonly count: CountRead; readonly uncounted: number }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const post = useCommand('count.post');
  const [choice, setChoice] = useState<'leave' | 'zero' | undefined>(undefined);
  async function confirm(): Promise<void> {
    const result = await post.run({ count: count.id, ...(uncounted === 0 || choice === undefined ? {} : { uncounted: choice }) }, { quiet: true });
    if (!result.ok) {
      say.refusal(result.refusal, 'count.post');
      return;
    }
    say.done(t('counts.review.posted', { ...result.value }));
    // What was chosen and pressed goes with the posting, and the focus would go with it.
    focusList();
  }
  useKeys([{ keys: 'F8', label: t('counts.review.post'), run: () => void confirm() }]);
  return (
    // Question, answer and button stay together where the line is too short for all.
    <div className={styles.posting}>
      {uncounted === 0 ? null : (
        <>
          <span className="quiet">{t('counts.review.uncountedAsk', { count: uncounted })}</span>
          <SegmentedControl
            key={language}
            aria-label={t('counts.review.uncountedAsk', { count: uncounted })}
            value={choice ?? ''}
            data={(['leave', 'zero'] as const).map((value) => ({ value, label: t(`counts.review.${value}`) }))}
            onChange={(value) => setChoice(value as 'leave' | 'zero')}
          />
        </>
      )}
      <Button variant="filled" loading={post.running} rightSection={<KeyHint keys="F8" />} onClick={() => void confirm()}>
        {t('counts.review.post')}
      </Button>
    </div>
  );
}
