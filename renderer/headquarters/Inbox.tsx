/** What merged cleanly as data and still needs a person: both sides of each, and a way to settle it. */
import { Inbox as InboxIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { CardCollision } from './CardCollision.tsx';
import { byCost } from './by-cost.ts';
import { StockException } from './StockException.tsx';
import styles from './Headquarters.module.css';

export function Inbox() {
  const { t } = useTranslation();
  const exceptions = useLive('stock.exceptions', { limit: 200 }).value?.rows;
  const collisions = useLive('tasks.collisions', { limit: 200 }).value?.rows;
  if (exceptions === undefined || collisions === undefined) return <Skeleton rows={4} />;
  if (exceptions.length + collisions.length === 0) {
    return <EmptyState icon={InboxIcon} title={t('headquarters.inboxEmpty')} hint={t('headquarters.inboxEmptyHint')} />;
  }
  return (
    <ul className={styles.inbox}>
      {exceptions.toSorted(byCost).map((exception) => (
        <li key={exception.id}>
          <StockException exception={exception} />
        </li>
      ))}
      {collisions.map((collision) => (
        <li key={`${collision.card} ${collision.field}`}>
          <CardCollision collision={collision} />
        </li>
      ))}
    </ul>
  );
}
