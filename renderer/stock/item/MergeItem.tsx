/** Chooses the item that a duplicate is merged into. There is no undo, so it says what follows. */
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import styles from '../Stock.module.css';

export function MergeItem({ item, onClose }: { readonly item: { readonly id: string; readonly code: string; readonly name: string }; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('item.merge');
  const [typed, setTyped] = useState('');
  const [into, setInto] = useState<string | null>(null);
  const found = useLive('item.list', { proposed: false, limit: 50, ...(typed.trim() === '' ? {} : { text: typed.trim() }) }).value?.rows ?? [];
  const data = found.filter(({ id }) => id !== item.id).map(({ id, code, name, unit }) => ({ value: id, label: `${code} ${name}（${unit}）` }));
  async function submit(): Promise<void> {
    const written = into === null ? undefined : await form.submit({ item: item.id, into });
    if (written === undefined) return;
    say.done(t('stock.proposal.merged', { item: `${written.code} ${written.name}` }));
    onClose();
  }
  const problem = form.errorOf('into') ?? form.generalError(['into']);
  return (
    <Dialog onClose={onClose} title={`${item.code} ${item.name} · ${t('stock.proposal.merge')}`} size={460}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('stock.proposal.mergeHint')}</p>
        <Select
          data-autofocus
          searchable
          required
          label={t('stock.proposal.mergeInto')}
          data={data}
          filter={({ options }) => options}
          value={into}
          onChange={setInto}
          onSearchChange={setTyped}
        />
        {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running} disabled={into === null}>
            {t('stock.proposal.doMerge')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
