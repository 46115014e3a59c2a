import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/office-context.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';
import { totalOf, type EntryContent, type EntryItem } from './entry-lines.ts';
import { takenOfReserved } from './reserved.ts';
import styles from './EntryLines.module.css';

/** Says that the entry takes of what is promised to sales orders. It stops nothing (ORDER-7). */
export function ReservedNote({ content, item }: { readonly content: EntryContent; readonly item: EntryItem }) {
  const { t } = useTranslation();
  const supply = useLive('order.availability', { item: item.id }).value;
  const beyond = supply === undefined ? undefined : takenOfReserved(supply, totalOf(content, item.id));
  if (beyond === undefined) return null;
  return (
    <span className={styles.note} role="note">
      <CalendarClock size={13} aria-hidden />
      {t('entry.reserved', { taken: formatQuantity(beyond.taken), reserved: formatQuantity(beyond.reserved), unit: item.unit })}
    </span>
  );
}
