/** The boards, and beside them what is on this person's own plate. */
import { Button, TextInput } from '@mantine/core';
import { Kanban, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useForm } from '../app/form.ts';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import { Chip } from '../design/Chip.tsx';
import { CollisionChip } from '../design/Collision.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { Moment } from '../design/Moment.tsx';
import { Page, PageBody, Section } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { CardFacts } from './card/CardFacts.tsx';
import styles from './Boards.module.css';

const MINE_ROWS = 100;

export function BoardsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const creating = search.has('new');
  const boards = useLive('board.list', {}).value?.rows;
  const mine = useLive('tasks.summary', { limit: MINE_ROWS }).value?.rows ?? [];
  const startCreating = (): void => setSearch({ new: '' });
  useKeys([{ keys: 'n', label: t('tasks.boards.new'), run: startCreating }]);
  return (
    <Page>
      <PageHeader
        title={t('frame.areas.tasks')}
        actions={
          <Button variant="filled" leftSection={<Plus size={15} aria-hidden />} rightSection={<KeyHint keys="N" />} onClick={startCreating}>
            {t('tasks.boards.new')}
          </Button>
        }
      />
      <PageBody>
        {creating ? <CreateBoard onClose={() => setSearch({})} /> : null}
        {boards === undefined ? <Skeleton /> : null}
        {boards?.length === 0 && !creating ? (
          <EmptyState
            icon={Kanban}
            title={t('tasks.boards.empty')}
            hint={t('tasks.boards.emptyHint')}
            action={
              <Button variant="filled" onClick={startCreating}>
                {t('tasks.boards.new')}
              </Button>
            }
          />
        ) : null}
        {boards !== undefined && boards.length > 0 ? (
          <>
            <ul className={styles.boards} aria-label={t('tasks.boards.label')}>
              {boards.map((board) => (
                <li key={board.id}>
                  <Link className={styles.board} to={`/tasks/${board.id}`}>
                    <strong>{board.title}</strong>
                    <span className={styles.facts}>
                      <span className="tabular">{t('tasks.boards.open', { count: board.open })}</span>
                      {board.overdue > 0 ? <Chip tone="stop">{t('tasks.boards.overdue', { count: board.overdue })}</Chip> : null}
                      {board.collisions > 0 ? <CollisionChip label={t('tasks.boards.collisions', { count: board.collisions })} /> : null}
                    </span>
                    <span className="quiet">
                      {t('tasks.boards.updated')} <Moment ms={board.updatedAtMs} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            <Section title={t('tasks.boards.mine')} note={mine.length > 0 ? String(mine.length) : undefined}>
              {mine.length === 0 ? <p className="quiet">{t('tasks.boards.mineEmpty')}</p> : null}
              <ul className={styles.mine} hidden={mine.length === 0}>
                {mine.map((card) => (
                  <li key={card.id}>
                    <Link to={`/tasks/${card.board}/card/${card.id}`}>{card.title}</Link>
                    <span className="quiet">
                      {card.boardTitle} · {card.listTitle}
                    </span>
                    <CardFacts card={card} />
                  </li>
                ))}
              </ul>
            </Section>
          </>
        ) : null}
      </PageBody>
    </Page>
  );
}

function CreateBoard({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useForm('board.create');
  const [title, setTitle] = useState('');
  async function submit(): Promise<void> {
    const board = await form.submit({ title });
    if (board !== undefined) void navigate(`/tasks/${board.id}`);
  }
  return (
    <form
      className={styles.create}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        autoFocus
        w={320}
        aria-label={t('tasks.boards.name')}
        placeholder={t('tasks.boards.name')}
        value={title}
        error={form.errorOf('title') ?? form.generalError(['title'])}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
      />
      <Button type="submit" variant="filled" loading={form.running}>
        {t('frame.create')}
      </Button>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
    </form>
  );
}
