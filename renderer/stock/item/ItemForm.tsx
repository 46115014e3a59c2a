/** The fields of an item in one form: to add one, to propose one from a branch, or to change one. */
import { Autocomplete, Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useLive } from '../../app/office-context.tsx';
import type { Output, RowOf } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import { customTyped, type CustomValues } from './custom-fields.ts';
import { CustomInputs } from './CustomInputs.tsx';
import { readBarcodes, readPacks, writeBarcodes, writePacks } from './item-lines.ts';
import styles from '../Stock.module.css';

type Item = Output<'item.read'>;

const FIELDS = ['code', 'name', 'unit', 'nameEn', 'category', 'packs', 'barcodes', 'price', 'tracking', 'shelfLifeDays', 'supplier', 'custom'] as const;
type Field = Exclude<(typeof FIELDS)[number], 'custom'>;
type Values = Readonly<Record<Field, string>>;

const BLANK: Values = { code: '', name: '', unit: '个', nameEn: '', category: '', packs: '', barcodes: '', price: '', tracking: 'none', shelfLifeDays: '', supplier: '' };

function valuesOf(item: Item | undefined): Values {
  if (item === undefined) return BLANK;
  return {
    code: item.code,
    name: item.name,
    unit: item.unit,
    nameEn: item.nameEn ?? '',
    category: item.category ?? '',
    packs: writePacks(item.packs),
    barcodes: writeBarcodes(item.barcodes, item.unit, item.packs),
    price: item.price ?? '',
    tracking: item.tracking,
    shelfLifeDays: item.shelfLifeDays === null ? '' : String(item.shelfLifeDays),
    supplier: item.supplier?.id ?? '',
  };
}

export interface ItemFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly way: 'create' | 'propose' | 'update';
  /** What is changed. */
  readonly item?: Item | undefined;
  /** Barcode of a new one. */
  readonly barcode?: string;
  readonly onWritten?: (item: RowOf<'item.list'>) => void;
}

