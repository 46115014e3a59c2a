/** A day, chosen or typed, written as people of the language write it. */
import { DateInput, type DateInputProps } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/index.ts';

/** The value is `2026-11-28`, or null for none. */
export function DayInput(props: Omit<DateInputProps, 'valueFormat' | 'clearButtonProps'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  return <DateInput clearButtonProps={{ 'aria-label': t('design.clear') }} valueFormat={language === 'zh' ? 'YYYY年M月D日' : 'D MMM YYYY'} {...props} />;
}
