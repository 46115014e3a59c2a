/** Choosing an item by code, name or pinyin, and a partner or office from those that there are. */
import { Select } from '@mantine/core';
import { useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ItemThumb } from '../app/ItemThumb.tsx';
import { useLive, useOffice } from '../app/office-context.tsx';
import type { RowOf } from '../app/office.ts';

const FOUND = 12;

export type PickedItem = Pick<RowOf<'item.list'>, 'id' | 'code' | 'name' | 'unit' | 'packs' | 'price' | 'photo'>;

export interface ItemPickerProps {
  readonly label: string;
  readonly value: PickedItem | undefined;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly focus?: boolean;
  readonly input?: Ref<HTMLInputElement>;
  readonly onChange: (item: PickedItem | undefined) => void;
}

/** The office's own search finds the items; only what was found is offered. */
export function ItemPicker({ label, value, error, description, focus = false, input, onChange }: ItemPickerProps) {
  const { t } = useTranslation();
  const office = useOffice();
  const [text, setText] = useState('');
  const labelOf = (item: PickedItem): string => `${item.code} ${item.name}`;
  const typed = text.trim() !== '' && (value === undefined || text !== labelOf(value));
  const found = useLive('item.list', typed ? { text, limit: FOUND, discontinued: false } : { limit: FOUND, discontinued: false }).value?.rows ?? [];
  /** Enter may come before what it is about is listed: a scanner does not wait. */
  async function takeFirst(): Promise<void> {
    const asked = await office.call('item.list', { text, limit: 1, discontinued: false });
    const first = asked.ok ? asked.value.rows[0] : undefined;
    if (first === undefined) return;
    onChange(first);
    setText(labelOf(first));
  }
  const offered = value === undefined || found.some(({ id }) => id === value.id) ? found : [value, ...found];
  const pictured = offered.some(({ photo }) => photo);
  return (
    <Select
      {...(input === undefined ? {} : { ref: input })}
      data-autofocus={focus ? true : undefined}
      searchable
      selectFirstOptionOnChange
      aria-label={label}
      placeholder={t('orders.form.itemHint')}
      nothingFoundMessage={t('orders.form.noItem')}
      error={error}
      description={description}
      inputWrapperOrder={['input', 'error', 'description']}
      data={offered.map((item) => ({ value: item.id, label: labelOf(item) }))}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <>
          {pictured ? <ItemThumb item={option.value} has={offered.some(({ id, photo }) => id === option.value && photo)} /> : null}
          <span>{option.label}</span>
        </>
      )}
      value={value?.id ?? null}
      searchValue={text}
      onSearchChange={setText}
      onChange={(id) => onChange(offered.find((item) => item.id === id))}
      onKeyDown={(event) => {
        // What was found after the last letter has no option marked, and Enter would send the form.
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !typed || event.currentTarget.getAttribute('aria-activedescendant') !== null) return;
        event.preventDefault();
        void takeFirst();
      }}
    />
  );
}

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
