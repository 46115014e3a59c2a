import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useCommand } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { CollisionComparison, type CollisionSide } from '../../design/Collision.tsx';
import type { Card } from './CardFields.tsx';
import { cardFieldName } from '../../i18n/card-field-name.ts';
import { numberedCollisions } from './numbered-collisions.ts';

/** Fields that two places changed while apart: both values, and the choice, by one key wherever in the drawer the focus is. */
export function CardCollisions({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const say = useSay();
  const settle = useCommand('card.settle');
  const collisions = numberedCollisions(card.collided);

  function take(field: string, side: Pick<CollisionSide, 'id' | 'text'>): void {
    if (settle.running) return;
    void settle.run({ id: card.id, field, choose: side.id }).then((result) => {
      if (result.ok) say.done(t('tasks.card.settled', { text: side.text }));
    });
  }

  useKeys(
    collisions.flatMap(({ field, keyed }) =>
      keyed.map(({ key, side }) => ({
        keys: key,
        label: t('tasks.card.take', { field: cardFieldName(field, t), text: side.text }),
        run: () => take(field, side),
      })),
    ),
  );
  return collisions.map(({ field, firstKey, sides }) => (
    <CollisionComparison key={field} field={cardFieldName(field, t)} firstKey={firstKey} busy={settle.running} sides={sides} onTake={(side) => take(field, side)} />
  ));
}
