import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCommand } from '../app/office-context.tsx';
import type { RowOf } from '../app/office.ts';
import { useSay } from '../app/say.ts';
import { CollisionChip, CollisionComparison } from '../design/Collision.tsx';
import { cardFieldName } from '../i18n/card-field-name.ts';
import styles from './Headquarters.module.css';

/** A card's field with two values; settled here or on the card. */
export function CardCollision({ collision }: { readonly collision: RowOf<'tasks.collisions'> }) {
  const { t } = useTranslation();
  const say = useSay();
  const settle = useCommand('card.settle');
  return (
    <article className={styles.collision}>
      <header className={styles.exceptionHead}>
        <CollisionChip />
        <strong>{collision.cardTitle}</strong>
        <span className="quiet">{collision.boardTitle}</span>
        <span className={styles.exceptionActions}>
          <Link to={`/tasks/${collision.board}/card/${collision.card}`}>{t('headquarters.openCard')}</Link>
        </span>
      </header>
      <CollisionComparison
        field={cardFieldName(collision.field, t)}
        busy={settle.running}
        sides={collision.heads.map((head) => ({ id: head.entry, text: head.text, person: head.byName, office: head.office, atMs: head.atMs }))}
        onTake={(side) => {
          void settle.run({ id: collision.card, field: collision.field, choose: side.id }).then((result) => {
            if (result.ok) say.done(t('tasks.card.settled', { text: side.text }));
          });
        }}
      />
    </article>
  );
}
