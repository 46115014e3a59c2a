/** What the journal of movements is narrowed by besides office and kind: days, person, and a text that the office looks for. */
import { Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { classes } from '../design/classes.ts';
import { useLanguage } from '../i18n/index.ts';
import styles from './Stock.module.css';

const FIELDS = ['text', 'person', 'from', 'to'] as const;
/** Typing is waited out before the list is asked for. */
const PAUSE_MS = 250;

/** The filters that stand in an address. */
export function journalFilter(search: URLSearchParams): { readonly text?: string; readonly person?: string; readonly from?: string; readonly to?: string } {
  return Object.fromEntries(FIELDS.flatMap((name) => (search.get(name) ?? '') === '' ? [] : [[name, search.get(name)]]));
}

export interface JournalFiltersProps {
  readonly search: URLSearchParams;
  readonly narrow: (name: string, value: string | null | undefined) => void;
}

export function JournalFilters({ search, narrow }: JournalFiltersProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const people = useLive('person.list', { limit: 1000 }).value?.rows ?? [];
  const [text, setText] = useState(search.get('text') ?? '');
  const ask = useDebouncedCallback((value: string) => narrow('text', value.trim() === '' ? undefined : value.trim()), PAUSE_MS);
  const day = (name: 'from' | 'to') => (
    <DateInput
      w={150}
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      aria-label={t(`analysis.journal.${name}`)}
      placeholder={t(`analysis.journal.${name}`)}
      valueFormat={language === 'zh' ? 'YYYY-M-D' : 'D MMM YY'}
      value={search.get(name)}
      onChange={(value) => narrow(name, value)}
    />
  );
  return (
    <div className={classes(styles.tabs, styles.heading)}>
      <Select
        w={150}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('design.clear') }}
        aria-label={t('analysis.journal.person')}
        placeholder={t('analysis.journal.allPeople')}
        value={search.get('person')}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => narrow('person', value)}
      />
      {day('from')}
      {day('to')}
      <TextInput
        w={240}
        aria-label={t('analysis.journal.text')}
        placeholder={t('analysis.journal.text')}
        title={t('analysis.journal.text')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          ask(event.currentTarget.value);
        }}
      />
    </div>
  );
}
