import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useSay } from '../../app/say.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import styles from '../Stock.module.css';

const FIELDS = ['code', 'name', 'unit', 'category', 'barcode'] as const;
type Field = (typeof FIELDS)[number];
const REQUIRED: readonly Field[] = ['code', 'name', 'unit'];
const BLANK: Readonly<Record<Field, string>> = { code: '', name: '', unit: '个', category: '', barcode: '' };

/** Adds an item; headquarters only. */
export function CreateItem({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('item.create');
  const [values, setValues] = useState(BLANK);
  const general = form.generalError(FIELDS);

  async function submit(): Promise<void> {
    const { name, unit, category } = values;
    const code = plainTyped(values.code);
    const barcode = plainTyped(values.barcode);
    const item = await form.submit({ code, name, unit, ...(category === '' ? {} : { category }), ...(barcode === '' ? {} : { barcode }) });
    if (item === undefined) return;
    say.done(t('stock.createItem.done', { item: `${item.code} ${item.name}` }));
    setValues(BLANK);
    onClose();
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('stock.createItem.title')} size={400} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {FIELDS.map((field, index) => (
          <TextInput
            key={field}
            data-autofocus={index === 0 ? true : undefined}
            label={t(`stock.createItem.${field}`)}
            required={REQUIRED.includes(field)}
            value={values[field]}
            error={form.errorOf(field)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => ({ ...before, [field]: value }));
            }}
          />
        ))}
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running}>
            {t('frame.create')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
