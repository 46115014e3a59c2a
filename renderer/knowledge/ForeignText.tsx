/** An article with content that this version's editor cannot hold: to be read, and edited once a person has had it put in order. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../app/office-context.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import styles from './Article.module.css';

export interface ForeignTextProps {
  readonly id: string;
  readonly text: string;
  readonly markdown: string;
  readonly onPutInOrder: () => void;
}

export function ForeignText({ id, text, markdown, onPutInOrder }: ForeignTextProps) {
  const { t } = useTranslation();
  const write = useCommand('article.write');

  async function putInOrder(): Promise<void> {
    const result = await write.run({ id, markdown });
    if (result.ok) onPutInOrder();
  }

  return (
    <div className={styles.foreign}>
      <ErrorNotice tone="warn" title={t('knowledge.foreign')}>
        <p>{t('knowledge.foreignHint')}</p>
        <Button mt={8} loading={write.running} onClick={() => void putInOrder()}>
          {t('knowledge.putInOrder')}
        </Button>
      </ErrorNotice>
      <div className={styles.foreignText} role="document" aria-label={t('knowledge.body')}>
        {text}
      </div>
    </div>
  );
}
