/** What the journal of movements is narrowed by besides office, kind and text: category, partner, person and days. */
import { Button, Popover, Select } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { categoryChoices } from './catalogue/category-tree.ts';
import { JournalDays } from './JournalDays.tsx';
import styles from './Journal.module.css';

const FIELDS = ['text', 'category', 'partner', 'person', 'from', 'until'] as const;
const FOUND = 20;

/** The filters that stand in an address. */
export function journalFilter(search: URLSearchParams): { readonly [Field in (typeof FIELDS)[number]]?: string } {
  return Object.fromEntries(FIELDS.flatMap((name) => (search.get(name) ?? '') === '' ? [] : [[name, search.get(name)]]));
}

export interface JournalFiltersProps {
  readonly search: URLSearchParams;
  /** Several at once, as the first and last day. */
  readonly narrow: (parts: Readonly<Record<string, string | null | undefined>>) => void;
  /** Where there is no room: all but the days stand behind one button, which says how many are set. */
  readonly folded: boolean;
}

export function JournalFilters({ search, narrow, folded }: JournalFiltersProps) {
  const { t } = useTranslation();
  const people = useLive('person.list', { limit: 1000 }).value?.rows ?? [];
  const categories = useLive('category.list', {}).value?.rows ?? [];
  const choice = (name: 'category' | 'person', all: string, data: { value: string; label: string }[]) => (
    <Select
      w={folded ? '100%' : 126}
      {...(folded ? {} : { maw: 126 })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', withinPortal: !folded }}
      aria-label={t(`analysis.journal.${name}`)}
      placeholder={all}
      value={search.get(name)}
      data={data}
      onChange={(value) => narrow({ [name]: value })}
    />
  );
  const fields = (
    <>
      {choice('category', t('analysis.journal.allCategories'), categoryChoices(categories))}
      <PartnerFilter folded={folded} value={search.get('partner')} onChange={(id) => narrow({ partner: id })} />
      {choice('person', t('analysis.journal.allPeople'), people.map(({ id, name }) => ({ value: id, label: name })))}
    </>
  );
  const days = <JournalDays from={search.get('from')} until={search.get('until')} narrow={narrow} />;
  if (!folded) {
    return (
      <>
        {fields}
        {days}
      </>
    );
  }
  const set = (['category', 'partner', 'person'] as const).filter((name) => search.has(name)).length;
  return (
    <>
      <Popover position="bottom-start" shadow="md" width={220} trapFocus>
        <Popover.Target>
          <Button variant={set === 0 ? 'default' : 'light'} px="xs" leftSection={<ListFilter size={14} aria-hidden />} aria-label={t('analysis.journal.more', { count: set })} title={t('analysis.journal.more', { count: set })}>
            {set === 0 ? null : set}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={styles.folded ?? ''}>{fields}</Popover.Dropdown>
      </Popover>
      {days}
    </>
  );
}

/** Found by the office by name, pinyin or code, among however many there are. */
function PartnerFilter({ folded, value, onChange }: { readonly folded: boolean; readonly value: string | null; readonly onChange: (id: string | null) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const chosen = useLive('partner.list', value === null ? undefined : { id: value, limit: 1 }).value?.rows[0];
  const found = useLive('partner.list', { limit: FOUND, ...(text === '' || text === chosen?.name ? {} : { text }) }).value?.rows ?? [];
  const offered = chosen === undefined || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      w={folded ? '100%' : 126}
      {...(folded ? {} : { maw: 126 })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', withinPortal: !folded }}
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
