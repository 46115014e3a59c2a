/** Records a payment made to a partner or received from them. */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../app/form.ts';
import { useSay } from '../app/say.ts';
import { DayInput } from '../design/DayInput.tsx';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { dayOf } from '../design/format/date.ts';
import { plainTyped } from '../design/format/typed.ts';
import { Section } from '../design/Page.tsx';
import { useNow } from '../design/use-now.ts';
import { DrawerForm } from './DrawerForm.tsx';
import styles from './Orders.module.css';

const FIELDS = ['direction', 'amount', 'date', 'method', 'reference', 'order'] as const;

export function PaymentForm({ partner, supplier, onClose }: { readonly partner: string; readonly supplier: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('payment.record');
  const today = dayOf(useNow());
  const [direction, setDirection] = useState<'in' | 'out'>(supplier ? 'out' : 'in');
  const [amount, setAmount] = useState('');
  const [date, setDate] = useState<string | null>(null);
  const [method, setMethod] = useState('transfer');
  const [reference, setReference] = useState('');
  const [order, setOrder] = useState('');
  const general = form.generalError(FIELDS);

  async function record(): Promise<void> {
    const output = await form.submit({
      partner,
      direction,
      amount: plainTyped(amount),
      date: date ?? today,
      method,
      ...(reference === '' ? {} : { reference }),
      ...(order === '' ? {} : { order: plainTyped(order) }),
    });
    if (output === undefined) return;
    say.done(t('orders.payment.saved', { amount: plainTyped(amount) }));
    onClose();
  }

  return (
    <Section title={t('orders.accounts.payment')}>
      <DrawerForm onSubmit={() => void record()} onClose={onClose}>
        <SegmentedControl
          aria-label={t('orders.payment.direction')}
          value={direction}
          data={(['out', 'in'] as const).map((value) => ({ value, label: t(`orders.payment.${value}`) }))}
          onChange={setDirection}
        />
        <div className={styles.pair}>
          <TextInput autoFocus required label={t('orders.payment.amount')} inputMode="decimal" value={amount} error={form.errorOf('amount')} onChange={(event) => setAmount(event.currentTarget.value)} />
          <DayInput label={t('orders.payment.date')} value={date ?? today} error={form.errorOf('date')} onChange={setDate} />
          <Select
            label={t('orders.payment.method')}
            allowDeselect={false}
            data={(['transfer', 'cash', 'draft', 'online'] as const).map((value) => ({ value, label: t(`orders.payment.methods.${value}`) }))}
            value={method}
            error={form.errorOf('method')}
            onChange={(value) => setMethod(value ?? 'transfer')}
          />
          <TextInput label={t('orders.payment.reference')} value={reference} error={form.errorOf('reference')} onChange={(event) => setReference(event.currentTarget.value)} />
        </div>
        <TextInput label={t('orders.payment.order')} value={order} error={form.errorOf('order')} onChange={(event) => setOrder(event.currentTarget.value)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={form.running}>
            {t('orders.payment.save')}
          </Button>
          <Button type="button" onClick={onClose}>
            {t('frame.cancel')}
          </Button>
        </div>
      </DrawerForm>
    </Section>
  );
}
