/** A card beside its board. Each field is saved as it is left; what two places changed is shown and settled here. */
import { Button } from '@mantine/core';
import { Archive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { Drawer } from '../../design/Drawer.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { CardChecklist } from './CardChecklist.tsx';
import { CardCollisions } from './CardCollisions.tsx';
import { CardComments } from './CardComments.tsx';
import { CardFields } from './CardFields.tsx';
import { CardHistory } from './CardHistory.tsx';
import { SavedText } from './SavedText.tsx';
import styles from './Card.module.css';

export function CardDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useSay();
  const { board = '', card: id = '' } = useParams();
  const read = useLive('card.read', { id });
  const problem = useRefusalText(read.refusal, 'card.read');
  const update = useCommand('card.update');
  const archive = useCommand('card.archive');
  const restore = useCommand('card.restore');
  const card = read.value?.id === id ? read.value : undefined;
  const close = (): void => void navigate(`/tasks/${board}`);

  async function putAway(title: string): Promise<void> {
    const result = await archive.run({ id });
    if (!result.ok) return;
    say.done(t('tasks.card.archived', { title }), () => void restore.run({ id }));
    close();
  }

  return (
    <Drawer
      key={id}
      label={t('tasks.card.drawer')}
      onClose={close}
      title={
        card === undefined ? null : (
          <SavedText
            className={styles.title}
            label={t('tasks.card.title')}
            value={card.title}
            onSave={(title) => void update.run({ id, title, seen: { title: card.seen['title'] ?? [] } })}
          />
        )
      }
      actions={
        card === undefined || card.archived ? null : (
          <Button variant="subtle" color="gray" leftSection={<Archive size={14} aria-hidden />} onClick={() => void putAway(card.title)}>
            {t('tasks.card.archive')}
          </Button>
        )
      }
    >
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      {card === undefined ? (
        problem === undefined ? <Skeleton rows={8} /> : null
      ) : (
        <>
          {card.archived ? (
            <ErrorNotice tone="warn" title={t('tasks.card.isArchived')}>
              <Button mt={4} onClick={() => void restore.run({ id })}>
                {t('tasks.card.restore')}
              </Button>
            </ErrorNotice>
          ) : null}
          <CardCollisions card={card} />
          <CardFields card={card} />
          <CardChecklist card={card} />
          <CardComments card={card} />
          <CardHistory card={card} />
        </>
      )}
    </Drawer>
  );
}
