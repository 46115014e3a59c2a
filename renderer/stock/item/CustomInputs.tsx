import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../design/DayInput.tsx';
import { useLanguage } from '../../i18n/index.ts';
import { fieldName, type CustomField, type CustomValues } from './custom-fields.ts';

export interface CustomInputsProps {
  readonly fields: readonly CustomField[];
  readonly values: CustomValues;
  readonly onChange: (field: string, value: string) => void;
}

/** An input for each field that headquarters defined, by its type. */
export function CustomInputs({ fields, values, onChange }: CustomInputsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return fields.map((field) => {
    const { id, type, choices } = field;
    const label = fieldName(field, language);
    const value = values[id] ?? '';
    const chosen = value === '' ? null : value;
    const choose = (next: string | null): void => onChange(id, next ?? '');
    if (type === 'date') return <DayInput key={id} clearable label={label} value={chosen} onChange={choose} />;
    // What an item has of a choice that is offered no more stays readable.
    if (type === 'choice') return <Select key={id} clearable clearButtonProps={{ 'aria-label': t('design.clear') }} label={label} data={[...new Set([...choices, ...(chosen === null ? [] : [chosen])])]} value={chosen} onChange={choose} />;
    return <TextInput key={id} label={label} inputMode={type === 'number' ? 'decimal' : undefined} value={value} onChange={(event) => onChange(id, event.currentTarget.value)} />;
  });
}
