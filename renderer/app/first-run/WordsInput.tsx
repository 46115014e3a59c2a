import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './FirstRun.module.css';

const SYMBOLS = 56;

export interface WordsInputProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (words: string) => void;
}

/** The words of a recovery sheet, as they are typed from paper: it counts along, and minds neither case nor gaps. */
export function WordsInput({ value, error, autoFocus = false, onChange }: WordsInputProps) {
  const { t } = useTranslation();
  const typed = value.normalize('NFKC').replaceAll(/[\s\p{Dash}]/gu, '').length;
  return (
    <Textarea
      required
      autosize
      minRows={3}
      autoFocus={autoFocus}
      className={styles.words}
      label={t('firstRun.rebuild.words')}
      description={t('firstRun.rebuild.wordsTyped', { typed, all: SYMBOLS })}
      placeholder={t('firstRun.rebuild.wordsPlaceholder')}
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
