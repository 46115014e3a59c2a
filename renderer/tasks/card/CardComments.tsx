import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/office-context.tsx';
import { OfficeChip } from '../../design/Chip.tsx';
import { Moment } from '../../design/Moment.tsx';
import type { Card } from './CardFields.tsx';
import styles from './Card.module.css';

export function CardComments({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const comment = useCommand('card.comment');
  const [text, setText] = useState('');
  async function send(): Promise<void> {
    if (text.trim() === '') return;
    const result = await comment.run({ id: card.id, text });
    if (result.ok) setText('');
  }
  return (
    <section>
      <h2 className={styles.heading}>{t('tasks.card.comments')}</h2>
      <ol className={styles.comments}>
        {card.commentList.map((each) => (
          <li key={each.id}>
            <span className={styles.by}>
              <strong>{each.byName}</strong> <OfficeChip code={each.office} />
              <span className="quiet">
                <Moment ms={each.atMs} />
              </span>
            </span>
            <p>{each.text}</p>
          </li>
        ))}
      </ol>
      <Textarea
        autosize
        minRows={2}
        maxRows={8}
        aria-label={t('tasks.card.addComment')}
        placeholder={t('tasks.card.addComment')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          void send();
        }}
      />
      {text.trim() === '' ? null : (
        <Button mt={8} variant="filled" loading={comment.running} onClick={() => void send()}>
          {t('tasks.card.send')}
        </Button>
      )}
    </section>
  );
}
