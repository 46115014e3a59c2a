/** What the journal of movements is narrowed by besides office, kind and text: days and person. */
import { Select } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { useLanguage } from '../i18n/index.ts';

const FIELDS = ['text', 'person', 'from', 'to'] as const;

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
  const day = (name: 'from' | 'to') => (
    <DateInput
      w={128}
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
    <>
      <Select
        w={128}
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
    </>
  );
}
