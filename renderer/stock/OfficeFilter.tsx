import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';

/** Narrows a list to one office. */
export function OfficeFilter({ value, onChange }: { readonly value: string | undefined; readonly onChange: (code: string | undefined) => void }) {
  const { t } = useTranslation();
  const offices = useLive('office.list', { limit: 1000 }).value?.rows ?? [];
  return (
    <Select
      w={140}
      maw={140}
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      aria-label={t('stock.columns.office')}
      placeholder={t('stock.balances.allOffices')}
      value={value ?? null}
      data={offices.map((office) => ({ value: office.code, label: `${office.code} ${office.name}` }))}
      onChange={(code) => onChange(code ?? undefined)}
    />
  );
}
