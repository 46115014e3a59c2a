import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/office-context.tsx';
import type { Card } from './CardFields.tsx';
import styles from './Card.module.css';

export function CardChecklist({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const add = useCommand('card.checklist.add');
  const toggle = useCommand('card.checklist.toggle');
  const [text, setText] = useState('');
  return (
    <section>
      <h2 className={styles.heading}>
        {t('tasks.card.checklist')}
        {card.checklistTotal > 0 ? (
          <span className="quiet tabular">
            {card.checklistDone}/{card.checklistTotal}
          </span>
        ) : null}
      </h2>
      {card.checklist.map((item) => (
        <Checkbox
          key={item.id}
          className={styles.item ?? ''}
          label={item.text}
          checked={item.done}
          onChange={(event) => void toggle.run({ id: card.id, item: item.id, done: event.currentTarget.checked })}
        />
      ))}
      <TextInput
        aria-label={t('tasks.card.addItem')}
        placeholder={t('tasks.card.addItem')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return;
          event.preventDefault();
          void add.run({ id: card.id, text }).then((result) => {
            if (result.ok) setText('');
          });
        }}
      />
    </section>
  );
}
