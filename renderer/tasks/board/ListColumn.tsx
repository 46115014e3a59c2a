import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../design/classes.ts';
import type { CardRow } from '../card/CardFacts.tsx';
import { AddCard } from './AddCard.tsx';
import { CardTile } from './CardTile.tsx';
import styles from './Board.module.css';

export interface ListColumnProps {
  readonly board: string;
  readonly list: { readonly id: string; readonly title: string; readonly done: boolean };
  readonly cards: readonly CardRow[];
  readonly openCard: string | undefined;
  readonly movingCard: string | undefined;
  readonly onOpen: (card: string) => void;
  readonly onKey: (event: KeyboardEvent, card: string) => void;
}

/** A list of the board: 272 px, its title and count, its cards, and the way to add one. */
export function ListColumn({ board, list, cards, openCard, movingCard, onOpen, onKey }: ListColumnProps) {
  const { t } = useTranslation();
  const column = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const element = column.current;
    if (element === null) return undefined;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data['card'] === 'string',
      getData: () => ({ list: list.id }),
      onDrag: ({ location, self }) => setOver(location.current.dropTargets[0]?.element === self.element),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [list.id]);
  return (
    <section ref={column} data-list={list.id} className={classes(styles.column, over && styles.over)} aria-label={list.title}>
      <header className={styles.columnHead}>
        <h2>{list.title}</h2>
        <span className="quiet tabular" title={t('tasks.board.count', { count: cards.length })}>
          {cards.length}
        </span>
        <button
          type="button"
          data-add-card
          className={styles.add}
          aria-label={t('tasks.board.addCardTo', { list: list.title })}
          title={`${t('tasks.board.addCard')} (N)`}
          onClick={() => setAdding(true)}
        >
          <Plus size={15} aria-hidden />
        </button>
      </header>
      <ul className={styles.cards}>
        {adding ? (
          <li>
            <AddCard board={board} list={list.id} onClose={() => setAdding(false)} />
          </li>
        ) : null}
        {cards.map((card) => (
          <li key={card.id}>
            <CardTile card={card} list={list.id} open={card.id === openCard} moving={card.id === movingCard} onOpen={onOpen} onKey={onKey} />
          </li>
        ))}
        {cards.length === 0 && !adding ? <li className={styles.emptyList}>{t('tasks.board.emptyList')}</li> : null}
      </ul>
    </section>
  );
}
