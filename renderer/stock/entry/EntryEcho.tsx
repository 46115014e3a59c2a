import { useTranslation } from 'react-i18next';
import { MapPin } from 'lucide-react';
import { DEFAULT_LOCATION } from '#model/stock/default-location.ts';
import { useLive } from '../../app/office-context.tsx';
import { Chip, OfficeChip } from '../../design/Chip.tsx';
import { formatQuantity, quantityOfThousandths } from '../../design/format/quantity.ts';
import { Quantity } from '../../design/Quantity.tsx';
import { ItemPhoto } from '../item/ItemPhoto.tsx';
import { KIND_FACTS, type EntryKind } from './entry-kinds.ts';
import { baseQuantity, totalOf, type EntryItem, type EntryLine } from './entry-lines.ts';
import type { EntryState } from './entry-state.ts';
import { balanceAfter } from './scan.ts';
import styles from './Entry.module.css';

export interface EntryEchoProps {
  readonly kind: EntryKind;
  readonly state: EntryState;
  /** Code of this office. */
  readonly own: string;
}

/** What came of the last scan, large enough to be read from the shelf. */
export function EntryEcho({ kind, state, own }: EntryEchoProps) {
  const { t } = useTranslation();
  const { echo, content, current } = state;
  const line = content.lines.find(({ id }) => id === current);
  switch (echo?.kind) {
    case 'bad':
      return (
        <div className={styles.echo} data-state="bad" role="alert">
          <strong>{t(`entry.problems.${echo.problem}`, { text: echo.text })}</strong>
        </div>
      );
    case 'no-match':
      return (
        <div className={styles.echo} data-state="bad" role="alert">
          <strong>{t('entry.noMatch', { text: echo.text })}</strong>
        </div>
      );
    case 'location':
      return (
        <div className={styles.echo} data-state="ready" role="status">
          <div className={styles.echoName}>
            <MapPin size={20} aria-hidden />
            <strong>{echo.code}</strong>
          </div>
          <span className="quiet">{t(content.location === echo.code ? 'entry.locationNext' : 'entry.locationGiven', { location: echo.code })}</span>
        </div>
      );
    default:
      return line?.item === undefined ? (
        <div className={styles.echo} data-state="idle">
          <strong>{t('entry.begin')}</strong>
          <span className="quiet">{t(kind === 'move' ? 'entry.beginMove' : 'entry.beginHint')}</span>
        </div>
      ) : (
        <LineEcho kind={kind} state={state} line={line} item={line.item} own={own} />
      );
  }
}

function LineEcho({ kind, state, line, item, own }: EntryEchoProps & { readonly line: EntryLine; readonly item: EntryItem }) {
  const { t } = useTranslation();
  const { direction } = KIND_FACTS[kind];
  const balances = useLive('item.read', { item: item.id }).value?.balances;
  const onHand = balances?.find((balance) => balance.office === own)?.quantity ?? '0';
  const asked = state.ask?.line === line.id ? state.ask.field : undefined;
  const total = totalOf(state.content, item.id);
  return (
    <div className={styles.echo} data-state="ready" role="status">
      {item.photo === true ? (
        <div className={styles.photo}>
          <ItemPhoto item={item.id} name={item.name} size="small" />
        </div>
      ) : null}
      <div className={styles.echoName}>
        <strong>{item.name}</strong>
        <span className="quiet">
          {item.code}
          {line.lot === '' ? '' : ` · ${line.lot}`}
          {line.location === '' ? '' : ` · ${line.location === DEFAULT_LOCATION ? t('stock.mainLocation') : line.location}`}
        </span>
      </div>
      <div className={styles.echoQuantity}>
        {formatQuantity(line.quantity)}
        <span>{line.unit}</span>
        {line.unit === item.unit ? null : <span>= {formatQuantity(quantityOfThousandths(baseQuantity(line)))} {item.unit}</span>}
      </div>
      <div className={styles.echoAfter}>
        <OfficeChip code={own} own /> {t('entry.onHand')} {balances === undefined ? '…' : <Quantity value={onHand} unit={item.unit} />} → {t('entry.after')}{' '}
        {balances === undefined ? '…' : <Quantity value={balanceAfter(onHand, total, direction)} unit={item.unit} strong />}
      </div>
      {asked === undefined ? null : <p className={styles.ask}>{t(`entry.ask.${asked}`)}</p>}
      {direction === 'in' ? null : (
        <Stands item={item} own={own} listed={asked !== undefined || kind === 'move' || line.location === ''} blocks={kind === 'issue' || kind === 'transfer'} scrap={state.content.reason === 'scrap'} />
      )}
    </div>
  );
}

/** Where it stands, by lot and place, with what is there; and lots that are not given out any more. */
function Stands({ item, own, listed, blocks, scrap }: { readonly item: EntryItem; readonly own: string; readonly listed: boolean; readonly blocks: boolean; readonly scrap: boolean }) {
  const { t } = useTranslation();
  const rows = (useLive('stock.lots', { item: item.id, office: own }).value?.rows ?? []).filter(({ quantity }) => Number(quantity) > 0);
  const expired = rows.filter((row) => row.expired && blocks && !scrap);
  const usable = rows.filter((row) => !expired.includes(row));
  // All of it at the main place goes without saying.
  const tells = usable.some(({ lot, location }) => lot !== '' || location !== DEFAULT_LOCATION);
  return (
    <div className={styles.lots}>
      {listed && tells
        ? usable.slice(0, 6).map((row) => (
            <Chip key={`${row.lot} ${row.location}`}>
              {[
                row.lot === '' ? undefined : row.lot,
                t('entry.stands', { place: row.location === DEFAULT_LOCATION ? t('stock.mainLocation') : row.location, quantity: formatQuantity(row.quantity), unit: item.unit }),
                row.expiry ?? undefined,
              ]
                .filter((part) => part !== undefined)
                .join(' · ')}
            </Chip>
          ))
        : null}
      {expired.slice(0, 4).map((row) => (
        <Chip key={`${row.lot} ${row.location}`} tone="stop">
          {t('entry.blocked', { lot: row.lot, quantity: formatQuantity(row.quantity), unit: item.unit, expiry: row.expiry ?? '' })}
        </Chip>
      ))}
    </div>
  );
}
