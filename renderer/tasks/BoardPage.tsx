/** One board: its lists as columns, its cards by drag and drop or by `m` and the arrow keys. */
import { Button, Switch, TextInput } from '@mantine/core';
import { ArrowLeft, Search } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useParams } from 'react-router';
import { useCommand, useLive } from '../app/office-context.tsx';
import { useSession } from '../app/session.tsx';
import { useRefusalText } from '../app/use-refusal-text.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { Page } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { cardByKey, moveByKey, placeOf, targetOf, type ArrangedList, type MoveTarget } from './arrangement.ts';
import { AddList } from './board/AddList.tsx';
import { ListColumn } from './board/ListColumn.tsx';
import { useBoardKeys } from './board/use-board-keys.ts';
import { useMovingKeys } from './board/use-moving-keys.ts';
import { useBoardDrops } from './board/use-board-drops.ts';
import styles from './board/Board.module.css';

export function BoardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const { board: id = '', card: openCard } = useParams();
  const board = useLive('board.read', { id });
  const problem = useRefusalText(board.refusal, 'board.read');
  const move = useCommand('card.move');
  const columns = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState('');
  const [onlyMine, setOnlyMine] = useState(false);
  const [moving, setMoving] = useState<{ readonly card: string; readonly lists: readonly ArrangedList[] } | undefined>(undefined);

  const lists = useMemo(() => {
    const words = filter.trim().toLowerCase();
    return (board.value?.lists ?? []).map((list) => ({
      ...list,
      cards: list.cards.filter(
        (card) => (words === '' || card.title.toLowerCase().includes(words)) && (!onlyMine || card.responsible === session.person.id),
      ),
    }));
  }, [board.value, filter, onlyMine, session.person.id]);
  const cards = useMemo(() => new Map(lists.flatMap((list) => list.cards.map((card) => [card.id, card] as const))), [lists]);
  const stored = lists.map((list) => ({ id: list.id, cards: list.cards.map((card) => card.id) }));
  const arranged = moving?.lists ?? stored;

  const focusCard = (card: string): void =>
    // After the move is drawn, the card has another place in the page.
    void setTimeout(() => columns.current?.querySelector<HTMLElement>(`[data-card="${card}"]`)?.focus(), 0);

  async function put(card: string, target: MoveTarget | undefined): Promise<void> {
    if (target !== undefined) await move.run({ id: card, ...target });
    focusCard(card);
  }
  useBoardDrops((card, target) => {
    setMoving(undefined);
    void put(card, target);
  });

  function onCardKey(event: KeyboardEvent, card: string): void {
    if (event.ctrlKey || event.altKey || event.metaKey || moving !== undefined) return;
    const next = cardByKey(arranged, card, event.key);
    if (next !== undefined) {
      event.preventDefault();
      focusCard(next);
    } else if (event.key === 'm') {
      event.preventDefault();
      setMoving({ card, lists: arranged });
    }
  }

  useMovingKeys(moving !== undefined, (key) => {
    if (moving === undefined) return;
    const { card } = moving;
    if (key === 'Enter' || key === 'm') {
      void put(card, targetOf(moving.lists, card)).then(() => setMoving(undefined));
      return;
    }
    setMoving(key === 'Escape' ? undefined : { card, lists: moveByKey(moving.lists, card, key) });
    focusCard(card);
  });
  useBoardKeys(columns);
  const place = moving === undefined ? undefined : placeOf(moving.lists, moving.card);
  const announced =
    moving === undefined || place === undefined
      ? ''
      : t('tasks.board.moving', { title: cards.get(moving.card)?.title ?? '', list: lists[place.list]?.title ?? '', place: place.index + 1 });

  return (
    <Page drawer={<Outlet />}>
      <PageHeader
        title={board.value?.title ?? ''}
        views={
          <>
            <TextInput
              w={180}
              aria-label={t('tasks.board.filter')}
              placeholder={t('tasks.board.filter')}
              leftSection={<Search size={14} aria-hidden />}
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
            <Switch label={t('tasks.board.onlyMine')} checked={onlyMine} onChange={(event) => setOnlyMine(event.currentTarget.checked)} />
          </>
        }
        actions={
          <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={() => void navigate('/tasks')}>
            {t('tasks.board.back')}
          </Button>
        }
      />
      <p className="visually-hidden" role="status">
        {announced}
      </p>
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      {board.value === undefined ? (
        problem === undefined ? <Skeleton /> : null
      ) : (
        <div ref={columns} className={styles.columns}>
          {arranged.map((list, index) => {
            const row = lists[index];
            if (row === undefined) return null;
            return (
              <ListColumn
                key={list.id}
                board={id}
                list={row}
                cards={list.cards.flatMap((card) => cards.get(card) ?? [])}
                openCard={openCard}
                movingCard={moving?.card}
                onOpen={(card) => void navigate(`/tasks/${id}/card/${card}`)}
                onKey={onCardKey}
              />
            );
          })}
          <AddList board={id} />
        </div>
      )}
    </Page>
  );
}
