/** Choosing a partner or office from those that there are. */
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';

export interface PartnerPickerProps {
  readonly role?: 'supplier' | 'customer';
  readonly label?: string;
  readonly placeholder?: string;
  readonly value: string | null;
  readonly error?: ReactNode;
  readonly focus?: boolean;
  readonly width?: number;
  readonly onChange: (id: string | null) => void;
}

export function PartnerPicker({ role, label, placeholder, value, error, focus = false, width, onChange }: PartnerPickerProps) {
  const { t } = useTranslation();
  const partners = useLive('partner.list', { ...(role === undefined ? {} : { role }), discontinued: false, limit: 1000 }).value?.rows ?? [];
  return (
    <Select
      {...(width === undefined ? {} : { w: width })}
      data-autofocus={focus ? true : undefined}
      searchable
      clearable={label === undefined}
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      selectFirstOptionOnChange
      {...(label === undefined ? { 'aria-label': placeholder } : { label, required: true })}
      placeholder={placeholder}
      nothingFoundMessage={t('orders.form.noPartner')}
      error={error}
      data={partners.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
      value={value}
      onChange={onChange}
    />
  );
}

export function OfficePicker({ value, onChange }: { readonly value: string | null; readonly onChange: (code: string | null) => void }) {
  const { t } = useTranslation();
  const offices = useLive('office.list', { limit: 1000 }).value?.rows ?? [];
  return (
    <Select
      w={140}
      clearable
      clearButtonProps={{ 'aria-label': t('design.clear') }}
      aria-label={t('orders.filter.office')}
      placeholder={t('orders.filter.allOffices')}
      data={offices.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      value={value}
      onChange={onChange}
    />
  );
}
