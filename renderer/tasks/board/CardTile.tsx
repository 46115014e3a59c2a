import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import { PersonMark } from '../../design/PersonMark.tsx';
import { CardFacts, type CardRow } from '../card/CardFacts.tsx';
import styles from './Board.module.css';

export interface CardTileProps {
  readonly card: CardRow;
  readonly list: string;
  readonly open: boolean;
  readonly moving: boolean;
  readonly onOpen: (card: string) => void;
  readonly onKey: (event: KeyboardEvent, card: string) => void;
}

/** A card on the board. Dragged by mouse, moved with `m`, opened by Enter or a click. */
export function CardTile({ card, list, open, moving, onOpen, onKey }: CardTileProps) {
  const { t } = useTranslation();
  const tile = useRef<HTMLButtonElement>(null);
  const [dragged, setDragged] = useState(false);
  const [edge, setEdge] = useState<'top' | 'bottom' | undefined>(undefined);
  useEffect(() => {
    const element = tile.current;
    if (element === null) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ card: card.id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data['card'] === 'string' && source.data['card'] !== card.id,
        getData: ({ input }) => attachClosestEdge({ card: card.id, list }, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => {
          const closest = extractClosestEdge(self.data);
          setEdge(closest === 'top' || closest === 'bottom' ? closest : undefined);
        },
        onDragLeave: () => setEdge(undefined),
        onDrop: () => setEdge(undefined),
      }),
    );
  }, [card.id, list]);
  return (
    <button
      ref={tile}
      type="button"
      data-card={card.id}
      data-edge={edge}
      aria-keyshortcuts="m"
      aria-current={open ? 'true' : undefined}
      className={classes(styles.card, open && styles.openCard, dragged && styles.dragged, moving && styles.moving)}
      onClick={() => onOpen(card.id)}
      onKeyDown={(event) => onKey(event, card.id)}
    >
      <span className={styles.cardTitle}>{card.title}</span>
      <span className={styles.cardFoot}>
        <CardFacts card={card} />
        {card.responsibleName === undefined ? null : <PersonMark name={card.responsibleName} label={`${t('tasks.card.responsible')}: ${card.responsibleName}`} />}
      </span>
    </button>
  );
}
