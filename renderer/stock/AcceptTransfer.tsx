import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import { useSay } from '../app/say.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { formatQuantity } from '../design/format/quantity.ts';
import { plainTyped } from '../design/format/typed.ts';
import type { Transfer } from './TransfersPage.tsx';
import styles from './Stock.module.css';

/** Receives a transfer, whole or short. What differs becomes an exception. */
export function AcceptTransfer({ transfer, onClose }: { readonly transfer: Transfer; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('stock.acceptTransfer');
  const [quantity, setQuantity] = useState(transfer.inTransit);
  const [note, setNote] = useState('');
  const general = form.generalError(['quantity', 'note']);
  async function submit(): Promise<void> {
    const output = await form.submit({ transfer: transfer.id, item: transfer.itemId, quantity: plainTyped(quantity), ...(note === '' ? {} : { note }) });
    if (output === undefined) return;
    say.done(t('stock.transfers.accepted', { quantity: formatQuantity(output.quantity), unit: output.unit, item: output.itemName }));
    onClose();
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={420}
      title={t('stock.transfers.acceptTitle', { number: transfer.number })}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <strong>
          {transfer.item} {transfer.itemName}
        </strong>
        <p className="quiet">
          {t('stock.transfers.acceptHint', { from: transfer.from, quantity: formatQuantity(transfer.inTransit), unit: transfer.unit })}
        </p>
        <TextInput
          data-autofocus
          required
          inputMode="decimal"
          label={t('stock.transfers.acceptQuantity')}
          value={quantity}
          rightSection={<span className="quiet">{transfer.unit}</span>}
          error={form.errorOf('quantity')}
          onChange={(event) => setQuantity(event.currentTarget.value)}
        />
        <TextInput label={t('stock.entry.note')} value={note} error={form.errorOf('note')} onChange={(event) => setNote(event.currentTarget.value)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running}>
            {t('stock.transfers.accept')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
