import { CalendarClock, CalendarX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Chip } from './Chip.tsx';
import { Day } from './Moment.tsx';

/** The day on which something is due (`2026-11-23`). What is late says so in a word and by its icon, not by colour alone. */
export function DueChip({ due, overdue }: { readonly due: string; readonly overdue: boolean }) {
  const { t } = useTranslation();
  if (!overdue) {
    return (
      <Chip icon={CalendarClock} title={due}>
        <Day day={due} />
      </Chip>
    );
  }
  return (
    <Chip tone="stop" icon={CalendarX} title={due}>
      {t('design.overdue')} <Day day={due} />
    </Chip>
  );
}
