import { CircleSlash, ListChecks, MessageSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../app/office.ts';
import { Chip } from '../../design/Chip.tsx';
import { CollisionChip } from '../../design/Collision.tsx';
import { DueChip } from '../../design/DueChip.tsx';
import styles from './CardFacts.module.css';

export type CardRow = RowOf<'card.list'>;

/** What a card shows besides its title: due, blocked, collided, progress, labels, talk. */
export function CardFacts({ card }: { readonly card: CardRow }) {
  const { t } = useTranslation();
  const progress = { done: card.checklistDone, total: card.checklistTotal };
  return (
    <span className={styles.facts}>
      {card.collisions.length > 0 ? <CollisionChip /> : null}
      {card.blocked === undefined ? null : (
        <Chip tone="warn" icon={CircleSlash} title={card.blocked}>
          {t('tasks.card.blocked')}
        </Chip>
      )}
      {card.due === undefined ? null : <DueChip due={card.due} overdue={card.overdue} />}
      {card.labels.map((label) => (
        <Chip key={label} tone="accent">
          {label}
        </Chip>
      ))}
      {card.checklistTotal > 0 ? (
        <span className={styles.fact} title={t('tasks.card.checklistProgress', progress)}>
          <ListChecks size={13} aria-hidden />
          <span className="visually-hidden">{t('tasks.card.checklist')}</span> {card.checklistDone}/{card.checklistTotal}
        </span>
      ) : null}
      {card.comments > 0 ? (
        <span className={styles.fact} title={t('tasks.card.commentCount', { count: card.comments })}>
          <MessageSquare size={13} aria-hidden />
          <span className="visually-hidden">{t('tasks.card.comments')}</span> {card.comments}
        </span>
      ) : null}
    </span>
  );
}
