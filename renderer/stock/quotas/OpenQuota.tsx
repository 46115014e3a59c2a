/** Headquarters puts an item under quota. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useForm } from '../../app/form.ts';
import { useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { plainTyped } from '../../design/format/typed.ts';
import styles from '../Stock.module.css';

const FIELDS = ['item', 'total', 'from', 'note'];

export function OpenQuota({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useSay();
  const form = useForm('quota.open');
  const [typed, setTyped] = useState('');
  const [item, setItem] = useState<string | null>(null);
  const [total, setTotal] = useState('');
  const [from, setFrom] = useState('');
  const [note, setNote] = useState('');
  const found = useLive('item.list', { limit: 50, ...(typed.trim() === '' ? {} : { text: typed.trim() }) }).value?.rows ?? [];
  const general = form.generalError(FIELDS);

  async function submit(): Promise<void> {
    if (item === null) return;
    const opened = await form.submit({
      item,
      total: plainTyped(total),
      ...(from === '' ? {} : { from }),
      ...(note.trim() === '' ? {} : { note }),
    });
    if (opened === undefined) return;
    say.done(t('quotas.open.done', { item: `${opened.item} ${opened.itemName}` }));
    onClose();
    await navigate(`/stock/quotas/${opened.quota}`);
  }

  return (
    <Modal opened onClose={onClose} title={t('quotas.open.title')} size={440} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('quotas.open.hint')}</p>
        <Select
          data-autofocus
          searchable
          required
          label={t('quotas.open.item')}
          data={found.map(({ id, code, name, unit }) => ({ value: id, label: `${code} ${name}（${unit}）` }))}
          filter={({ options }) => options}
          value={item}
          error={form.errorOf('item')}
          onChange={setItem}
          onSearchChange={setTyped}
        />
        <TextInput required inputMode="decimal" label={t('quotas.open.total')} value={total} error={form.errorOf('total')} onChange={(event) => setTotal(event.currentTarget.value)} />
        <TextInput type="date" label={t('quotas.open.from')} description={t('quotas.open.fromHint')} value={from} error={form.errorOf('from')} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput label={t('stock.entry.note')} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.currentTarget.value)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running} disabled={item === null}>
            {t('quotas.open.do')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
