import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { CollisionComparison } from '../../design/Collision.tsx';
import type { Card } from './CardFields.tsx';
import { cardFieldName } from '../../i18n/card-field-name.ts';

/** Fields that two places changed while apart: both values, and the choice. */
export function CardCollisions({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const say = useSay();
  const settle = useCommand('card.settle');
  return card.collided.map((collision) => (
    <CollisionComparison
      key={collision.field}
      field={cardFieldName(collision.field, t)}
      busy={settle.running}
      sides={collision.heads.map((head) => ({ id: head.entry, text: head.text, person: head.byName, office: head.office, atMs: head.atMs }))}
      onTake={(side) => {
        void settle.run({ id: card.id, field: collision.field, choose: side.id }).then((result) => {
          if (result.ok) say.done(t('tasks.card.settled', { text: side.text }));
        });
      }}
    />
  ));
}
