/** The days of a journal, in one field: the usual stretches by one key, any others from the calendar. */
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../design/format/date.ts';
import { useNow } from '../design/use-now.ts';
import { useLanguage } from '../i18n/index.ts';
import { usualStretches } from './journal-stretches.ts';

export interface JournalDaysProps {
  readonly from: string | null;
  readonly until: string | null;
  readonly narrow: (days: { readonly from: string | null; readonly until: string | null }) => void;
}

type Days = [string | null, string | null];

export function JournalDays({ from, until, narrow }: JournalDaysProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  // The first of two days is not asked by until the second is there.
  const [begun, setBegun] = useState<string | undefined>(undefined);
  const shown: Days = begun === undefined ? [from, until] : [begun, null];
  return (
    <DatePickerInput
      type="range"
      w={from === null && until === null ? 112 : 168}
      allowSingleDateInRange
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      // The button is named by what stands on it: the days, or that it is all of them.
      title={t('analysis.journal.days')}
      placeholder={t('analysis.journal.allDays')}
      valueFormatter={({ date }) => (Array.isArray(date) ? date : [date]).flatMap((day) => (day === null ? [] : [formatDate(String(day), now, language)])).join('–')}
      popoverProps={{ shadow: 'md', onClose: () => setBegun(undefined) }}
      presets={usualStretches(now).map(({ name, days }) => ({ label: t(`analysis.journal.stretches.${name}`), value: days }))}
      value={shown}
      onChange={([first, last]) => {
        if (first !== null && last === null) {
          setBegun(first);
          return;
        }
        setBegun(undefined);
        narrow({ from: first, until: last });
      }}
    />
  );
}
