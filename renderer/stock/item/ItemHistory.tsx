/** An item's movements with the balance after each, a page at a time, under a chart of it over time. */
import { Button } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ExportMenu } from '../../app/files/ExportMenu.tsx';
import { useLive } from '../../app/office-context.tsx';
import { useSession } from '../../app/session.tsx';
import type { Output } from '../../app/office.ts';
import { OfficeChip } from '../../design/Chip.tsx';
import { Moment } from '../../design/Moment.tsx';
import { Section } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { OfficeFilter } from '../OfficeFilter.tsx';
import stock from '../Stock.module.css';
import { BalanceChart } from './BalanceChart.tsx';
import styles from './History.module.css';

const ROWS = 25;

type Kind = Output<'stock.movements'>['rows'][number]['kind'];
interface Place {
  readonly cursor?: string;
  readonly direction: 'older' | 'newer';
}
const NEWEST: Place = { direction: 'older' };

export function ItemHistory({ item, unit }: { readonly item: string; readonly unit: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const [office, setOffice] = useState<string | undefined>(undefined);
  const [place, setPlace] = useState<Place>(NEWEST);
  const scope = { item, ...(office === undefined ? {} : { office }) };
  const page = useLive('stock.history', { ...scope, ...place, limit: ROWS }).value;
  function choose(code: string | undefined): void {
    setOffice(code);
    setPlace(NEWEST);
  }
  const { nextCursor, previousCursor } = page ?? {};
  return (
    <Section
      title={t('analysis.history.title')}
      actions={
        <span className={styles.tools}>
          <OfficeFilter value={office} onChange={choose} />
          <ExportMenu lists={[{ list: 'history', filter: scope }]} />
        </span>
      }
    >
      <BalanceChart item={item} office={office} unit={unit} />
      {page?.rows.length === 0 ? <p className="quiet">{t('stock.item.noHistory')}</p> : null}
      <table className={stock.list}>
        {(page?.rows.length ?? 0) === 0 ? null : (
          <thead>
            <tr>
              <th scope="col">{t('stock.columns.office')}</th>
              <th scope="col">{t('stock.columns.kind')}</th>
              <th scope="col">{t('stock.columns.time')}</th>
              <th scope="col" className={stock.end}>
                {t('stock.columns.quantity')}
              </th>
              <th scope="col" className={stock.end}>
                {t('analysis.history.balance')}
              </th>
            </tr>
          </thead>
        )}
        <tbody>
          {(page?.rows ?? []).map((row) => (
            <tr key={row.id} title={row.byName}>
              <td>
                <OfficeChip code={row.office} own={row.office === session.office.code} />
              </td>
              <td>
                <Link to={`/stock/movements/${row.id}`}>{t(`stock.kinds.${row.kind as Kind}`)}</Link>
              </td>
              <td className="quiet">
                <Moment ms={row.atMs} />
              </td>
              <td className={stock.end}>
                <Quantity value={row.quantity} signed />
              </td>
              <td className={stock.end}>
                <Quantity value={row.balance} strong />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.pages}>
        {previousCursor === undefined && nextCursor === undefined ? null : (
          <>
            <Button size="compact-sm" variant="subtle" leftSection={<ChevronLeft size={14} aria-hidden />} disabled={previousCursor === undefined} onClick={() => setPlace({ direction: 'newer', ...(previousCursor === undefined ? {} : { cursor: previousCursor }) })}>
              {t('analysis.history.newer')}
            </Button>
            <Button size="compact-sm" variant="subtle" rightSection={<ChevronRight size={14} aria-hidden />} disabled={nextCursor === undefined} onClick={() => setPlace({ direction: 'older', ...(nextCursor === undefined ? {} : { cursor: nextCursor }) })}>
              {t('analysis.history.older')}
            </Button>
          </>
        )}
      </div>
    </Section>
  );
}
