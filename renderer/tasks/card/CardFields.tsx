import { Select, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../app/office.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { DayInput } from '../../design/DayInput.tsx';
import { SavedText } from './SavedText.tsx';
import styles from './Card.module.css';

export type Card = Output<'card.read'>;
type SavedField = 'responsible' | 'due' | 'blocked' | 'description';

/** The card's fields. Each save names the entries it stands on, so that a change from elsewhere is never overwritten unseen. */
export function CardFields({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const update = useCommand('card.update');
  const move = useCommand('card.move');
  const people = useLive('person.list', { limit: 1000 }).value?.rows ?? [];
  const lists = useLive('board.read', { id: card.board }).value?.lists ?? [];
  const save = (field: SavedField, value: string): void =>
    void update.run({ id: card.id, [field]: value, seen: { [field]: card.seen[field] ?? [] } });
  return (
    <>
      <dl className={styles.fields}>
        <dt>{t('tasks.card.responsible')}</dt>
        <dd>
          <Select
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('design.clear') }}
            aria-label={t('tasks.card.responsible')}
            placeholder={t('tasks.card.nobody')}
            value={card.responsible ?? null}
            data={people
              .filter((person) => person.active || person.id === card.responsible)
              .map((person) => ({ value: person.id, label: `${person.name} · ${person.office}` }))}
            onChange={(value) => save('responsible', value ?? '')}
          />
        </dd>
        <dt>{t('tasks.card.due')}</dt>
        <dd>
          <DayInput
            clearable
            aria-label={t('tasks.card.due')}
            placeholder={t('tasks.card.noDue')}
            value={card.due ?? null}
            onChange={(value) => save('due', value ?? '')}
          />
        </dd>
        <dt>{t('tasks.card.list')}</dt>
        <dd>
          <Select
            allowDeselect={false}
            aria-label={t('tasks.card.list')}
            value={card.list ?? null}
            data={lists.map((list) => ({ value: list.id, label: list.title }))}
            onChange={(list) => {
              if (list !== null && list !== card.list) void move.run({ id: card.id, list });
            }}
          />
        </dd>
        <dt>{t('tasks.card.labels')}</dt>
        <dd>
          <TagsInput
            size="xs"
            aria-label={t('tasks.card.labels')}
            value={card.labels}
            maxTags={50}
            onChange={(labels) => void update.run({ id: card.id, labels })}
          />
        </dd>
        <dt>{t('tasks.card.blocked')}</dt>
        <dd>
          <SavedText
            label={t('tasks.card.blocked')}
            placeholder={t('tasks.card.blockedHint')}
            value={card.blocked ?? ''}
            onSave={(value) => save('blocked', value)}
          />
        </dd>
      </dl>
      <h2 className={styles.heading}>{t('tasks.card.description')}</h2>
      <SavedText
        lines={3}
        label={t('tasks.card.description')}
        placeholder={t('tasks.card.descriptionHint')}
        value={card.description}
        onSave={(value) => save('description', value)}
      />
    </>
  );
}
