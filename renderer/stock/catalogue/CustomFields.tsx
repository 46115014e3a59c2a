/** Fields that headquarters defines for items. */
import { Button, Select, TextInput } from '@mantine/core';
import { Plus, TextCursorInput } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import type { RowOf } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { useMay } from '../../app/session.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { DataTable } from '../../design/table/DataTable.tsx';
import { FormLine } from './FormLine.tsx';

type Field = RowOf<'item-field.list'>;

export function CustomFields() {
  const { t } = useTranslation();
  const mayChange = useMay('item-field.update');
  const update = useCommand('item-field.update');
  const fields = useLive('item-field.list', {}).value?.rows;
  const [adding, setAdding] = useState(false);
  const columns = useMemo<readonly DataColumn<Field>[]>(
    () => [
      { id: 'name', header: t('stock.field.name'), value: (row) => row.name, width: { grow: 1, least: 180 } },
      { id: 'nameEn', header: t('stock.itemForm.nameEn'), value: (row) => row.nameEn ?? '', width: { grow: 1, least: 140 }, yields: true },
      { id: 'type', header: t('stock.field.type'), value: (row) => t(`stock.field.types.${row.type}`), width: 100 },
      { id: 'choices', header: t('stock.field.choices'), value: (row) => row.choices.join('、'), width: { grow: 2, least: 200 } },
      { id: 'retired', header: t('stock.catalogue.status'), value: (row) => (row.retired ? t('stock.field.retired') : ''), width: 100 },
      {
        id: 'actions',
        header: t('design.table.actions'),
        value: () => '',
        width: 96,
        cell: (row) =>
          mayChange ? (
            <Button size="compact-xs" variant="subtle" onClick={() => void update.run({ field: row.id, retired: !row.retired })}>
              {t(row.retired ? 'stock.field.resume' : 'stock.field.retire')}
            </Button>
          ) : null,
      },
    ],
    [t, mayChange, update],
  );
  if (fields === undefined) return <Skeleton />;
  return (
    <DataTable
      label={t('stock.catalogue.tabs.fields')}
      columns={columns}
      rows={fields}
      rowKey={(row) => row.id}
      bar={
        adding ? (
          <FieldForm onClose={() => setAdding(false)} />
        ) : mayChange ? (
          <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
            {t('stock.field.create')}
          </Button>
        ) : undefined
      }
      empty={<EmptyState icon={TextCursorInput} title={t('stock.field.empty')} hint={t('stock.field.emptyHint')} />}
    />
  );
}

function FieldForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('item-field.create');
  const [name, setName] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [type, setType] = useState<Field['type']>('text');
  const [choices, setChoices] = useState('');
  async function submit(): Promise<void> {
    const listed = choices.split(/[,，、\n]/).map((choice) => choice.trim()).filter((choice) => choice !== '');
    const written = await form.submit({ name, ...(nameEn.trim() === '' ? {} : { nameEn }), type, ...(type === 'choice' ? { choices: listed } : {}) });
    if (written === undefined) return;
    say.done(t('stock.field.done', { name: written.name }));
    onClose();
  }
  return (
    <FormLine running={form.running} problem={form.generalError(['name', 'nameEn', 'choices'])} onSubmit={() => void submit()} onClose={onClose}>
      <TextInput autoFocus required w={180} aria-label={t('stock.field.name')} placeholder={t('stock.field.name')} value={name} error={form.errorOf('name')} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput w={160} aria-label={t('stock.itemForm.nameEn')} placeholder={t('stock.itemForm.nameEn')} value={nameEn} error={form.errorOf('nameEn')} onChange={(event) => setNameEn(event.currentTarget.value)} />
      <Select
        w={110}
        allowDeselect={false}
        aria-label={t('stock.field.type')}
        data={(['text', 'number', 'date', 'choice'] as const).map((value) => ({ value, label: t(`stock.field.types.${value}`) }))}
        value={type}
        onChange={(value) => setType(value as Field['type'])}
      />
      {type === 'choice' ? (
        <TextInput required w={240} aria-label={t('stock.field.choices')} placeholder={t('stock.field.choicesHint')} value={choices} error={form.errorOf('choices')} onChange={(event) => setChoices(event.currentTarget.value)} />
      ) : null}
    </FormLine>
  );
}
