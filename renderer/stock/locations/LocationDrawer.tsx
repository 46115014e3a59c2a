/** A location beside the list: what stands there, by item and lot. */
import { ActionIcon, Button } from '@mantine/core';
import { PackageOpen, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useLive } from '../../app/office-context.tsx';
import { usePrint } from '../../app/print/print-context.ts';
import { useSession } from '../../app/session.tsx';
import { useRows } from '../../app/use-rows.ts';
import { Chip, OfficeChip } from '../../design/Chip.tsx';
import { Drawer } from '../../design/Drawer.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Section } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import styles from '../Stock.module.css';

export function LocationDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { office = '', location: code = '' } = useParams();
  const { office: own } = useSession();
  const print = usePrint();
  const known = useLive('location.list', { office }).value?.rows.find((row) => row.code === code);
  const stock = useRows('stock.atLocation', { office, location: code });
  const printable = office === own.code && code !== DEFAULT_LOCATION;
  const printLabel = (): void => {
    if (printable) print({ kind: 'location-labels', locations: [code] });
  };
  useKeys([{ keys: 'Ctrl+P', label: t('places.labels'), run: printLabel }]);
  return (
    <Drawer
      key={`${office} ${code}`}
      label={t('places.location')}
      onClose={() => void navigate({ pathname: '/stock/catalogue', search })}
      title={
        <div className={styles.heading}>
          <h2>{code === DEFAULT_LOCATION ? t('stock.mainLocation') : `${code} ${known?.name ?? ''}`}</h2>
          <OfficeChip code={office} own={office === own.code} />
          {known === undefined ? null : <Chip tone={known.kind === 'quarantine' ? 'warn' : 'plain'}>{t(`places.kinds.${known.kind}`)}</Chip>}
          {known?.discontinued === true ? <Chip tone="warn">{t('stock.item.discontinued')}</Chip> : null}
        </div>
      }
      actions={
        printable ? (
          <ActionIcon aria-label={t('places.labels')} title={`${t('places.labels')} (Ctrl+P)`} onClick={printLabel}>
            <Printer size={16} aria-hidden />
          </ActionIcon>
        ) : null
      }
    >
      {code === DEFAULT_LOCATION ? <p className="quiet">{t('places.mainHint')}</p> : null}
      {!stock.ready ? (
        <Skeleton rows={6} />
      ) : stock.rows.length === 0 ? (
        <EmptyState icon={PackageOpen} title={t('places.nothingHere')} hint={t('places.nothingHereHint')} />
      ) : (
        <Section title={t('places.standsHere')} note={t(stock.unfinished ? 'design.table.rowsSoFar' : 'design.table.rows', { count: stock.rows.length })}>
          <table className={styles.list}>
            <tbody>
              {stock.rows.map((row) => (
                <tr key={`${row.itemId} ${row.lot}`}>
                  <td className="tabular">{row.item}</td>
                  <td className={styles.wraps}>
                    <Link to={`/stock/item/${row.itemId}`}>{row.itemName}</Link>
                    {row.lot === '' ? null : (
                      <div className="quiet">
                        {row.lot}
                        {row.expiry === null ? '' : ` · ${t('places.until', { day: row.expiry })}`} {row.expired ? <Chip tone="stop">{t('places.expired')}</Chip> : null}
                      </div>
                    )}
                  </td>
                  <td className={styles.end}>
                    <Quantity value={row.quantity} unit={row.unit} strong />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {stock.unfinished ? <Button onClick={stock.more}>{t('places.more')}</Button> : null}
        </Section>
      )}
    </Drawer>
  );
}
