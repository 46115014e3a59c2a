/** Choosing an item by code, name or pinyin. */
import { Select } from '@mantine/core';
import { useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { ItemOption } from './ItemThumb.tsx';
import { useLive, useOffice } from './office-context.tsx';
import type { RowOf } from './office.ts';

const FOUND = 12;

export type PickedItem = Pick<RowOf<'item.list'>, 'id' | 'code' | 'name' | 'unit' | 'packs' | 'price' | 'photo'>;

export interface ItemPickerProps {
  readonly label: string;
  /** Whether the label stands above the field, or is for screen readers alone. */
  readonly labelled?: boolean;
  readonly value: PickedItem | undefined;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly focus?: boolean;
  readonly input?: Ref<HTMLInputElement>;
  readonly onChange: (item: PickedItem | undefined) => void;
}

/** The office's own search finds the items; only what was found is offered. */
export function ItemPicker({ label, labelled = false, value, error, description, focus = false, input, onChange }: ItemPickerProps) {
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
      {...(labelled ? { label, required: true } : { 'aria-label': label })}
      placeholder={t('orders.form.itemHint')}
      nothingFoundMessage={t('orders.form.noItem')}
      error={error}
      description={description}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={offered.map((item) => ({ value: item.id, label: labelOf(item) }))}
      filter={({ options }) => options}
      renderOption={({ option }) => <ItemOption label={option.label} item={option.value} has={pictured ? offered.some(({ id, photo }) => id === option.value && photo) : undefined} />}
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
