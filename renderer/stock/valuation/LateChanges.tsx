/** The figures that late arrivals changed since this person last looked, then and now; looking again puts them aside. */
import { Button } from '@mantine/core';
import { Check, ChevronDown, ChevronUp, History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Output } from '../../app/office.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useSession } from '../../app/session.tsx';
import { OfficeChip } from '../../design/Chip.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { moneyBetween, sumMoney } from '../../design/format/money.ts';
import styles from './Valuation.module.css';

type Change = Output<'stock.valueChanges'>['rows'][number];

export function LateChanges() {
  const { t } = useTranslation();
  const say = useSay();
  const [opened, setOpened] = useState(false);
  const changes = useLive('stock.valueChanges', {}).value;
  const look = useCommand('stock.lookAtValue');
  const count = changes?.rows.length ?? 0;
  const difference = sumMoney((changes?.rows ?? []).map((row) => moneyBetween(row.valueBefore, row.valueAfter)));

  async function looked(): Promise<void> {
    const result = await look.run({});
    if (!result.ok) say.refusal(result.refusal, 'stock.lookAtValue');
    else setOpened(false);
  }

  const Fold = opened ? ChevronUp : ChevronDown;
  return (
    <section className={styles.late} aria-label={t('valuation.late.label')} data-changed={count > 0 || undefined}>
      <div className={styles.line}>
        <History size={16} aria-hidden />
        <p aria-live="polite">
          {changes === undefined ? null : changes.lookedAtMs === null ? (
            t('valuation.late.never')
          ) : (
            <>
              {t('valuation.late.since')} <Moment ms={changes.lookedAtMs} />{' '}
              {count === 0 ? t('valuation.late.none') : t(changes.more ? 'valuation.late.many' : 'valuation.late.some', { count })}
              {count === 0 ? null : (
                <>
                  {' '}
                  <Quantity value={difference} signed />
                </>
              )}
            </>
          )}
        </p>
        {count > 0 ? (
          <Button size="compact-sm" variant="subtle" aria-expanded={opened} rightSection={<Fold size={14} aria-hidden />} onClick={() => setOpened((before) => !before)}>
            {t('valuation.late.show')}
          </Button>
        ) : null}
        <Button size="compact-sm" leftSection={<Check size={14} aria-hidden />} loading={look.running} disabled={changes === undefined} onClick={() => void looked()}>
          {t('valuation.late.looked')}
        </Button>
      </div>
      {opened && changes !== undefined && count > 0 ? <ChangeTable rows={changes.rows} /> : null}
    </section>
  );
}

function ChangeTable({ rows }: { readonly rows: readonly Change[] }) {
  const { t } = useTranslation();
  const { office } = useSession();
  return (
    <div className={styles.changes}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('stock.columns.office')}</th>
            <th scope="col">{t('stock.columns.item')}</th>
            <th scope="col">{t('valuation.late.shownThen')}</th>
            <th scope="col">{t('valuation.late.knownNow')}</th>
            <th scope="col">{t('valuation.late.difference')}</th>
            <th scope="col">{t('valuation.late.because')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.office} ${row.itemId}`}>
              <td>
                <OfficeChip code={row.office} own={row.office === office.code} />
              </td>
              <td>
                <strong>{row.item}</strong> {row.itemName}
              </td>
              <td className={styles.figure}>
                <Quantity value={row.valueBefore} />
                <span className="quiet"> / </span>
                <Quantity value={row.quantityBefore} unit={row.unit} />
              </td>
              <td className={styles.figure}>
                <Quantity value={row.valueAfter} strong />
                <span className="quiet"> / </span>
                <Quantity value={row.quantityAfter} unit={row.unit} />
              </td>
              <td className={styles.figure}>
                <Quantity value={moneyBetween(row.valueBefore, row.valueAfter)} signed />
              </td>
              <td>
                {row.movements.map(({ id, number }) => (
                  <Link key={id} className="tabular" to={`/stock/movements/${id}`}>
                    {number}
                  </Link>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
