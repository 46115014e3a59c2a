import { useTranslation } from 'react-i18next';
import { DEFAULT_LOCATION } from '#model/stock/default-location.ts';
import { useLive } from '../../app/office-context.tsx';
import { useSession } from '../../app/session.tsx';
import { formatQuantity, quantityThousandths } from '../../design/format/quantity.ts';
import { baseQuantity, type EntryContent, type EntryItem, type EntryLine } from './entry-lines.ts';
import styles from './EntryLines.module.css';

/** Where a line is taken from and what is there of it, so that nobody is led below zero unknowingly. */
export function PlaceCell({ content, line, item }: { readonly content: EntryContent; readonly line: EntryLine; readonly item: EntryItem }) {
  const { t } = useTranslation();
  const { office } = useSession();
  const rows = useLive('stock.lots', { item: item.id, office: office.code }).value?.rows;
  const place = line.location === '' ? DEFAULT_LOCATION : line.location;
  // Where all of it is at the main place, nothing is said of places.
  const divided = rows?.some(({ location }) => location !== DEFAULT_LOCATION) === true;
  if (line.location === '' && !divided) return null;
  const isHere = (lot: string, location: string): boolean => lot === line.lot && location === place;
  const there = (rows ?? []).find((row) => isHere(row.lot, row.location))?.quantity ?? '0';
  // Lines are taken in their order: the one that there is not enough for says so.
  const before = content.lines.slice(0, content.lines.findIndex(({ id }) => id === line.id) + 1);
  const taken = before.filter((each) => each.item?.id === item.id && isHere(each.lot, each.location === '' ? DEFAULT_LOCATION : each.location)).reduce((sum, each) => sum + baseQuantity(each), 0n);
  const short = taken > (quantityThousandths(there) ?? 0n);
  const name = place === DEFAULT_LOCATION ? t('stock.mainLocation') : place;
  return (
    <div className={styles.place}>
      <span className="tabular" title={name}>{name}</span>
      {rows === undefined ? null : (
        <span className={styles.there} data-short={short || undefined}>
          {t(short ? 'entry.thereShort' : 'entry.there', { quantity: formatQuantity(there) })}
        </span>
      )}
    </div>
  );
}
