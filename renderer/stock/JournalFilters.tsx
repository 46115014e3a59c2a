/** What the journal of movements is narrowed by besides office, kind and text: category, partner, person and days. */
import { Select } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { useLanguage } from '../i18n/index.ts';
import { categoryChoices } from './catalogue/category-tree.ts';

const FIELDS = ['text', 'category', 'partner', 'person', 'from', 'to'] as const;
const FOUND = 20;

/** The filters that stand in an address. */
export function journalFilter(search: URLSearchParams): { readonly [Field in (typeof FIELDS)[number]]?: string } {
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
  const categories = useLive('category.list', {}).value?.rows ?? [];
  const choice = (name: 'category' | 'person', all: string, data: { value: string; label: string }[]) => (
    <Select
      w={130}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      aria-label={t(`analysis.journal.${name}`)}
      placeholder={all}
      value={search.get(name)}
      data={data}
      onChange={(value) => narrow(name, value)}
    />
  );
  const day = (name: 'from' | 'to') => (
    <DateInput
      w={118}
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
      {choice('category', t('analysis.journal.allCategories'), categoryChoices(categories))}
      <PartnerFilter value={search.get('partner')} onChange={(id) => narrow('partner', id)} />
      {choice('person', t('analysis.journal.allPeople'), people.map(({ id, name }) => ({ value: id, label: name })))}
      {day('from')}
      {day('to')}
    </>
  );
}

/** Found by the office by name, pinyin or code, among however many there are. */
function PartnerFilter({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string | null) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const chosen = useLive('partner.list', value === null ? undefined : { id: value, limit: 1 }).value?.rows[0];
  const found = useLive('partner.list', { limit: FOUND, ...(text === '' || text === chosen?.name ? {} : { text }) }).value?.rows ?? [];
  const offered = chosen === undefined || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      w={136}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      selectFirstOptionOnChange
      nothingFoundMessage={t('analysis.journal.noPartner')}
      filter={({ options }) => options}
      aria-label={t('analysis.journal.partner')}
      placeholder={t('analysis.journal.allPartners')}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      searchValue={text}
      onSearchChange={setText}
      onChange={onChange}
    />
  );
}
