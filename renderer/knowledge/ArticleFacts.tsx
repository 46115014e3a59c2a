import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Output } from '../app/office.ts';
import { useDraft } from '../app/draft.ts';
import { useCommand, useLive } from '../app/office-context.tsx';
import { DayInput } from '../design/DayInput.tsx';
import styles from './Article.module.css';

/** Title, space, owner and review date. Each is saved as it is left. */
export function ArticleFacts({ article }: { readonly article: Output<'article.read'> }) {
  const { t } = useTranslation();
  const update = useCommand('article.update');
  const people = useLive('person.list', { limit: 1000 }).value?.rows ?? [];
  return (
    <div className={styles.facts}>
      <SavedLine
        className={styles.title}
        label={t('knowledge.title')}
        value={article.title}
        onSave={(title) => void update.run({ id: article.id, title })}
      />
      <div className={styles.meta}>
        <SavedLine
          className={styles.space}
          labelled
          label={t('knowledge.space')}
          value={article.space}
          onSave={(space) => void update.run({ id: article.id, space })}
        />
        <Select
          w={190}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('design.clear') }}
          label={t('knowledge.owner')}
          placeholder={t('knowledge.nobody')}
          value={article.owner ?? null}
          data={people.map((person) => ({ value: person.id, label: `${person.name} · ${person.office}` }))}
          onChange={(owner) => void update.run({ id: article.id, owner: owner ?? '' })}
        />
        <DayInput
          w={170}
          clearable
          label={t('knowledge.reviewOn')}
          placeholder={t('knowledge.noReview')}
          value={article.reviewOn ?? null}
          onChange={(reviewOn) => void update.run({ id: article.id, reviewOn: reviewOn ?? '' })}
        />
      </div>
    </div>
  );
}

interface SavedLineProps {
  readonly label: string;
  /** The label stands above; otherwise it is for screen readers alone. */
  readonly labelled?: boolean;
  readonly value: string;
  readonly className: string | undefined;
  readonly onSave: (value: string) => void;
}

function SavedLine({ label, labelled = false, value, className, onSave }: SavedLineProps) {
  const draft = useDraft(value, onSave);
  return (
    <TextInput
      {...(labelled ? { label } : { 'aria-label': label })}
      classNames={{ input: className ?? '' }}
      value={draft.text}
      onChange={(event) => draft.type(event.currentTarget.value)}
      onBlur={() => (draft.text.trim() === '' ? draft.discard() : draft.leave())}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
        else if (event.key === 'Escape') draft.discard();
      }}
    />
  );
}