export function ItemForm(props: ItemFormProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t(`stock.itemForm.${props.way}`)} size={620} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ onClose, way, item, barcode, onWritten }: ItemFormProps) {
  const { t } = useTranslation();
  const say = useSay();
  const create = useForm('item.create');
  const propose = useForm('item.propose');
  const update = useForm('item.update');
  const form = { create, propose, update }[way];
  const first = valuesOf(item);
  const [values, setValues] = useState(barcode === undefined ? first : { ...first, barcodes: barcode });
  const [custom, setCustom] = useState<CustomValues>(() => Object.fromEntries((item?.custom ?? []).map(({ field, value }) => [field, value])));
  const categories = useLive('category.list', {}).value?.rows ?? [];
  const suppliers = useLive('partner.list', { role: 'supplier', discontinued: false, limit: 1000 }).value?.rows ?? [];
  const defined = (useLive('item-field.list', {}).value?.rows ?? []).filter(({ retired }) => !retired);
  const general = form.generalError(FIELDS);
  const set = (field: Field) => (value: string | null) => setValues((before) => ({ ...before, [field]: value ?? '' }));

  async function submit(): Promise<void> {
    const written = await (way === 'update' && item !== undefined ? update.submit({ item: item.id, ...changes(first, values, customChanges(item, customTyped(defined, custom))) }) : add());
    if (written === undefined) return;
    say.done(t(`stock.itemForm.done.${way}`, { item: `${written.code} ${written.name}` }));
    onWritten?.(written);
    onClose();
  }

  function add() {
    const given = Object.fromEntries(Object.entries(customTyped(defined, custom)).filter(([, value]) => value !== ''));
    const input = { ...present(values), ...(Object.keys(given).length === 0 ? {} : { custom: given }) };
    return way === 'propose' ? propose.submit(input) : create.submit(input);
  }

  const text = (field: Field, required = false, focus = false) => (
    <TextInput
      key={field}
      data-autofocus={focus ? true : undefined}
      label={t(`stock.itemForm.${field}`)}
      required={required}
      value={values[field]}
      error={form.errorOf(field)}
      onChange={(event) => set(field)(event.currentTarget.value)}
    />
  );
  const lines = (field: 'packs' | 'barcodes') => (
    <Textarea
      autosize
      minRows={2}
      maxRows={6}
      label={t(`stock.itemForm.${field}`)}
      description={t(`stock.itemForm.${field}Hint`)}
      value={values[field]}
      error={form.errorOf(field)}
      onChange={(event) => set(field)(event.currentTarget.value)}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.pair}>
        {text('code', true, true)}
        {text('name', true)}
        {text('unit', true)}
        {text('nameEn')}
        <Autocomplete
          label={t('stock.itemForm.category')}
          data={[...new Set(categories.map(({ name }) => name))]}
          value={values.category}
          error={form.errorOf('category')}
          onChange={set('category')}
        />
        {text('price')}
        {lines('packs')}
        {lines('barcodes')}
        <Select
          label={t('stock.itemForm.tracking')}
          allowDeselect={false}
          data={(['none', 'lot', 'serial'] as const).map((value) => ({ value, label: t(`stock.trackings.${value}`) }))}
          value={values.tracking}
          onChange={set('tracking')}
        />
        {text('shelfLifeDays')}
        <Select
          label={t('stock.itemForm.supplier')}
          searchable
          clearable
          nothingFoundMessage={t('stock.itemForm.noSupplier')}
          data={suppliers.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
          value={values.supplier === '' ? null : values.supplier}
          error={form.errorOf('supplier')}
          onChange={set('supplier')}
        />
        <CustomInputs fields={defined} values={custom} onChange={(field, value) => setCustom((before) => ({ ...before, [field]: value }))} />
      </div>
      {form.errorOf('custom') === undefined ? null : <ErrorNotice>{form.errorOf('custom')}</ErrorNotice>}
      {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={form.running}>
          {t(way === 'update' ? 'stock.itemForm.save' : way === 'propose' ? 'stock.itemForm.doPropose' : 'frame.create')}
        </Button>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
      </div>
    </form>
  );
}

/** What was given, without what was left empty. */
function present(values: Values) {
  const { packs, barcodes } = values;
  const text = (field: Field) => (values[field] === '' ? {} : { [field]: values[field] });
  return {
    code: plainTyped(values.code),
    name: values.name,
    unit: values.unit,
    ...text('nameEn'),
    ...text('category'),
    ...(values.price === '' ? {} : { price: plainTyped(values.price) }),
    ...(values.tracking === 'none' ? {} : { tracking: values.tracking as 'lot' | 'serial' }),
    ...(values.shelfLifeDays === '' ? {} : { shelfLifeDays: plainTyped(values.shelfLifeDays) }),
    ...text('supplier'),
    ...(packs === '' ? {} : { packs: readPacks(packs) }),
    ...(barcodes === '' ? {} : { barcodes: readBarcodes(barcodes) }),
  };
}

/** Only what the person changed: what others change meanwhile stays theirs. */
function changes(first: Values, values: Values, custom: Readonly<Record<string, string | null>>) {
  const changed = (field: Field): boolean => first[field] !== values[field];
  const optional = (field: 'nameEn' | 'category' | 'price' | 'shelfLifeDays' | 'supplier') =>
    changed(field) ? { [field]: values[field] === '' ? null : field === 'price' || field === 'shelfLifeDays' ? plainTyped(values[field]) : values[field] } : {};
  return {
    ...(changed('code') ? { code: plainTyped(values.code) } : {}),
    ...(changed('name') ? { name: values.name } : {}),
    ...(changed('unit') ? { unit: values.unit } : {}),
    ...optional('nameEn'),
    ...optional('category'),
    ...optional('price'),
    ...optional('shelfLifeDays'),
    ...optional('supplier'),
    ...(changed('tracking') ? { tracking: values.tracking as 'none' | 'lot' | 'serial' } : {}),
    ...(changed('packs') ? { packs: readPacks(values.packs) } : {}),
    ...(changed('barcodes') ? { barcodes: readBarcodes(values.barcodes) } : {}),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
  };
}

function customChanges(item: Item, custom: CustomValues): Readonly<Record<string, string | null>> {
  const before = new Map(item.custom.map(({ field, value }) => [field, value]));
  return Object.fromEntries(
    Object.entries(custom)
      .filter(([field, value]) => (before.get(field) ?? '') !== value)
      .map(([field, value]) => [field, value === '' ? null : value]),
  );
}
