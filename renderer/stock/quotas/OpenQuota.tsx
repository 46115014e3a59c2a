/** Headquarters puts an item under quota. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useForm } from '../../app/form.ts';
import { ItemPicker, type PickedItem } from '../../app/ItemPicker.tsx';
import { useSay } from '../../app/say.ts';
import { DayInput } from '../../design/DayInput.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import styles from '../Stock.module.css';

const FIELDS = ['item', 'total', 'from', 'note'];

export function OpenQuota({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useSay();
  const form = useForm('quota.open');
  const [item, setItem] = useState<PickedItem | undefined>(undefined);
  const [total, setTotal] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const general = form.generalError(FIELDS);

  async function submit(): Promise<void> {
    if (item === undefined) return;
    const opened = await form.submit({
      item: item.id,
      total: plainTyped(total),
      ...(from === null ? {} : { from }),
      ...(note.trim() === '' ? {} : { note }),
    });
    if (opened === undefined) return;
    say.done(t('quotas.open.done', { item: `${opened.item} ${opened.itemName}` }));
    onClose();
    await navigate(`/stock/quotas/${opened.quota}`);
  }

  return (
    <Dialog onClose={onClose} title={t('quotas.open.title')} size={440}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('quotas.open.hint')}</p>
        <ItemPicker focus labelled label={t('quotas.open.item')} value={item} error={form.errorOf('item')} onChange={setItem} />
        <TextInput required inputMode="decimal" rightSection={item === undefined ? null : <span className="quiet">{item.unit}</span>} label={t('quotas.open.total')} value={total} error={form.errorOf('total')} onChange={(event) => setTotal(event.currentTarget.value)} />
        <DayInput
          clearable
          label={t('quotas.open.from')}
          description={t('quotas.open.fromHint')}
          value={from}
          error={form.errorOf('from')}
          onChange={setFrom}
        />
        <TextInput label={t('stock.entry.note')} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.currentTarget.value)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running} disabled={item === undefined}>
            {t('quotas.open.do')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
